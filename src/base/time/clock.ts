import { performance } from 'node:perf_hooks';

import { Injectable } from '@nestjs/common';

import { type Instant, instantFromMs } from './instant.js';

/** Where "now" comes from, and what is done again as time goes by. Tests inject one that they move themselves. */
export abstract class Clock {
  /** Millisecond precision. */
  abstract now(): Instant;

  /** Does `work` now and again every so often; a time at which the last one is still under way is left out. */
  abstract every(seconds: number, work: () => Promise<void>): Ticking;
}

/** Something done again and again, until it is stopped. */
export interface Ticking {
  /** Resolves when the last one is over. */
  stop(): Promise<void>;
}

/**
 * The database's time, so that all processes agree on what has expired. Between two measurements it runs on the
 * process's monotonic clock: setting the machine's clock moves nothing.
 */
@Injectable()
export class DatabaseClock extends Clock {
  #epochMsAtOrigin = performance.timeOrigin;

  now(): Instant {
    return instantFromMs(Math.floor(this.#epochMsAtOrigin + performance.now()));
  }

  every(seconds: number, work: () => Promise<void>): Ticking {
    let running: Promise<void> | undefined;
    const tick = () => {
      running ??= work().finally(() => {
        running = undefined;
      });
    };
    const timer = setInterval(tick, seconds * 1_000).unref();
    tick();
    return {
      stop: async () => {
        clearInterval(timer);
        await running;
      },
    };
  }

  /**
   * Reads the database's time once and keeps the offset; half of the round trip is taken as the way back.
   * @param readEpochMs asks the database for `extract(epoch from clock_timestamp()) * 1000`
   */
  async measure(readEpochMs: () => Promise<number>): Promise<void> {
    const sent = performance.now();
    const epochMs = await readEpochMs();
    const received = performance.now();
    this.#epochMsAtOrigin = epochMs - (sent + received) / 2;
  }
}
