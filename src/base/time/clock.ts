import { performance } from 'node:perf_hooks';

import { Injectable } from '@nestjs/common';

import { type Instant, instantFromMs } from './instant.js';

/** Where "now" comes from. Tests inject one that stands still. */
export abstract class Clock {
  /** Millisecond precision. */
  abstract now(): Instant;
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
