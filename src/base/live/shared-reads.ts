/**
 * Sockets of one viewer ask for the same after the same event: what one of them is reading is the answer for the others too,
 * as long as there was no news of the viewer since that began. Whoever has heard of news reads anew.
 */
export class SharedReads<Value> {
  readonly #underWay = new Map<string, Map<string, Promise<Value>>>();

  /** @param what all that the answer depends on, beside whose it is */
  take(accountId: string, what: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#underWay.get(accountId) ?? new Map<string, Promise<Value>>();
    const shared = known.get(what);
    if (shared) return shared;
    this.#underWay.set(accountId, known);
    const reading = read().finally(() => {
      known.delete(what);
      if (known.size === 0 && this.#underWay.get(accountId) === known) this.#underWay.delete(accountId);
    });
    known.set(what, reading);
    return reading;
  }

  /** What is under way may have begun before. */
  news(accountId: string): void {
    this.#underWay.delete(accountId);
  }
}
