import { Clock, type Instant, Temporal, type Ticking } from '../../src/base/time/index.js';

/** The machine's time, until a test moves or stops it. What time brings about is done when the test says {@link tick}. */
export class TestClock extends Clock {
  readonly #ticking = new Set<() => Promise<void>>();
  #shiftMs = 0;
  #stoppedAt: Instant | undefined;

  now(): Instant {
    return this.#stoppedAt ?? Temporal.Instant.fromEpochMilliseconds(Date.now() + this.#shiftMs);
  }

  every(_seconds: number, work: () => Promise<void>): Ticking {
    this.#ticking.add(work);
    return {
      stop: () => {
        this.#ticking.delete(work);
        return Promise.resolve();
      },
    };
  }

  async tick(): Promise<void> {
    for (const work of this.#ticking) await work();
  }

  advance(duration: Temporal.DurationLike): void {
    const ms = Temporal.Duration.from(duration).total('milliseconds');
    if (this.#stoppedAt) this.#stoppedAt = this.#stoppedAt.add({ milliseconds: ms });
    else this.#shiftMs += ms;
  }

  stopAt(instant: string): void {
    this.#stoppedAt = Temporal.Instant.from(instant);
  }
}
