import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../base/access/index.js';
import { Refusal } from '../base/errors/index.js';
import { ViewFinder } from '../base/views/index.js';
import { subjectKind } from './subjects.js';

/** Whether something may be added to a subject now. */
@Injectable()
export class OpenSubjects {
  constructor(private readonly finder: ViewFinder) {}

  /** @throws Refusal NOT_ALLOWED_NOW */
  async assertOpen(kind: string, id: string, viewer: SignedIn): Promise<void> {
    const subject = subjectKind(kind);
    if (!subject || !(await this.finder.holds(subject.type, id, viewer, subject.open))) {
      throw new Refusal('NOT_ALLOWED_NOW', 'Nothing can be added to this now: others can’t see it.');
    }
  }
}
