import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Offering } from './availability.entity.js';
import { mentorKey, OfferingStarts } from './offering-starts.js';

/** Who is no mentor any more offers nothing any more. Interviews that are booked stay. */
@Injectable()
export class WithdrawOfferings {
  constructor(
    private readonly database: Database,
    private readonly starts: OfferingStarts,
  ) {}

  async execute(mentorId: string): Promise<void> {
    await this.database.lock(mentorKey(mentorId));
    await this.database
      .repository(Offering)
      .update({ mentorId, active: true }, { active: false, version: () => 'version + 1' });
    await this.starts.rewrite(mentorId);
  }
}
