import { Injectable } from '@nestjs/common';

import type { Interval } from '../base/time/index.js';
import type { Diary } from './placement.js';

/** Gives a mentor's diary for one of their offerings, from `fromMs` on; inside the transaction that asks. */
export type DiarySource = (mentorId: string, offeringId: string, fromMs: number) => Promise<Diary>;

/** What takes a mentor's time is known above this module: it registers here, and is asked through here. */
@Injectable()
export class BusyTimes {
  readonly #sources: DiarySource[] = [];

  register(source: DiarySource): void {
    this.#sources.push(source);
  }

  async diary(mentorId: string, offeringId: string, fromMs: number): Promise<Diary> {
    const diary = { busy: [] as Interval[], starts: [] as number[] };
    // One after the other: they share the transaction's connection.
    for (const source of this.#sources) {
      const { busy, starts } = await source(mentorId, offeringId, fromMs);
      diary.busy.push(...busy);
      diary.starts.push(...starts);
    }
    return diary;
  }
}
