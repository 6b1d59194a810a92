import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { ShareQuestionListInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref } from '../../base/views/index.js';
import { HoldList } from './hold-list.js';
import { QuestionList } from './question-list.entity.js';

/** 192 bits: nobody guesses them. */
const KEY_BYTES = 24;

@Injectable()
export class ShareList {
  constructor(
    private readonly database: Database,
    private readonly holdList: HoldList,
  ) {}

  /** Each time under another key, so that the link of before leads nowhere. @throws ApiError NOT_FOUND */
  async execute({ listId, shared }: ShareQuestionListInput, viewer: SignedIn): Promise<Result> {
    const { id } = await this.holdList.hold(listId, viewer);
    const shareKey = shared ? randomBytes(KEY_BYTES).toString('base64url') : null;
    await this.database.repository(QuestionList).update({ id }, { shareKey });
    return { __typename: 'QuestionListShared', list: Ref.to('QuestionList', id) };
  }
}
