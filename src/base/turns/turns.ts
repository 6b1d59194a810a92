/**
 * Lets work that is known by a key begin only while less than `atATime` of that key is under way; the rest waits in line,
 * holding nothing.
 */
export class Turns {
  readonly #lines = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly atATime: number) {}

  async take<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
    this.#lines.set(key, line);
    if (line.running < this.atATime) line.running++;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else if (--line.running === 0) this.#lines.delete(key);
    }
  }
}
