import { Injectable } from '@nestjs/common';

import type { Interval } from '../base/time/index.js';
import type { Diary } from './placement.js';

/** What is about to move stands in nobody's way. */
export interface Except {
  readonly sessionId: string;
}

/** Gives a mentor's diary for one of their offerings, from `fromMs` on; inside the transaction that asks. */
export type DiarySource = (mentorId: string, offeringId: string, fromMs: number, except?: Except) => Promise<Diary>;

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
      const { busy, starts, allStarts = starts, open = [] } = await source(mentorId, offeringId, fromMs, except);
      diary.busy.push(...busy);
      diary.starts.push(...starts);
      diary.allStarts.push(...allStarts);
      diary.open.push(...open);
    }
    return diary;
  }
}
