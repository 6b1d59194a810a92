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
  /** From `fromMs` on. @returns how that looks to one of their offerings */
  of(mentorId: string, fromMs: number, except?: Except): Promise<(offeringId: string) => Diary>;
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

  /** @returns the diary as it looks to one of their offerings */
  async diary(mentorId: string, fromMs: number, except?: Except): Promise<(offeringId: string) => Required<Diary>> {
    const diaries: ((offeringId: string) => Diary)[] = [];
    // One after the other: they share the transaction's connection.
    for (const source of this.#sources) diaries.push(await source.of(mentorId, fromMs, except));
    return (offeringId) => {
      const diary = { busy: [] as Interval[], starts: [] as number[], allStarts: [] as number[], open: [] as number[] };
      for (const of of diaries) {
        const { busy, starts, allStarts = starts, open = [] } = of(offeringId);
        diary.busy.push(...busy);
        diary.starts.push(...starts);
        diary.allStarts.push(...allStarts);
        diary.open.push(...open);
      }
      return diary;
    };
  }

  async held(mentorId: string): Promise<HeldStart[]> {
    const all: HeldStart[] = [];
    for (const source of this.#sources) all.push(...(await source.held(mentorId)));
    return all;
  }
}
