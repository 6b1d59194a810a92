/**
 * Lets only so much begin in one turn of the event loop. A rush that arrives at once would otherwise be prepared in one go, while
 * the answers that others wait for lie ready to be read.
 */
export class Pace {
  readonly #waiting: (() => void)[] = [];
  #begun = 0;

  constructor(private readonly perTurn: number) {}

  /** Undefined when it may begin now. */
  pass(): Promise<void> | undefined {
    if (this.#begun === this.perTurn) return new Promise((resolve) => this.#waiting.push(resolve));
    if (this.#begun++ === 0) setImmediate(() => this.#nextTurn());
    return undefined;
  }

  #nextTurn(): void {
    const next = this.#waiting.splice(0, this.perTurn);
    this.#begun = next.length;
    if (next.length > 0) setImmediate(() => this.#nextTurn());
    for (const begin of next) begin();
  }
}
