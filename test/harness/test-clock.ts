import { Clock, type Instant, Temporal } from '../../src/base/time/index.js';

/** The machine's time, until a test moves or stops it. */
export class TestClock extends Clock {
  #shiftMs = 0;
  #stoppedAt: Instant | undefined;

  now(): Instant {
    return this.#stoppedAt ?? Temporal.Instant.fromEpochMilliseconds(Date.now() + this.#shiftMs);
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
