import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { AddCommentInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { markdown, notFound, Refusal, validate } from '../base/errors/index.js';
import { eventKind, Events } from '../base/events/index.js';
import type { Result } from '../base/graphql/index.js';
import { renderMarkdown } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { parseGlobalId, Ref, ViewFinder } from '../base/views/index.js';
import { Comment, Subject } from './discussion.entity.js';
import { OpenSubjects } from './open-subjects.js';
import { subjectKind } from './subjects.js';

export const CommentAdded = eventKind<{
  readonly subjectId: string;
  readonly parentId: string | null;
  readonly authorId: string;
}>('CommentAdded');

const LONGEST_BYTES = 10_000;
const rules = z.object({ markdown: markdown('The comment', LONGEST_BYTES) });

interface Place {
  readonly subjectId: string;
  readonly subjectKind: string;
  readonly parentId: string | null;
}

@Injectable()
export class AddComment {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly events: Events,
    private readonly openSubjects: OpenSubjects,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, NOT_ALLOWED_NOW for what others can't see (yet, or any more) */
  async execute(input: AddCommentInput, viewer: SignedIn): Promise<Result> {
    const { markdown: source } = validate(rules, input);
    const place = await this.#place(input.subjectId, viewer);
    await this.openSubjects.assertOpen(place.subjectKind, place.subjectId, viewer);
    const id = newId();
    await this.database.repository(Subject).insert({ id, kind: 'comment' });
    await this.database.repository(Comment).insert({
      id,
      ...place,
      authorId: viewer.accountId,
      markdown: source,
      html: renderMarkdown(source),
      createdAt: this.clock.now(),
    });
    await this.events.record(CommentAdded, id, {
      subjectId: place.subjectId,
      parentId: place.parentId,
      authorId: viewer.accountId,
    });
    const type = subjectKind(place.subjectKind)?.type as string;
    return {
      __typename: 'CommentAdded',
      comment: Ref.to('Comment', id),
      edge: place.parentId ? Ref.edge('Comment', 'replies', id) : Ref.edge(type, 'comments', id),
      subject: Ref.to(type, place.subjectId),
    };
  }

  async #place(subjectId: string, viewer: SignedIn): Promise<Place> {
    const prefix = parseGlobalId(subjectId)?.prefix ?? '';
    const kind = subjectKind(prefix);
    if (kind)
      return {
        subjectId: await this.finder.find(kind.type, subjectId, viewer),
        subjectKind: kind.kind,
        parentId: null,
      };
    if (prefix !== 'comment') throw notFound('thing to comment on');
    const parent = await this.database
      .repository(Comment)
      .findOneByOrFail({ id: await this.finder.find('Comment', subjectId, viewer) });
    if (parent.deletedAt || parent.hiddenAt)
      throw new Refusal('NOT_ALLOWED_NOW', 'This comment is gone; there is nothing to reply to.');
    return { subjectId: parent.subjectId, subjectKind: parent.subjectKind, parentId: parent.id };
  }
}
