import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { buildASTSchema, getVariableValues, type GraphQLObjectType, Kind, parse } from 'graphql';

import { evaluate } from '../../src/base/graphql/limits/amount.js';
import { Pricing } from '../../src/base/graphql/limits/cost.js';
import { fragmentsOf } from '../../src/base/graphql/limits/fragments.js';
import { assertListsHaveSizes } from '../../src/base/graphql/limits/list-size.js';
import { clientOf } from '../../src/base/graphql/points/client-of.js';
import { LATER } from '../contract/later.js';
import { operationDocument, operationNames } from '../harness/operations.js';

const folder = join(import.meta.dirname, '../../schema');
const sdl = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');
const schema = buildASTSchema(parse(sdl));

function cost(text: string, given: Record<string, unknown> = {}): number {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first');
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!coerced) throw errors[0] as Error;
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  return evaluate(new Pricing(schema, fragmentsOf(document)).operation(root, operation.selectionSet), coerced);
}

/* Worked out by hand; a refusal of bad input may tell 20 fields, which is what most mutations cost. */
const key = { idempotencyKey: '3f1c1c1e-0000-4000-8000-000000000001' };
const question = {
  prompt: 'x',
  kind: 'CONCEPT',
  difficulty: 'EASY',
  topics: ['x'],
  shortAnswer: 'x',
  answer: 'x',
  rubric: [],
};
const account = { email: 'a@example.org', password: 'long enough' };
const figures: Record<string, readonly [variables: object, cost: number]> = {
  SkillAreas: [{}, 7 * (1 + 40)],
  // The area, its posts' page with 10 edges, nodes, authors and 5 topics each, and its questions' page.
  SkillAreaPage: [{ slug: 'x' }, 1 + (1 + 10 * (1 + 1 + 1 + 5) + 1) + (1 + 5)],
  AnyNode: [{ id: 'x' }, 1],
  SignUp: [{ input: { ...account, name: 'N', timeZone: 'UTC' } }, 1 + 20],
  RequestEmailLink: [{ input: { email: 'a@example.org', purpose: 'VERIFY_EMAIL' } }, 1 + 20],
  VerifyEmail: [{ input: { token: 'x' } }, 1 + 1],
  ResetPassword: [{ input: { token: 'x', password: 'x' } }, 1 + 20],
  SignIn: [{ input: account }, 1 + 2],
  RefreshSession: [{ input: { refreshToken: 'x' } }, 1 + 2],
  SignOut: [{ input: {} }, 1],
  SignInWithProvider: [{ input: { provider: 'GITHUB', code: 'x', codeVerifier: 'x', timeZone: 'UTC' } }, 1 + 2],
  // The profile with 10 links, 100 sessions, an export, 60 preferences, 20 devices.
  Viewer: [{}, 1 + (1 + 10) + 100 + 1 + 60 + 20],
  RequestExport: [{ input: key }, 1 + 1 + 1],
  DeleteAccount: [{ input: { handle: 'x' } }, 1 + 20],
  RegisterPushDevice: [{ input: { platform: 'FCM', token: 'x' } }, 1 + 20],
  // Each mentor with profile, 10 pieces of expertise and their topics, rating, 20 offerings.
  Mentors: [{ first: 10 }, 1 + 10 * (1 + 1 + 10 * 2 + 1 + 20) + 1],
  PersonPage: [{ handle: 'x' }, 1 + 10 + (1 + 5) + (1 + 20)],
  CreatePost: [{ input: { ...key, title: 'T', markdown: 'x', topics: ['x'] } }, 1 + 20],
  PublishPost: [{ input: { ...key, postId: 'x' } }, 1 + 20],
  // Each edge with node, author, 5 topics and a page of 3 comments with their authors.
  Feed: [{ first: 10 }, 1 + 10 * (1 + 1 + 1 + 5 + (1 + 3 * 2)) + 1],
  // Post, author, topics, permission, reactions; 20 comments, each with author, permission and a page of 5 replies.
  PostPage: [{ author: 'x', slug: 'x' }, 1 + 1 + 5 + 1 + 3 + (1 + 20 * (1 + 1 + 1 + (1 + 5 * 2 + 1)) + 1)],
  AddComment: [{ input: { ...key, subjectId: 'x', markdown: 'x' } }, 1 + 20],
  Questions: [{ first: 10 }, 1 + 10 * (1 + 1 + 4) + 1],
  // Area, topics, rubric, follow-ups, references, reveals, permission, a page of 5 answers with their authors.
  QuestionPage: [{ slug: 'x' }, 1 + 1 + 4 + 6 + 3 + 10 + 1 + 1 + (1 + 5 * 2 + 1)],
  SubmitQuestion: [{ input: { ...key, ...question } }, 1 + 20],
  UpdateQuestion: [{ input: { questionId: 'x', version: 1 } }, 1 + 20],
  DecideQuestion: [{ input: { ...key, questionId: 'x', version: 1, decision: 'APPROVE' } }, 1 + 20],
  AddAnswer: [{ input: { ...key, questionId: 'x', markdown: 'x' } }, 1 + 20],
  // The answer.
  Vote: [{ input: { answerId: 'x', value: 1 } }, 1 + 1],
  // Each hit as dear as its dearest item: a question with topics and area.
  Search: [{ query: 'x', first: 10 }, 1 + 10 * (1 + 1 + 4 + 1) + 1],
  // A hundred rejected, a hundred cards with their questions, the practice.
  RecordAttempts: [{ input: { attempts: [] } }, 1 + 100 + 100 * 2 + 1],
  RecordReveals: [{ input: { reveals: [] } }, 1 + 100 + 100 * 2],
  // Viewer, practice, a page of cards with their questions and rubrics.
  PracticeQueue: [{ first: 10 }, 1 + 1 + (1 + 10 * (1 + 1 + 6) + 1)],
  // Mentor, availability, 100 windows; 100 interviews that now lie outside.
  SetWeeklyHours: [{ input: { timeZone: 'UTC', hours: [] } }, 1 + (1 + 1 + 100) + 100],
  // Mentor and availability, 366 dates with 10 hours each, and 100 interviews.
  SetDateOverride: [{ input: { date: '2031-03-03' } }, 1 + 2 + 366 * 11 + 100],
  UpdateOffering: [{ input: { offeringId: 'x', version: 1 } }, 1 + 20],
  // An interview with both people and their profiles, offering, 5 topics.
  ConfirmInterview: [{ input: { ...key, interviewId: 'x', version: 1 } }, 1 + 11],
  DeclineInterview: [{ input: { ...key, interviewId: 'x', version: 1 } }, 1 + 11],
  CancelInterview: [{ input: { ...key, interviewId: 'x', version: 1 } }, 1 + 11],
  RescheduleInterview: [{ input: { ...key, interviewId: 'x', version: 1, startsAt: '2031-03-03T00:00:00Z' } }, 1 + 20],
  ReportAttendance: [{ input: { ...key, interviewId: 'x', claim: 'BOTH_PRESENT' } }, 1 + 11 + 2],
  CreateOffering: [{ input: { ...key, title: 'T', durationMinutes: 30, topics: ['x'] } }, 1 + 20],
  Slots: [{ offeringId: 'x', from: '2031-03-03T00:00:00Z', to: '2031-03-04T00:00:00Z', timeZone: 'UTC' }, 1 + 1_500],
  BookInterview: [{ input: { ...key, offeringId: 'x', startsAt: '2031-03-03T00:00:00Z', timeZone: 'UTC' } }, 1 + 20],
  // Each as dear as its dearest member: an interview with both people and their profiles, offering, 5 topics.
  EventsAfter: [{ first: 10, after: 'x' }, 1 + (1 + 10 * (1 + (1 + 4 + 1 + 5)) + 1)],
  ViewerEvents: [{}, 1 + (1 + 4 + 1 + 5)],
  // Each with its subject.
  Notifications: [{ first: 10 }, 1 + (1 + 10 * 2 + 1)],
  MarkNotificationsRead: [{ input: {} }, 1 + 1 + 100],
  SetNotificationPreferences: [{ input: { preferences: [] } }, 1 + 1 + 60],
  // Each with both people and their profiles, offering, 5 topics, last change and its author, 2 claims, 4 permissions.
  MyInterviews: [{ first: 10 }, 1 + (1 + 10 * (1 + 4 + 1 + 5 + 2 + 2 + 4) + 1)],
};

describe('the cost of', () => {
  test.each(operationNames.filter((name) => !LATER.includes(name)))('%s', (name) => {
    const [variables, expected] = figures[name] ?? [{}, 'worked out by hand'];
    expect(cost(operationDocument(name), { ...variables })).toBe(expected);
  });

  test.each([
    ['a page of a given size', '{ posts(first: 7) { nodes { id } } }', {}, 1 + 7],
    ['a page from the end', '{ posts(last: 7) { nodes { id } } }', {}, 1 + 7],
    ['a page without a size', '{ posts { nodes { id } } }', {}, 1 + 20],
    ['a page of size null', '{ posts(first: null) { nodes { id } } }', {}, 1 + 20],
    ['a size in a variable', 'query ($n: Int) { posts(first: $n) { nodes { id } } }', { n: 100 }, 1 + 100],
    ['a variable with a default', 'query ($n: Int = 90) { posts(first: $n) { nodes { id } } }', {}, 1 + 90],
    ['a variable that is not given', 'query ($n: Int) { posts(first: $n) { nodes { id } } }', {}, 1 + 20],
    ['a page that only counts', '{ posts(first: 100) { totalCount } }', {}, 1],
    ['edges and nodes both', '{ posts(first: 10) { edges { node { id } } nodes { id } } }', {}, 1 + 20 + 10],
    ['scalars', '{ __typename }', {}, 0],
    [
      'the same field under five names',
      `{ ${[1, 2, 3, 4, 5].map((n) => `a${n}: posts(first: 10) { nodes { id } }`).join(' ')} }`,
      {},
      5 * 11,
    ],
    [
      'one field written twice',
      '{ posts(first: 10) { nodes { id } } posts(first: 10) { nodes { slug author { id } } } }',
      {},
      1 + 10 * 2,
    ],
    [
      'a negative size',
      '{ a: posts(first: -1000000) { nodes { id } } b: posts(first: 9) { nodes { id } } }',
      {},
      2 + 10,
    ],
    ['as many nodes as ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }, 3],
    ['ids in the text', 'query ($id: ID!) { nodes(ids: [$id, "b"]) { id } }', { id: 'a' }, 2],
    [
      'the costliest type',
      '{ node(id: "x") { ... on Post { author { id } } ... on Question { topics { id } } } }',
      {},
      1 + 4,
    ],
    [
      'fragments in fragments',
      'query { node(id: "x") { ...A } } fragment A on Post { ...B author { id } } fragment B on CommentSubject { comments(first: 3) { nodes { id } } }',
      {},
      1 + 1 + 4,
    ],
  ])('%s', (_, text, variables, expected) => {
    expect(cost(text, variables)).toBe(expected);
  });

  test('what variables leave out is nothing; what the text leaves out, too', () => {
    const text = `query ($with: Boolean!, $without: Boolean!) {
      posts(first: 10) @include(if: $with) { nodes { id ...A @skip(if: $without) } }
      questions(first: 50) @skip(if: true) { nodes { id } }
    } fragment A on Post { author { id } topics { id } }`;
    expect(cost(text, { with: false, without: false })).toBe(0);
    expect(cost(text, { with: true, without: true })).toBe(1 + 10);
    expect(cost(text, { with: true, without: false })).toBe(1 + 10 * (1 + 1 + 5));
  });

  test('a field that is there for one of two reasons counts once, with what the reasons select', () => {
    const text = `query ($a: Boolean!, $b: Boolean!) {
      posts(first: 10) @include(if: $a) { nodes { id author { id } } }
      posts(first: 10) @include(if: $b) { nodes { id topics { id } } }
    }`;
    expect(cost(text, { a: true, b: false })).toBe(1 + 10 * (1 + 1));
    expect(cost(text, { a: false, b: true })).toBe(1 + 10 * (1 + 5));
    expect(cost(text, { a: true, b: true })).toBe(1 + 10 * (1 + 1 + 5));
    expect(cost(text, { a: false, b: false })).toBe(0);
  });
});

test('every list of objects has pages or a size', () => {
  expect(() => assertListsHaveSizes(schema)).not.toThrow();
  const without = buildASTSchema(parse(sdl.replace(/(aliases: \[String!\]!)/, '$1 "x" others: [Topic!]!')));
  expect(() => assertListsHaveSizes(without)).toThrow('Lists without pages need @listSize: Topic.others');
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (address, client) => {
  expect(clientOf(address)).toBe(client);
});
