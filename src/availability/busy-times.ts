import { Injectable } from '@nestjs/common';

import type { Interval } from '../base/time/index.js';
import type { Diary } from './placement.js';

/** What stands in nobody's way. */
export interface Except {
  /** About to move. */
  readonly sessionId?: string;
  /** Holds that end until then, in milliseconds; those that are over never do. */
  readonly holdsUntil?: number;
}

/** A start that somebody has for themselves for some minutes; milliseconds. */
export interface HeldStart {
  readonly offeringId: string;
  readonly start: number;
  readonly until: number;
}

/** Knows what takes a mentor's time; asked inside the transaction of whoever asks. */
export interface DiarySource {
  /** For one of their offerings, from `fromMs` on. */
  of(mentorId: string, offeringId: string, fromMs: number, except?: Except): Promise<Diary>;
  /** What is held now. */
  held(mentorId: string): Promise<HeldStart[]>;
}

/** What takes a mentor's time is known above this module, too: it registers here, and is asked through here. */
@Injectable()
export class BusyTimes {
  readonly #sources: DiarySource[] = [];

  register(source: DiarySource): void {
    this.#sources.push(source);
  }

  async diary(mentorId: string, offeringId: string, fromMs: number, except?: Except): Promise<Required<Diary>> {
    const diary = { busy: [] as Interval[], starts: [] as number[], allStarts: [] as number[], open: [] as number[] };
    // One after the other: they share the transaction's connection.
    for (const source of this.#sources) {
      const { busy, starts, allStarts = starts, open = [] } = await source.of(mentorId, offeringId, fromMs, except);
      diary.busy.push(...busy);
      diary.starts.push(...starts);
      diary.allStarts.push(...allStarts);
      diary.open.push(...open);
    }
    return diary;
  }

  async held(mentorId: string): Promise<HeldStart[]> {
    const all: HeldStart[] = [];
    for (const source of this.#sources) all.push(...(await source.held(mentorId)));
    return all;
  }
}
