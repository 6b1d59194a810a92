import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import type { Instant } from '../base/time/index.js';
import { CommentAdded } from '../discussion/index.js';
import {
  AttendanceReported,
  DisputeResolved,
  InterviewBooked,
  InterviewCancelled,
  InterviewConfirmed,
  InterviewDeclined,
  InterviewExpired,
  InterviewRescheduled,
  SlotOffered,
} from '../interviews/index.js';
import { PostPublished } from '../posts/index.js';
import { AnswerAccepted, AnswerAdded, QuestionDecided } from '../questions/index.js';
import { AnnouncePosts } from './announce-posts.js';
import { Notify } from './notify.js';

/** The key under which the outbox keeps what this module still has to do; never to be changed. */
const CONSUMER = 'notifications';

/** Who is told of what. */
@Injectable()
export class NotifyOfEvents {
  constructor(
    private readonly database: Database,
    private readonly notify: Notify,
    private readonly announcePosts: AnnouncePosts,
    events: Events,
  ) {
    events.after(InterviewBooked, CONSUMER, ({ subjectId, payload, recordedAt }) =>
      this.#booked(subjectId, payload.mentorId, payload.learnerId, recordedAt),
    );
    events.after(InterviewExpired, CONSUMER, ({ subjectId, payload: { mentorId, learnerId }, recordedAt: at }) =>
      this.notify.execute({
        kind: 'INTERVIEW_EXPIRED',
        accountIds: [mentorId, learnerId],
        key: `interview ${subjectId} expired`,
        subjectKind: 'interview',
        subjectId,
        actorId: null,
        at,
      }),
    );
    for (const [event, kind] of [
      [InterviewConfirmed, 'INTERVIEW_CONFIRMED'],
      [InterviewDeclined, 'INTERVIEW_DECLINED'],
      [InterviewCancelled, 'INTERVIEW_CANCELLED'],
      [InterviewRescheduled, 'INTERVIEW_RESCHEDULED'],
      [AttendanceReported, 'ATTENDANCE_REPORTED'],
      [DisputeResolved, 'DISPUTE_RESOLVED'],
    ] as const)
      events.after(event, CONSUMER, ({ subjectId, payload: { mentorId, learnerId, byId, revision }, recordedAt: at }) =>
        this.notify.execute({
          kind,
          accountIds: [mentorId, learnerId],
          key: `interview ${subjectId} ${revision}`,
          subjectKind: 'interview',
          subjectId,
          actorId: byId,
          at,
        }),
      );
    events.after(SlotOffered, CONSUMER, ({ subjectId, payload: { learnerId, startsAt }, recordedAt: at }) =>
      this.notify.execute({
        kind: 'SLOT_OFFERED',
        accountIds: [learnerId],
        key: `waitlist ${subjectId} ${startsAt}`,
        subjectKind: 'waitlist',
        subjectId,
        actorId: null,
        at,
      }),
    );
    events.after(CommentAdded, CONSUMER, ({ subjectId, payload, recordedAt }) =>
      this.#commented(subjectId, payload, recordedAt),
    );
    events.after(QuestionDecided, CONSUMER, async ({ subjectId, payload: { decisionId, authorId }, recordedAt: at }) =>
      this.notify.execute({
        kind: 'QUESTION_DECIDED',
        accountIds: authorId ? [authorId] : [],
        key: `question decision ${decisionId}`,
        subjectKind: 'question',
        subjectId,
        actorId: null, // the author is told what was decided, not by whom
        at,
      }),
    );
    events.after(AnswerAdded, CONSUMER, async ({ subjectId, payload: { questionId, authorId }, recordedAt: at }) =>
      this.notify.execute({
        kind: 'ANSWER_ADDED',
        accountIds: await this.#authors('SELECT author_id FROM question WHERE id = $1', questionId),
        key: `answer ${subjectId}`,
        subjectKind: 'answer',
        subjectId,
        actorId: authorId,
        at,
      }),
    );
    events.after(AnswerAccepted, CONSUMER, ({ subjectId, payload: { authorId, byId }, recordedAt: at }) =>
      this.notify.execute({
        kind: 'ANSWER_ACCEPTED',
        accountIds: [authorId],
        key: `answer ${subjectId} accepted`,
        subjectKind: 'answer',
        subjectId,
        actorId: byId,
        at,
      }),
    );
    events.after(PostPublished, CONSUMER, () => this.announcePosts.execute());
  }

  async #booked(interviewId: string, mentorId: string, actorId: string, at: Instant) {
    const first = await this.database.queryOne<{ status: string }>(
      'SELECT status FROM interview_revision WHERE interview_id = $1 AND number = 1',
      [interviewId],
    );
    const kind = first?.status === 'PENDING' ? 'INTERVIEW_REQUESTED' : 'INTERVIEW_BOOKED';
    const key = `interview ${interviewId} booked`;
    await this.notify.execute({
      kind,
      accountIds: [mentorId],
      key,
      subjectKind: 'interview',
      subjectId: interviewId,
      actorId,
      at,
    });
  }

  /** Whoever is replied to hears of the reply, and not once more that there is a comment. */
  async #commented(
    commentId: string,
    { subjectId, parentId, authorId }: { subjectId: string; parentId: string | null; authorId: string },
    at: Instant,
  ): Promise<void> {
    const key = `comment ${commentId}`;
    const notice = { key, subjectKind: 'comment', subjectId: commentId, actorId: authorId, at } as const;
    const parents = await this.#authors('SELECT author_id FROM comment WHERE id = $1', parentId);
    await this.notify.execute({ ...notice, kind: 'REPLY_ADDED', accountIds: parents });
    const authors = await this.#authors(
      `SELECT author_id FROM post WHERE id = $1 UNION ALL SELECT author_id FROM question WHERE id = $1
       UNION ALL SELECT author_id FROM answer WHERE id = $1`,
      subjectId,
    );
    await this.notify.execute({ ...notice, kind: 'COMMENT_ADDED', accountIds: authors });
  }

  async #authors(text: string, id: string | null): Promise<string[]> {
    const rows = id ? await this.database.query<{ author_id: string | null }>(text, [id]) : [];
    return rows.flatMap(({ author_id: author }) => author ?? []);
  }
}
