import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { format } from 'sql-formatter';

import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, keyOf, PASSWORD, type Person, signIn, takeLink } from '../factories/people.js';
import { aDraft, aPost, type MadePost } from '../factories/posts.js';
import { aPublishedQuestion, anAnswer, aSubmittedQuestion, QUESTION } from '../factories/questions.js';
import { keyed } from '../harness/client.js';
import { operationNames } from '../harness/operations.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';
import { LATER } from './later.js';

/*
 * The statements of every operation of the contract, as files to read and to compare: a change that adds a statement or
 * turns an index scan into a walk shows up in a review. After a change that is meant: UPDATE_SQL=1 npm test -- test/contract/sql.test.ts
 */
const FOLDER = join(import.meta.dirname, 'sql');
const DAY = { from: '2031-03-03T00:00:00Z', to: '2031-03-04T00:00:00Z' };

let service: Service;
let learner: Person;
let mentor: Person;
let post: MadePost;
let draft: MadePost;
let offeringId: string;
let refreshToken: string;
let startsAt: string;
let questionId: string;
let byMentor: string | undefined;
let newcomer: Person;
let moderator: Person;
/** That waits for review, and one in the bank with an answer. */
let waiting: string;
let published: string;
let answerId: string;
const links = { verify: '', reset: '' };
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt('2031-03-01T08:00:00Z');
  [learner, mentor] = [await aPerson(service), await aMentor(service)];
  [post, draft] = [await aPost(mentor), await aDraft(mentor, { title: 'A draft' })];
  await openDaily(mentor);
  offeringId = await anOffering(mentor);
  const { question } = await service.anonymous.run('QuestionPage', { slug: 'why-scale-attention-scores' });
  questionId = question?.id as string;
  startsAt = (await slotsOf(learner, offeringId, DAY.from, DAY.to))[0] as string;
  const { signIn: answer } = await service.anonymous.run('SignIn', {
    input: { email: learner.email, password: PASSWORD },
  });
  newcomer = await aPerson(service, { verified: false });
  moderator = await aPerson(service, { roles: ['MODERATOR'] });
  waiting = (await aSubmittedQuestion(mentor)).id;
  published = (await aPublishedQuestion(mentor, moderator, { prompt: 'What is in the bank?' })).id;
  answerId = await anAnswer(mentor, published);
  links.verify = await takeLink(service, newcomer.email);
  await service.anonymous.run('RequestEmailLink', { input: { email: newcomer.email, purpose: 'RESET_PASSWORD' } });
  await service.app.get(Worker, { strict: false }).runDue();
  links.reset = await takeLink(service, newcomer.email);
  await service.sql.query(
    `INSERT INTO provider_code VALUES (sha256('a code'), $1, 'GITHUB', '1', 'octo@example.org', true, 'Octo', $2)`,
    [createHash('sha256').update('a verifier').digest('base64url'), '2031-03-01T08:02:00Z'],
  );
  refreshToken = answer && 'refreshToken' in answer ? answer.refreshToken : '';
});
afterAll(() => service.stop());

const input = {
  signUp: () => ({ email: 'new@example.org', password: PASSWORD, name: 'New Learner', timeZone: 'Europe/Berlin' }),
  hours: () => ({ timeZone: 'UTC', hours: [{ day: 'MONDAY' as const, start: '09:00', end: '12:00' }] }),
};

async function requested(startsAtThen: string): Promise<{ interviewId: string; version: number }> {
  byMentor ??= await anOffering(mentor, { confirmation: 'BY_MENTOR' });
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId: byMentor, startsAt: startsAtThen, timeZone: 'UTC' }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  return { interviewId: bookInterview.interview.id, version: bookInterview.interview.version };
}

const answered = (
  name: 'ConfirmInterview' | 'DeclineInterview' | 'CancelInterview',
  which: { interviewId: string; version: number },
) => mentor.client.run(name, { input: keyed({ ...which, reason: 'Because' }) });

/** One use of each operation; of mutations in an order in which each succeeds. */
const uses: Record<string, () => Promise<unknown>> = {
  // ViewerEvents asks the same over a socket.
  EventsAfter: async () => {
    const { viewer } = await mentor.client.data<{ viewer: { eventCursor: string } }>('{ viewer { id eventCursor } }');
    return mentor.client.run('EventsAfter', { first: 20, after: viewer.eventCursor });
  },
  Notifications: () => mentor.client.run('Notifications', { first: 20 }),
  MarkNotificationsRead: () => mentor.client.run('MarkNotificationsRead', { input: {} }),
  SetNotificationPreferences: () =>
    mentor.client.run('SetNotificationPreferences', {
      input: { preferences: [{ kind: 'POST_PUBLISHED', channel: 'EMAIL', enabled: true }] },
    }),
  RegisterPushDevice: () => mentor.client.run('RegisterPushDevice', { input: { platform: 'FCM', token: 'a-token' } }),
  Viewer: () => learner.client.run('Viewer', {}),
  SkillAreas: () => learner.client.run('SkillAreas', {}),
  SkillAreaPage: () => learner.client.run('SkillAreaPage', { slug: 'llm-architecture' }),
  AnyNode: () => learner.client.run('AnyNode', { id: post.id }),
  Mentors: () => learner.client.run('Mentors', { first: 10, orderBy: 'NEXT_SLOT', filter: { areas: [1, 4] } }),
  PersonPage: () => learner.client.run('PersonPage', { handle: mentor.handle }),
  Feed: () => learner.client.run('Feed', { first: 10 }),
  PostPage: () => learner.client.run('PostPage', { author: mentor.handle, slug: post.slug }),
  Questions: () => learner.client.run('Questions', { first: 10, filter: { difficulty: ['EASY'] }, orderBy: 'MOST_ASKED' }),
  QuestionPage: () => learner.client.run('QuestionPage', { slug: 'why-scale-attention-scores' }),
  RecordAttempts: () =>
    learner.client.run('RecordAttempts', {
      input: { attempts: [{ id: randomUUID(), questionId, grade: 'GOOD', at: '2031-03-01T07:50:00Z' }] },
    }),
  RecordReveals: () =>
    learner.client.run('RecordReveals', {
      input: { reveals: [{ id: randomUUID(), questionId, part: 'HINT', hint: 1, at: '2031-03-01T07:40:00Z' }] },
    }),
  PracticeQueue: () => learner.client.run('PracticeQueue', { first: 10 }),
  Search: () => learner.client.run('Search', { query: 'KV cache memory', first: 10, kinds: ['QUESTION', 'POST'] }),
  Slots: () => learner.client.run('Slots', { offeringId, ...DAY, timeZone: 'UTC' }),
  MyInterviews: () => learner.client.run('MyInterviews', { first: 10 }),
  SignUp: () => service.anonymous.run('SignUp', { input: input.signUp() }),
  RequestEmailLink: () =>
    service.anonymous.run('RequestEmailLink', { input: { email: learner.email, purpose: 'RESET_PASSWORD' } }),
  VerifyEmail: () => newcomer.client.run('VerifyEmail', { input: { token: links.verify } }),
  ResetPassword: () => service.anonymous.run('ResetPassword', { input: { token: links.reset, password: PASSWORD } }),
  SignIn: () => service.anonymous.run('SignIn', { input: { email: learner.email, password: PASSWORD } }),
  SignInWithProvider: () =>
    service.anonymous.run('SignInWithProvider', {
      input: { provider: 'GITHUB', code: 'a code', codeVerifier: 'a verifier' },
    }),
  RefreshSession: () => service.anonymous.run('RefreshSession', { input: { refreshToken } }),
  SignOut: async () => service.client(await signIn(service, learner.email)).run('SignOut', { input: {} }),
  CreatePost: () =>
    mentor.client.run('CreatePost', { input: keyed({ title: 'New', markdown: 'Text', topics: ['kv-cache'] }) }),
  PublishPost: () => mentor.client.run('PublishPost', { input: keyed({ postId: draft.id }) }),
  AddComment: () => learner.client.run('AddComment', { input: keyed({ subjectId: post.id, markdown: 'Thank you!' }) }),
  CreateOffering: () =>
    mentor.client.run('CreateOffering', {
      input: keyed({ title: 'New', durationMinutes: 45, topics: ['kv-cache'], noticeMinutes: 60 }),
    }),
  BookInterview: () =>
    learner.client.run('BookInterview', { input: keyed({ offeringId, startsAt, timeZone: 'UTC' }) }),
  RequestExport: () => learner.client.run('RequestExport', { input: keyed({}) }),
  UpdateOffering: () =>
    mentor.client.run('UpdateOffering', { input: { offeringId, version: 1, title: 'Another title', topics: ['kv-cache'] } }),
  SetDateOverride: () =>
    mentor.client.run('SetDateOverride', { input: { date: '2031-03-10', hours: [{ start: '09:00', end: '12:00' }] } }),
  ConfirmInterview: async () => answered('ConfirmInterview', await requested('2031-03-05T10:00:00Z')),
  DeclineInterview: async () => answered('DeclineInterview', await requested('2031-03-06T10:00:00Z')),
  CancelInterview: async () => answered('CancelInterview', await requested('2031-03-07T10:00:00Z')),
  RescheduleInterview: async () =>
    mentor.client.run('RescheduleInterview', {
      input: keyed({ ...(await requested('2031-03-08T10:00:00Z')), startsAt: '2031-03-09T11:00:00Z' }),
    }),
  ReportAttendance: async () => {
    const { interviewId } = await requested('2031-03-11T10:00:00Z');
    await service.sql.query(
      `UPDATE interview SET status = 'CONFIRMED', confirm_by = NULL, awaits = NULL WHERE id = $1`,
      [keyOf(interviewId)],
    );
    await service.sql.query(
      `UPDATE session SET starts_at = $2, ends_at = $3, hold = tstzrange($2, $3) WHERE id = (SELECT session_id FROM interview WHERE id = $1)`,
      [keyOf(interviewId), '2031-03-01T06:00:00Z', '2031-03-01T07:00:00Z'],
    );
    return mentor.client.run('ReportAttendance', { input: keyed({ interviewId, claim: 'BOTH_PRESENT' as const }) });
  },
  SubmitQuestion: () =>
    learner.client.run('SubmitQuestion', {
      input: { ...keyed(QUESTION), topics: [...QUESTION.topics], rubric: [...QUESTION.rubric] },
    }),
  DecideQuestion: () =>
    moderator.client.run('DecideQuestion', { input: keyed({ questionId: waiting, version: 1, decision: 'APPROVE' as const }) }),
  UpdateQuestion: () =>
    moderator.client.run('UpdateQuestion', { input: { questionId: published, version: 1, prompt: 'What else is?' } }),
  AddAnswer: () => learner.client.run('AddAnswer', { input: keyed({ questionId: published, markdown: 'This.' }) }),
  Vote: () => learner.client.run('Vote', { input: { answerId, value: 1 } }),
  SetWeeklyHours: () => mentor.client.run('SetWeeklyHours', { input: input.hours() }),
  DeleteAccount: () => learner.client.run('DeleteAccount', { input: { handle: learner.handle } }),
};

test('every operation of the contract is used here', () => {
  expect(Object.keys(uses).sort()).toEqual(operationNames.filter((name) => ![...LATER, 'ViewerEvents'].includes(name)).sort());
});

test.each(Object.keys(uses))('the SQL of %s', async (name) => {
  const statements = await statementsOf(uses[name] as () => Promise<unknown>);
  const text = statements
    .map((statement) => `${format(statement, { language: 'postgresql', expressionWidth: 110 })};\n`.replaceAll('\u0001', '␁'))
    .join('\n');
  const file = join(FOLDER, `${name}.sql`);
  if (process.env.UPDATE_SQL) writeFileSync(file, text);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
});

/** docs/views.md explains the statements of some operations; they must be what runs. */
test('docs/views.md shows these statements', () => {
  const file = join(import.meta.dirname, '../../docs/views.md');
  const document = readFileSync(file, 'utf8');
  const shown = ['SkillAreas', 'AnyNode', 'Questions'].values();
  const current = document.replace(/(?<=```sql\n)[\s\S]*?(?=```)/g, () =>
    readFileSync(join(FOLDER, `${String(shown.next().value)}.sql`), 'utf8'),
  );
  if (process.env.UPDATE_SQL) writeFileSync(file, current);
  expect(readFileSync(file, 'utf8')).toBe(current);
});
