/** @returns an answer for each request, in their order */
type Answering<Key, Request, Answer> = (key: Key, requests: readonly Request[]) => Promise<readonly Answer[]>;

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers together what is asked together, or while others are being answered. To begin a statement costs the database more than
 * a row of it does: with one for each of many subscribers it would be busy with beginning.
 */
export class Batches<Key extends object, Request, Answer> {
  readonly #lines = new Map<Key, Waiting<Request, Answer>[]>();
  #running = 0;
  #soon: NodeJS.Immediate | undefined;

  /**
   * @param atATime how many batches may be under way
   * @param most how much one holds
   */
  constructor(
    private readonly answer: Answering<Key, Request, Answer>,
    private readonly atATime: number,
    private readonly most: number,
  ) {}

  /** @param key requests of one key can be answered together */
  ask(key: Key, request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const line = this.#lines.get(key) ?? [];
      line.push({ request, resolve, reject });
      this.#lines.set(key, line);
      // Those who are woken by one message ask one after the other, before this comes to its turn.
      this.#soon ??= setImmediate(() => {
        this.#soon = undefined;
        this.#begin();
      });
    });
  }

  #begin(): void {
    for (const [key, line] of this.#lines) {
      if (this.#running >= this.atATime) return;
      this.#lines.delete(key);
      const batch = line.splice(0, this.most);
      if (line.length > 0) this.#lines.set(key, line); // behind the others
      this.#running++;
      void this.#settle(key, batch).finally(() => {
        this.#running--;
        this.#begin();
      });
    }
  }

  async #settle(key: Key, batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.answer(
        key,
        batch.map(({ request }) => request),
      );
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      // One that can't be answered fails all of a batch, and is not to spoil it for the others.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await this.#settle(key, [one]);
    }
  }
}
