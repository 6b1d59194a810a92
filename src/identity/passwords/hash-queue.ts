/** The work was not done: too much was waiting before it. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export interface HashQueueLimits {
  readonly atATime: number;
  /** Whoever has waited this long goes away. */
  readonly patienceMs: number;
  readonly mostWaiting: number;
}

/** A line that nobody stands in for long: what isn't begun in time is never begun. */
export class HashQueue {
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(private readonly limits: HashQueueLimits) {}

  /** @throws QueueFullError */
  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#running < this.limits.atATime) this.#running++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next) next();
      else this.#running--;
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.size >= this.limits.mostWaiting) throw new QueueFullError();
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(begin);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(begin);
        reject(new QueueFullError());
      }, this.limits.patienceMs);
      this.#waiting.add(begin);
    });
  }
}
