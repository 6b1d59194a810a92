import { Injectable } from '@nestjs/common';

import type { RetryDeadLetterInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Refusal } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { DeadLetters } from '../base/jobs/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';

@Injectable()
export class RetryDeadLetter {
  constructor(
    private readonly finder: ViewFinder,
    private readonly deadLetters: DeadLetters,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal NOT_ALLOWED_NOW for one that was retried before */
  async execute({ deadLetterId }: RetryDeadLetterInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('DeadLetter', deadLetterId, viewer);
    if (!(await this.deadLetters.retry(id)))
      throw new Refusal(
        'NOT_ALLOWED_NOW',
        'It has been done again already; should it fail, it comes back as another one.',
      );
    return { __typename: 'DeadLetterRetried', deadLetter: Ref.to('DeadLetter', id) };
  }
}
