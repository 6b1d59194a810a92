/** How often a statement was sent, and its name from when on that is worth one. */
export interface Named {
  uses: number;
  name: string | undefined;
}

const NAMED_ON_USE = 3;

/** With a name the server plans a statement once a connection. Each costs it about 0.2 MB there, so only what is asked again and again gets one. */
export class StatementNames {
  #given = 0;

  constructor(
    private readonly prefix: string,
    private readonly most: number,
  ) {}

  /** Notes one more use; from the third on the statement has a name. */
  of(statement: Named): string | undefined {
    if (++statement.uses === NAMED_ON_USE && this.#given < this.most) statement.name = `${this.prefix}${++this.#given}`;
    return statement.name;
  }
}
