import { micros } from './format.js';
import type { RowOf, Tables } from './tables.js';

/** Somebody who looks; `id` null is somebody without an account. */
export interface Eyes {
  readonly id: string | null;
  readonly roles: readonly string[];
  /** The only area of a moderator. */
  readonly area?: number;
}

/**
 * Who sees what, a second time: written from "Who sees what" in the contract, not from the views, over rows in memory.
 */
export class Rules {
  readonly #indexes = new Map<string, Map<unknown, RowOf[]>>();

  constructor(
    readonly tables: Tables,
    readonly now: string,
  ) {}

  all(table: string): readonly RowOf[] {
    const found = this.tables[table];
    if (!found) throw new Error(`There is no table ${table}`);
    return found;
  }

  /** The rows with this value in a column. */
  rows(table: string, column: string, value: unknown): readonly RowOf[] {
    const key = `${table}.${column}`;
    let index = this.#indexes.get(key);
    if (!index) {
      index = new Map<unknown, RowOf[]>();
      for (const row of this.all(table)) index.set(row[column], [...(index.get(row[column]) ?? []), row]);
      this.#indexes.set(key, index);
    }
    return index.get(value) ?? [];
  }

  one(table: string, column: string, value: unknown): RowOf | undefined {
    return this.rows(table, column, value)[0];
  }

  passed(instant: unknown): boolean {
    return typeof instant === 'string' && micros(instant) <= micros(this.now);
  }

  isModerator({ roles }: Eyes): boolean {
    return roles.includes('MODERATOR') || roles.includes('ADMIN');
  }

  /** What belongs to no area is for moderators of all of them. */
  moderatesAll({ roles, area }: Eyes): boolean {
    return roles.includes('ADMIN') || (roles.includes('MODERATOR') && area === undefined);
  }

  /** Moderators of an area act on what belongs to it. */
  moderates(eyes: Eyes, area: unknown): boolean {
    return this.moderatesAll(eyes) || (this.isModerator(eyes) && eyes.area === Number(area));
  }

  isSelf(eyes: Eyes, account: unknown): boolean {
    return eyes.id !== null && eyes.id === account;
  }

  /** A block, in either direction, hides the two from each other; moderators aren't affected. */
  isBlocked(eyes: Eyes, account: unknown): boolean {
    if (eyes.id === null || this.isModerator(eyes)) return false;
    return (
      this.rows('block', 'blocker_id', eyes.id).some((block) => block.blocked_id === account) ||
      this.rows('block', 'blocked_id', eyes.id).some((block) => block.blocker_id === account)
    );
  }

  /** The account's own, while it goes on. */
  session(eyes: Eyes, { account_id, ended_at, expires_at }: RowOf): boolean {
    return this.isSelf(eyes, account_id) && ended_at === null && !this.passed(expires_at);
  }

  /** The account's own, while it can be used. */
  apiKey(eyes: Eyes, { account_id, revoked_at, expires_at }: RowOf): boolean {
    return this.isSelf(eyes, account_id) && revoked_at === null && !this.passed(expires_at);
  }

  /** Suspended people: moderators only. Deleted people: nobody. */
  person(eyes: Eyes, account: unknown): boolean {
    const { status } = this.one('account', 'id', account) ?? { status: 'DELETED' };
    if (status === 'DELETED' || (status === 'SUSPENDED' && !this.isModerator(eyes))) return false;
    return !this.isBlocked(eyes, account);
  }

  postIsOut(post: RowOf): boolean {
    return post.state === 'PUBLISHED' && post.hidden_at === null && this.passed(post.publish_at);
  }

  postStatus(post: RowOf): string {
    if (post.hidden_at !== null) return 'HIDDEN';
    return post.state === 'PUBLISHED' && !this.passed(post.publish_at) ? 'SCHEDULED' : String(post.state);
  }

  post(eyes: Eyes, post: RowOf): boolean {
    if (this.isSelf(eyes, post.author_id)) return true;
    if (this.postIsOut(post)) return !this.isBlocked(eyes, post.author_id);
    return post.hidden_at !== null && this.isModerator(eyes);
  }

  questionIsOut(question: RowOf): boolean {
    return question.state === 'PUBLISHED' && question.hidden_at === null;
  }

  questionStatus(question: RowOf): string {
    return question.hidden_at !== null ? 'HIDDEN' : String(question.state);
  }

  /** Moderators review: they see everybody's in every state. */
  question(eyes: Eyes, question: RowOf): boolean {
    if (this.isModerator(eyes) || this.isSelf(eyes, question.author_id)) return true;
    return this.questionIsOut(question) && !this.isBlocked(eyes, question.author_id);
  }

  /** What moderators took from view is left to its author and to them. */
  #shown(eyes: Eyes, row: RowOf): boolean {
    return row.hidden_at === null || this.isModerator(eyes) || this.isSelf(eyes, row.author_id);
  }

  /** As their subject. */
  answer(eyes: Eyes, answer: RowOf): boolean {
    const question = this.one('question', 'id', answer.question_id);
    if (!question || !this.question(eyes, question)) return false;
    return this.#shown(eyes, answer) && !this.isBlocked(eyes, answer.author_id);
  }

  comment(eyes: Eyes, comment: RowOf): boolean {
    const kind = comment.subject_kind as 'post' | 'question' | 'answer';
    const subject = this.one(kind, 'id', comment.subject_id);
    if (!subject || !this[kind](eyes, subject)) return false;
    return this.#shown(eyes, comment) && !this.isBlocked(eyes, comment.author_id);
  }

  offering(eyes: Eyes, offering: RowOf): boolean {
    if (this.isSelf(eyes, offering.mentor_id)) return true;
    return offering.active === true && this.person(eyes, offering.mentor_id);
  }

  isParty(eyes: Eyes, interview: RowOf): boolean {
    return this.isSelf(eyes, interview.mentor_id) || this.isSelf(eyes, interview.learner_id);
  }

  /** The learner's alone, until it is over. */
  hold(eyes: Eyes, hold: RowOf): boolean {
    return this.isSelf(eyes, hold.learner_id) && !this.passed(hold.expires_at);
  }

  interview(eyes: Eyes, interview: RowOf): boolean {
    return this.isParty(eyes, interview) || (this.isModerator(eyes) && interview.status === 'DISPUTED');
  }

  /** The account alone, while it may still see what it was told of and, unless they share an interview, who did it. */
  notification(eyes: Eyes, { account_id, subject_kind, subject_id, actor_id }: RowOf): boolean {
    if (!this.isSelf(eyes, account_id)) return false;
    if (subject_kind === 'interview') return true;
    const subject = this.one(String(subject_kind), 'id', subject_id);
    if (!subject || this.isBlocked(eyes, actor_id)) return false;
    if (subject_kind === 'post' || subject_kind === 'question' || subject_kind === 'answer')
      return this[subject_kind](eyes, subject);
    return subject.deleted_at === null && this.comment(eyes, subject);
  }

  /** The account alone, for as long as the session that registered it goes on. */
  device(eyes: Eyes, { account_id, session_id }: RowOf): boolean {
    const session = this.one('sign_in_session', 'id', session_id);
    return this.isSelf(eyes, account_id) && session?.ended_at === null && !this.passed(session.expires_at);
  }

  /** Nobody has to notice that time is over. */
  interviewStatus(interview: RowOf): string {
    return interview.status === 'PENDING' && this.passed(interview.confirm_by) ? 'EXPIRED' : String(interview.status);
  }
}
