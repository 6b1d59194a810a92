import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { aPerson, keyOf, type Person } from '../factories/people.js';
import { aPublishedQuestion, anAnswer, aSubmittedQuestion, type Change, QUESTION } from '../factories/questions.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let author: Person;
let reader: Person;
let moderator: Person;
/** Of area 3, where {@link QUESTION} belongs. */
let ofItsArea: Person;
let ofAnother: Person;
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMITS: 'off', SIGN_UPS_PER_HOUR: '1000' } });
  [author, reader] = [await aPerson(service), await aPerson(service)];
  moderator = await aPerson(service, { roles: ['MODERATOR'] });
  [ofItsArea, ofAnother] = [await moderatorOf(3), await moderatorOf(5)];
});
afterAll(() => service.stop());

async function settle(): Promise<void> {
  await service.app.get(Relay, { strict: false }).run();
  await service.app.get(Worker, { strict: false }).runDue();
}

async function moderatorOf(area: number): Promise<Person> {
  const admin = await aPerson(service, { roles: ['ADMIN'] });
  const person = await aPerson(service);
  const { grantRole } = await admin.client.data<{ grantRole: { __typename: string } }>(
    'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { __typename ... on Refusal { code } } }',
    { input: keyed({ handle: person.handle, role: 'MODERATOR', area, reason: 'They know it.' }) },
  );
  expect(grantRole.__typename).toBe('RoleGranted');
  return person;
}

const decide = async (
  who: Person,
  { id, version }: { id: string; version: number },
  decision: 'APPROVE' | 'REJECT' | 'ASK_FOR_MORE',
  reason?: string,
) =>
  (
    await who.client.run('DecideQuestion', {
      input: keyed({ questionId: id, version, decision, ...(reason && { reason }) }),
    })
  ).decideQuestion;

const update = async (who: Person, { id, version }: { id: string; version: number }, change: Change) =>
  (await who.client.run('UpdateQuestion', { input: { questionId: id, version, ...change } })).updateQuestion;

const byId = async (who: Person | undefined, id: string, fields: string) =>
  (
    await (who?.client ?? service.anonymous).data<{ node: Record<string, unknown> | null }>(
      `query ($id: ID!) { node(id: $id) { ... on ${id.startsWith('answer') ? 'Answer' : 'Question'} { ${fields} } } }`,
      { id },
    )
  ).node;

async function change(who: Person, name: string, input: object): Promise<Record<string, unknown>> {
  const Name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const { data, errors } = await who.client.ask<Record<string, Record<string, unknown>>>(
    `mutation ($input: ${Name}Input!) { ${name}(input: $input) { __typename ... on Refusal { code } } }`,
    { input },
  );
  return data?.[name] ?? { code: errors?.[0]?.extensions.code };
}

describe('submitting', () => {
  test('puts a question before the moderators, seen by its author and them alone', async () => {
    const { id, slug } = await aSubmittedQuestion(author);
    expect(slug).toBe('why-does-a-tokenizer-split-rare-words-into-more-pieces-than-common-ones');
    const { question } = await author.client.run('QuestionPage', { slug });
    expect(question).toMatchObject({
      status: 'IN_REVIEW',
      version: 1,
      area: { number: 3 },
      answerHtml: '<p>Merges are learned <strong>by frequency</strong>, so that common words become one token.</p>',
      rubric: [
        { text: 'Merges follow frequency', points: 2 },
        { text: 'Rare words stay in pieces', points: 1 },
      ],
      hints: [],
      verifiedAt: null,
    });
    for (const who of [reader, undefined]) expect(await byId(who, id, 'id')).toBeNull();
    expect(await byId(moderator, id, 'id')).toEqual({ id });
  });

  test('gives each question a slug of its own, also to those that come at once', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => aSubmittedQuestion(reader, { prompt: 'At once?' })));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(6);
    expect(made.map(({ slug }) => slug).sort()[0]).toBe('at-once');
  });

  test('sent again under its key is one question', async () => {
    const input = { ...keyed(QUESTION), prompt: 'Once only?', topics: ['kv-cache'], rubric: [...QUESTION.rubric] };
    const ids = [];
    for (let times = 0; times < 2; times++) {
      const { submitQuestion } = await author.client.run('SubmitQuestion', { input });
      ids.push((submitQuestion as { question: { id: string } }).question.id);
    }
    expect(ids[0]).toBe(ids[1]);
  });

  test('shows published questions that read alike, before and with it', async () => {
    const asker = await aPerson(service);
    const { id } = await aPublishedQuestion(asker, moderator, { prompt: 'What does beam search keep at each step?' });
    const prompt = 'What does a beam search keep at every step?';
    const { similarQuestions } = await reader.client.data<{ similarQuestions: { id: string }[] }>(
      'query ($prompt: String!) { similarQuestions(prompt: $prompt) { id } }',
      { prompt },
    );
    expect(similarQuestions[0]).toEqual({ id });
    const { submitQuestion } = await reader.client.run('SubmitQuestion', {
      input: { ...keyed(QUESTION), topics: ['kv-cache'], rubric: [...QUESTION.rubric], prompt },
    });
    expect(submitQuestion).toMatchObject({ similar: [{ id }] });
    // What waits for review isn't shown to others.
    const again = await author.client.data<{ similarQuestions: { id: string }[] }>(
      'query ($prompt: String!) { similarQuestions(prompt: $prompt) { id } }',
      { prompt },
    );
    expect(again.similarQuestions).toEqual([{ id }]);
  });

  test.each([
    ['prompt', { prompt: ' ' }, ['prompt'], 'REQUIRED'],
    ['topics', { topics: ['no-such-topic'] }, ['topics', '0'], 'UNKNOWN'],
    ['no topic', { topics: [] }, ['topics'], 'REQUIRED'],
    ['points', { rubric: [{ text: 'x', points: 4 }] }, ['rubric', '0', 'points'], 'OUT_OF_RANGE'],
    ['no rubric', { rubric: [] }, ['rubric'], 'REQUIRED'],
    ['a link', { references: [{ title: 'x', url: 'javascript:alert(1)' }] }, ['references', '0', 'url'], 'MALFORMED'],
    ['answer', { answer: 'x'.repeat(20_001) }, ['answer'], 'TOO_LONG'],
  ] as const)('names what is wrong: %s', async (_, wrong, path, code) => {
    const { submitQuestion } = await author.client.run('SubmitQuestion', {
      input: {
        ...keyed(QUESTION),
        topics: ['kv-cache'],
        rubric: [...QUESTION.rubric],
        ...(wrong as unknown as Change),
      },
    });
    expect(submitQuestion).toMatchObject({ fields: [{ path, code }] });
  });

  test('is refused once twenty of one person wait', async () => {
    const eager = await aPerson(service);
    for (let made = 0; made < 20; made++) await aSubmittedQuestion(eager, { prompt: `Number ${made}?` });
    const { submitQuestion } = await eager.client.run('SubmitQuestion', {
      input: { ...keyed(QUESTION), topics: ['kv-cache'], rubric: [...QUESTION.rubric] },
    });
    expect(submitQuestion).toMatchObject({ code: 'LIMIT_REACHED' });
  });
});

describe('review', () => {
  const queue = async (who: Person) =>
    (
      await who.client.data<{ viewer: { questionsToReview: { totalCount: number; nodes: { id: string }[] } } }>(
        '{ viewer { id questionsToReview(first: 100) { totalCount nodes { id } } } }',
      )
    ).viewer.questionsToReview;

  test('is a queue for moderators, by their areas, the longest waiting first', async () => {
    const first = await aSubmittedQuestion(author, { prompt: 'First?' });
    const second = await aSubmittedQuestion(author, { prompt: 'Second?' });
    const ids = (await queue(ofItsArea)).nodes.map(({ id }) => id);
    expect(ids.indexOf(first.id)).toBeGreaterThanOrEqual(0);
    expect(ids.indexOf(second.id)).toBeGreaterThan(ids.indexOf(first.id));
    expect((await queue(moderator)).nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect((await queue(ofAnother)).nodes.map(({ id }) => id)).not.toContain(first.id);
    expect(await queue(author)).toEqual({ totalCount: 0, nodes: [] });
  });

  test('approves: the question is in the bank, checked today', async () => {
    const made = await aSubmittedQuestion(author, { prompt: 'Approved?' });
    const today = service.clock.now().toString().slice(0, 10);
    expect(await decide(ofItsArea, made, 'APPROVE')).toMatchObject({
      question: { id: made.id, status: 'PUBLISHED', version: 1, verifiedAt: today },
    });
    expect(await byId(undefined, made.id, 'id status versions { version prompt }')).toEqual({
      id: made.id,
      status: 'PUBLISHED',
      versions: [{ version: 1, prompt: 'Approved?' }],
    });
    expect(await decide(moderator, made, 'REJECT', 'Too late')).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  test('needs a reason for a no, which the author reads, not who decided', async () => {
    const made = await aSubmittedQuestion(author, { prompt: 'Rejected?' });
    expect(await decide(moderator, made, 'REJECT')).toMatchObject({ fields: [{ path: ['reason'], code: 'REQUIRED' }] });
    expect(await decide(moderator, made, 'REJECT', 'It is about cooking.')).toMatchObject({
      question: { status: 'REJECTED' },
    });
    const decisions = 'decisions { decision version reason }';
    expect(await byId(author, made.id, decisions)).toEqual({
      decisions: [{ decision: 'REJECT', version: 1, reason: 'It is about cooking.' }],
    });
    expect((await byId(author, made.id, 'viewerCanEdit { reason }'))?.viewerCanEdit).toEqual({ reason: 'WRONG_STATE' });
    // What is in the bank for all to see still doesn't tell them what was decided on the way there.
    await decide(moderator, made, 'APPROVE');
    expect(await byId(reader, made.id, decisions)).toEqual({ decisions: [] });
  });

  test('asks for more: the author’s change submits it again', async () => {
    const made = await aSubmittedQuestion(author, { prompt: 'More?' });
    expect(await update(author, made, { prompt: 'Not yet' })).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await decide(moderator, made, 'ASK_FOR_MORE', 'Say which model.')).toMatchObject({
      question: { status: 'NEEDS_WORK' },
    });
    expect(await byId(author, made.id, 'viewerCanEdit { allowed } answer')).toEqual({
      viewerCanEdit: { allowed: true },
      answer: QUESTION.answer,
    });
    expect(await update(author, made, { prompt: 'More of *BERT*?' })).toMatchObject({
      question: { status: 'IN_REVIEW', version: 2, prompt: 'More of *BERT*?', html: '<p>More of <em>BERT</em>?</p>' },
    });
    // Sent again, or decided by somebody who read the old one.
    expect(await decide(moderator, made, 'APPROVE')).toMatchObject({ code: 'STALE' });
    expect(await decide(moderator, { ...made, version: 2 }, 'APPROVE')).toMatchObject({
      question: { status: 'PUBLISHED', version: 2 },
    });
  });

  test('is for moderators of its area, and not for one’s own', async () => {
    const made = await aSubmittedQuestion(author, { prompt: 'Whose?' });
    const code = (who: Person) =>
      change(who, 'decideQuestion', keyed({ questionId: made.id, version: 1, decision: 'APPROVE' }));
    expect(await code(ofAnother)).toEqual({ code: 'FORBIDDEN' });
    expect(await code(author)).toEqual({ code: 'FORBIDDEN' });
    const own = await aSubmittedQuestion(moderator, { prompt: 'Mine?' });
    expect(await decide(moderator, own, 'APPROVE')).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  test('of two decisions at once one counts', async () => {
    const made = await aSubmittedQuestion(author, { prompt: 'At the same time?' });
    const other = await aPerson(service, { roles: ['MODERATOR'] });
    const answers = await Promise.all([
      decide(moderator, made, 'REJECT', 'No.  No.'),
      decide(other, made, 'REJECT', 'Never.'),
      decide(ofItsArea, made, 'APPROVE'),
    ]);
    // A rejection can be thought better of; whatever came after that is refused.
    const { rows } = await service.sql.query<{ decision: string }>(
      'SELECT decision FROM question_decision WHERE question_id = $1 ORDER BY decided_at',
      [keyOf(made.id)],
    );
    expect(rows.filter(({ decision }) => decision === 'REJECT').length).toBeLessThanOrEqual(1);
    expect(answers.filter((answer) => answer && 'question' in answer)).toHaveLength(rows.length);
    expect(rows.at(-1)?.decision).toBe('APPROVE');
  });
});

describe('versions', () => {
  test('a moderator’s change to a published question is its next version, and the one before stays to be read', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'Version one?' });
    const { rows: before } = await service.sql.query<{ rubric: { id: string }[] }>(
      'SELECT rubric FROM question WHERE id = $1',
      [keyOf(made.id)],
    );
    expect(await update(author, made, { prompt: 'Mine?' })).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(
      await update(ofItsArea, made, {
        prompt: 'Version two?',
        rubric: [QUESTION.rubric[1], { text: 'New', points: 3 }],
      }),
    ).toMatchObject({
      question: { status: 'PUBLISHED', version: 2, prompt: 'Version two?' },
    });
    expect(await byId(undefined, made.id, 'slug version versions { version prompt rubric { id text } }')).toEqual({
      slug: 'version-one',
      version: 2,
      versions: [
        {
          version: 2,
          prompt: 'Version two?',
          rubric: [
            { id: `rubric_${keyOf(made.id)}_${before[0]?.rubric[1]?.id}`, text: 'Rare words stay in pieces' },
            { id: `rubric_${keyOf(made.id)}_v2-2`, text: 'New' },
          ],
        },
        { version: 1, prompt: 'Version one?', rubric: expect.any(Array) },
      ],
    });
  });

  test('a change to another version is refused with what is there', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'Stale?' });
    await update(moderator, made, { prompt: 'Fresh?' });
    expect(await update(moderator, made, { prompt: 'Late?' })).toMatchObject({
      current: { id: made.id, version: 2, prompt: 'Fresh?' },
    });
  });

  test('of changes to one version at once one happens', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'A race?' });
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => update(moderator, made, { prompt: `A race, ${number}?` })),
    );
    expect(answers.filter((answer) => answer && 'question' in answer)).toHaveLength(1);
    expect(await byId(undefined, made.id, 'version')).toEqual({ version: 2 });
  });

  test('absent stays, null empties a list and is refused elsewhere', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'Null?', hints: ['One', 'Two'] });
    const nulls = (input: object) =>
      moderator.client.data<{ updateQuestion: object }>(
        'mutation ($input: UpdateQuestionInput!) { updateQuestion(input: $input) { __typename ... on InvalidInput { fields { path code } } } }',
        { input: { questionId: made.id, ...input } },
      );
    expect((await nulls({ version: 1, kind: 'CODE' })).updateQuestion).toEqual({ __typename: 'QuestionUpdated' });
    expect(await byId(undefined, made.id, 'hints kind prompt')).toEqual({
      hints: ['One', 'Two'],
      kind: 'CODE',
      prompt: 'Null?',
    });
    expect((await nulls({ version: 2, hints: null })).updateQuestion).toEqual({ __typename: 'QuestionUpdated' });
    expect(await byId(undefined, made.id, 'hints')).toEqual({ hints: [] });
    expect((await nulls({ version: 3, prompt: null })).updateQuestion).toMatchObject({
      fields: [{ path: ['prompt'], code: 'REQUIRED' }],
    });
  });

  test('other topics move it to their area, which other moderators look after', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'Moves?' });
    expect(await change(ofAnother, 'updateQuestion', { questionId: made.id, version: 1, topics: ['bleu'] })).toEqual({
      code: 'FORBIDDEN',
    });
    await update(ofItsArea, made, { topics: ['bleu'] });
    expect(await byId(ofAnother, made.id, 'area { number } topics { slug } viewerCanEdit { allowed } answer')).toEqual({
      area: { number: 5 },
      topics: [{ slug: 'bleu' }],
      viewerCanEdit: { allowed: true },
      answer: QUESTION.answer,
    });
    expect(await byId(ofItsArea, made.id, 'viewerCanEdit { allowed } answer')).toEqual({
      viewerCanEdit: { allowed: false },
      answer: null,
    });
  });

  test('what was in the bank is never rewritten, by nobody', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'Immutable?' });
    const refused = (text: string) =>
      expect(service.sql.query(text, [keyOf(made.id)])).rejects.toThrow(/stay as they are|reads otherwise/);
    await refused(`UPDATE question SET answer = 'Other' WHERE id = $1`);
    await refused(`UPDATE question_version SET answer = 'Other' WHERE question_id = $1`);
    await refused('DELETE FROM question_version WHERE question_id = $1');
    await update(moderator, made, { prompt: 'Second?' });
    await refused('UPDATE question SET version = 1 WHERE id = $1');
  });
});

describe('answers', () => {
  const vote = async (who: Person, answerId: string, value: number) =>
    (await who.client.run('Vote', { input: { answerId, value } })).vote;

  test('are added to what is in the bank', async () => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'Answers?' });
    const { addAnswer } = await reader.client.run('AddAnswer', { input: keyed({ questionId: id, markdown: '`Yes`' }) });
    expect(addAnswer).toMatchObject({
      answer: {
        html: '<p><code>Yes</code></p>',
        score: 0,
        accepted: false,
        viewerVote: 0,
        author: { handle: reader.handle },
      },
      question: { id, answerCount: 1 },
    });
    const { answer, edge } = addAnswer as { answer: { id: string }; edge: { cursor: string; node: { id: string } } };
    expect(edge.node.id).toBe(answer.id);
    const waiting = await aSubmittedQuestion(author, { prompt: 'Waiting?' });
    expect(
      (await author.client.run('AddAnswer', { input: keyed({ questionId: waiting.id, markdown: 'x' }) })).addAnswer,
    ).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await reader.client.fails('AddAnswer', { input: keyed({ questionId: waiting.id, markdown: 'x' }) })).toEqual(
      ['NOT_FOUND'],
    );
  });

  test('are voted on once an account, not one’s own, and the vote can be taken back', async () => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'Votes?' });
    const answerId = await anAnswer(reader, id);
    expect(await vote(author, answerId, 1)).toMatchObject({ answer: { score: 1, viewerVote: 1 } });
    expect(await vote(author, answerId, 1)).toMatchObject({ answer: { score: 1, viewerVote: 1 } });
    expect(await vote(moderator, answerId, 1)).toMatchObject({ answer: { score: 2 } });
    expect(await vote(author, answerId, -1)).toMatchObject({ answer: { score: 0, viewerVote: -1 } });
    expect(await vote(author, answerId, 0)).toMatchObject({ answer: { score: 1, viewerVote: 0 } });
    expect(await vote(reader, answerId, 1)).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await byId(reader, answerId, 'viewerCanVote { reason }')).toEqual({ viewerCanVote: { reason: 'OWN' } });
    expect(await change(author, 'vote', { answerId, value: 2 })).toMatchObject({ code: 'INVALID_INPUT' });
    await expect(
      service.sql.query('INSERT INTO answer_vote VALUES ($1, $2, 1, now())', [keyOf(answerId), reader.accountId]),
    ).rejects.toThrow(/their own answer/);
  });

  test('twenty who vote at once count twenty', async () => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'Many votes?' });
    const answerId = await anAnswer(reader, id);
    const people = await Promise.all(Array.from({ length: 20 }, () => aPerson(service)));
    await Promise.all(people.flatMap((person) => [vote(person, answerId, 1), vote(person, answerId, 1)]));
    expect(await byId(undefined, answerId, 'score')).toEqual({ score: 20 });
  });

  test('one is accepted, by the question’s author or moderators of its area', async () => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'Accepted?' });
    const [first, second] = [await anAnswer(reader, id), await anAnswer(author, id, 'Mine')];
    const accept = (who: Person, answerId: string, accepted = true) =>
      change(who, 'acceptAnswer', keyed({ answerId, accepted }));
    expect(await accept(reader, second)).toEqual({ code: 'FORBIDDEN' });
    expect(await accept(ofAnother, second)).toEqual({ code: 'FORBIDDEN' });
    expect(await accept(author, second)).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await accept(author, first)).toEqual({ __typename: 'AnswerAccepted' });
    expect(await accept(ofItsArea, second)).toEqual({ __typename: 'AnswerAccepted' });
    expect(await byId(undefined, first, 'accepted')).toEqual({ accepted: false });
    expect(await byId(undefined, second, 'accepted viewerCanAccept { reason }')).toEqual({
      accepted: true,
      viewerCanAccept: { reason: 'SIGN_IN' },
    });
    expect(await accept(moderator, second, false)).toEqual({ __typename: 'AnswerAccepted' });
    await Promise.all([accept(moderator, first), accept(ofItsArea, second)]);
    const { rows } = await service.sql.query('SELECT FROM answer WHERE question_id = $1 AND accepted', [keyOf(id)]);
    expect(rows).toHaveLength(1);
  });

  test('of what has left the bank nothing is voted on or accepted', async () => {
    const made = await aPublishedQuestion(author, moderator, { prompt: 'Gone?' });
    const answerId = await anAnswer(reader, made.id);
    expect(
      await change(moderator, 'deprecateQuestion', keyed({ questionId: made.id, version: 1, reason: 'Out of date.' })),
    ).toEqual({
      __typename: 'QuestionDeprecated',
    });
    expect(await vote(author, answerId, 1)).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await change(author, 'acceptAnswer', keyed({ answerId }))).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});

describe('leaving the bank', () => {
  test('with a successor, which the old address leads to, over any number of steps', async () => {
    const [a, b, c] = [
      await aPublishedQuestion(author, moderator, { prompt: 'Old address?' }),
      await aPublishedQuestion(author, moderator, { prompt: 'Newer address?' }),
      await aPublishedQuestion(author, moderator, { prompt: 'Newest address?' }),
    ];
    const deprecate = (from: string, successorId: string) =>
      change(
        moderator,
        'deprecateQuestion',
        keyed({ questionId: from, version: 1, successorId, reason: 'Better put.' }),
      );
    expect(await deprecate(a.id, a.id)).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await deprecate(a.id, b.id)).toEqual({ __typename: 'QuestionDeprecated' });
    expect(await deprecate(c.id, a.id)).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await deprecate(b.id, c.id)).toEqual({ __typename: 'QuestionDeprecated' });
    for (const { slug } of [a, b, c])
      expect((await service.anonymous.run('QuestionPage', { slug })).question?.slug).toBe(c.slug);
    expect(await byId(author, a.id, 'status successor { slug }')).toEqual({
      status: 'DEPRECATED',
      successor: { slug: c.slug },
    });
    // It can come back.
    expect(await decide(moderator, a, 'APPROVE')).toMatchObject({ question: { status: 'PUBLISHED' } });
    expect((await service.anonymous.run('QuestionPage', { slug: a.slug })).question?.slug).toBe(a.slug);
  });

  test('merged into another, it leaves answers with their votes, comments and bookmarks there', async () => {
    const [from, into] = [
      await aPublishedQuestion(author, moderator, { prompt: 'The same, once?' }),
      await aPublishedQuestion(author, moderator, { prompt: 'The same, twice?' }),
    ];
    const [moved, stays] = [await anAnswer(reader, from.id, 'Moved'), await anAnswer(reader, into.id, 'Stays')];
    await vote(author, moved);
    for (const answerId of [moved, stays]) await change(author, 'acceptAnswer', keyed({ answerId }));
    for (const [person, subjects] of [
      [reader, [from.id, into.id]],
      [author, [from.id]],
    ] as const)
      for (const subject of subjects)
        await service.sql.query('INSERT INTO bookmark VALUES ($1, $2, now())', [person.accountId, keyOf(subject)]);
    for (const subjectId of [from.id, into.id])
      await reader.client.run('AddComment', { input: keyed({ subjectId, markdown: 'x' }) });
    const merge = (who: Person) =>
      change(who, 'mergeQuestion', keyed({ questionId: from.id, version: 1, intoId: into.id, reason: 'The same.' }));
    expect(await merge(ofAnother)).toEqual({ code: 'FORBIDDEN' });
    expect(await merge(ofItsArea)).toEqual({ __typename: 'QuestionMerged' });
    const merged = await byId(
      author,
      into.id,
      'viewerHasBookmarked commentCount comments(first: 5) { totalCount } answerCount answers(first: 5) { nodes { id score accepted } }',
    );
    expect(merged).toEqual({
      viewerHasBookmarked: true,
      commentCount: 2,
      comments: { totalCount: 2 },
      answerCount: 2,
      answers: {
        nodes: [
          { id: stays, score: 0, accepted: true },
          { id: moved, score: 1, accepted: false },
        ],
      },
    });
    expect((await service.anonymous.run('QuestionPage', { slug: from.slug })).question?.slug).toBe(into.slug);
    const { rows } = await service.sql.query('SELECT subject_id FROM bookmark WHERE subject_id = ANY ($1)', [
      [keyOf(from.id), keyOf(into.id)],
    ]);
    expect(rows).toEqual([{ subject_id: keyOf(into.id) }, { subject_id: keyOf(into.id) }]);
    // For good.
    expect(await decide(moderator, from, 'APPROVE')).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  const vote = (who: Person, answerId: string) => who.client.run('Vote', { input: { answerId, value: 1 } });

  test('two merged into each other at once don’t both go', async () => {
    const [a, b] = [
      await aPublishedQuestion(author, moderator, { prompt: 'Each other, one?' }),
      await aPublishedQuestion(author, moderator, { prompt: 'Each other, two?' }),
    ];
    const merge = (from: string, into: string) =>
      change(moderator, 'mergeQuestion', keyed({ questionId: from, version: 1, intoId: into, reason: 'The same.' }));
    const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
    expect(answers.map(({ __typename: name }) => name).sort()).toEqual(['QuestionMerged', 'Refused']);
  });
});

describe('facts', () => {
  test('are checked again by moderators, the longest unchecked first', async () => {
    const { questionsToVerify } = (
      await ofItsArea.client.data<{
        viewer: {
          questionsToVerify: { nodes: { id: string; version: number; verifiedAt: string; area: { number: number } }[] };
        };
      }>('{ viewer { id questionsToVerify(first: 100) { nodes { id version verifiedAt area { number } } } } }')
    ).viewer;
    const dates = questionsToVerify.nodes.map(({ verifiedAt }) => verifiedAt);
    expect(dates).toEqual([...dates].sort());
    expect(questionsToVerify.nodes.length).toBeGreaterThan(4);
    expect(questionsToVerify.nodes.every(({ area }) => area.number === 3)).toBe(true);
    const { id, version } = questionsToVerify.nodes[0] as { id: string; version: number };
    await service.sql.query(`UPDATE question SET verified_at = '2020-01-01' WHERE id = $1`, [keyOf(id)]);
    expect(await change(ofAnother, 'verifyQuestion', { questionId: id, version })).toEqual({ code: 'FORBIDDEN' });
    expect(await change(ofItsArea, 'verifyQuestion', { questionId: id, version: version + 1 })).toMatchObject({
      code: 'STALE',
    });
    expect(await change(ofItsArea, 'verifyQuestion', { questionId: id, version })).toEqual({
      __typename: 'QuestionVerified',
    });
    expect(await byId(undefined, id, 'verifiedAt')).toEqual({
      verifiedAt: service.clock.now().toString().slice(0, 10),
    });
  });
});

describe('encounters', () => {
  const said = (id: string) => byId(undefined, id, 'encounters { company role month atLeast }');
  const record = (who: Person, questionId: string, company: string, month: string, role = 'ML_ENGINEER') =>
    change(who, 'recordEncounter', { questionId, company, month, role });

  test('are told once three people say the same, in steps, and never by whom', async () => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'Asked where?' });
    const people = await Promise.all(Array.from({ length: 6 }, () => aPerson(service)));
    const [a, b, c, d, e, f] = people as [Person, Person, Person, Person, Person, Person];
    const month = service.clock.now().toString().slice(0, 7);
    for (const who of [a, b])
      expect(await record(who, id, 'Open-AI', month)).toEqual({ __typename: 'EncounterRecorded' });
    // Said again it isn't said by one more.
    await record(b, id, 'openai', month);
    expect(await said(id)).toEqual({ encounters: [] });
    await record(c, id, 'openai', month);
    const told = { company: 'Open-AI', atLeast: 3 };
    expect(await said(id)).toEqual({
      encounters: [
        { ...told, role: null, month: null },
        { ...told, role: 'ML_ENGINEER', month },
      ],
    });
    // One more is not to be noticed; another role isn't told of, but counts for the company.
    await record(d, id, 'OpenAI', month, 'OTHER');
    expect(((await said(id))?.encounters as { atLeast: number }[]).map(({ atLeast }) => atLeast)).toEqual([3, 3]);
    await record(e, id, 'OpenAI', month, 'OTHER');
    await record(f, id, 'Elsewhere', month);
    expect(((await said(id))?.encounters as { atLeast: number }[]).map(({ atLeast }) => atLeast)).toEqual([5, 3]);
    // One's own are there to be seen and taken back, for nobody else.
    const mine = (
      await c.client.data<{ viewer: { encounters: { nodes: { id: string; company: string }[] } } }>(
        '{ viewer { id encounters(first: 5) { nodes { id company role month question { id } } } } }',
      )
    ).viewer.encounters.nodes;
    expect(mine).toEqual([{ id: expect.any(String), company: 'openai', role: 'ML_ENGINEER', month, question: { id } }]);
    const encounterId = mine[0]?.id;
    for (const who of [d, moderator])
      expect(await change(who, 'removeEncounter', { encounterId })).toEqual({ code: 'NOT_FOUND' });
    expect(await change(c, 'removeEncounter', { encounterId })).toEqual({ __typename: 'EncounterRemoved' });
    expect(((await said(id))?.encounters as { atLeast: number }[]).map(({ atLeast }) => atLeast)).toEqual([3]);
  });

  test.each([
    ['a month to come', '2100-01'],
    ['one long ago', '2001-01'],
    ['no month', '2026-13'],
  ])('are refused for %s', async (_, month) => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'When?' });
    expect(await record(reader, id, 'Somewhere', month)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('lists', () => {
  const LIST = 'list { id title version shareKey questions { id } }';
  async function list(who: Person, name: string, input: object) {
    const Name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const success = { create: 'Created', update: 'Updated', share: 'Shared' }[
      name.replace('QuestionList', '')
    ] as string;
    const answer = await who.client.data<Record<string, Record<string, unknown>>>(
      `mutation ($input: ${Name}Input!) { ${name}(input: $input) { ... on QuestionList${success} { ${LIST} } ... on Refusal { code } } }`,
      { input },
    );
    return answer[name] as {
      list: { id: string; version: number; shareKey: string | null; questions: { id: string }[] };
    };
  }
  const byLink = (who: Person | undefined, key: string) =>
    (who?.client ?? service.anonymous).data<{ questionList: object | null }>(
      'query ($key: String!) { questionList(key: $key) { title author { handle } questions { id } } }',
      { key },
    );

  test('have an order, and are changed in whole by whoever knows how they are', async () => {
    const ids = [];
    for (const prompt of ['L1?', 'L2?', 'L3?']) ids.push((await aPublishedQuestion(author, moderator, { prompt })).id);
    const [one, two, three] = ids as [string, string, string];
    const made = await list(reader, 'createQuestionList', keyed({ title: 'For Friday', questionIds: [two, one] }));
    expect(made.list).toMatchObject({ version: 1, shareKey: null, questions: [{ id: two }, { id: one }] });
    const { id: listId } = made.list;
    const next = await list(reader, 'updateQuestionList', { listId, version: 1, questionIds: [three, two] });
    expect(next.list).toMatchObject({ version: 2, title: 'For Friday', questions: [{ id: three }, { id: two }] });
    expect(await list(reader, 'updateQuestionList', { listId, version: 1, title: 'Late' })).toEqual({ code: 'STALE' });
    expect(await list(reader, 'updateQuestionList', { listId, version: 2, questionIds: [one, one] })).toEqual({
      code: 'INVALID_INPUT',
    });
    expect((await list(reader, 'updateQuestionList', { listId, version: 2, title: 'Saturday' })).list).toMatchObject({
      questions: [{ id: three }, { id: two }],
    });
    expect(await change(author, 'updateQuestionList', { listId, version: 3 })).toEqual({ code: 'NOT_FOUND' });
    // Merged questions stand in the list where the other one stood.
    await change(
      moderator,
      'mergeQuestion',
      keyed({ questionId: three, version: 1, intoId: one, reason: 'The same.' }),
    );
    const { node } = await reader.client.data<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { ... on QuestionList { questions { id } } } }',
      { id: listId },
    );
    expect(node).toEqual({ questions: [{ id: one }, { id: two }] });
    expect(await change(reader, 'deleteQuestionList', { listId })).toEqual({ __typename: 'QuestionListDeleted' });
    expect(await change(reader, 'deleteQuestionList', { listId })).toEqual({ code: 'NOT_FOUND' });
  });

  test('are shown to whoever has the link, until it is taken back or another is made', async () => {
    const { id } = await aPublishedQuestion(author, moderator, { prompt: 'Shared?' });
    const hidden = await aSubmittedQuestion(reader, { prompt: 'Not shared?' });
    const made = await list(reader, 'createQuestionList', keyed({ title: 'Mine', questionIds: [hidden.id, id] }));
    const share = async (shared: boolean) =>
      (await list(reader, 'shareQuestionList', keyed({ listId: made.list.id, shared }))).list.shareKey;
    const first = (await share(true)) as string;
    expect(Buffer.from(first, 'base64url').length).toBe(24);
    for (const who of [undefined, author])
      expect(await byLink(who, first)).toEqual({
        questionList: { title: 'Mine', author: { handle: reader.handle }, questions: [{ id }] },
      });
    // The link opens what is behind it, not the thing by its id.
    expect(
      (await author.client.data<{ node: null }>('query ($id: ID!) { node(id: $id) { id } }', made.list)).node,
    ).toBeNull();
    const second = (await share(true)) as string;
    expect(await byLink(author, first)).toEqual({ questionList: null });
    expect((await byLink(author, second)).questionList).not.toBeNull();
    expect(await share(false)).toBeNull();
    expect(await byLink(author, second)).toEqual({ questionList: null });
  });
});

describe('its author is told', () => {
  test('what was decided, who answered, and that an answer was chosen', async () => {
    const [asker, answerer] = [await aPerson(service), await aPerson(service, { name: 'Ann Swerer' })];
    const made = await aPublishedQuestion(asker, moderator, { prompt: 'Told?' });
    const answerId = await anAnswer(answerer, made.id);
    await change(asker, 'acceptAnswer', keyed({ answerId }));
    await settle();
    const told = async (who: Person) =>
      (
        await who.client.data<{ viewer: { notifications: { nodes: { kind: string; text: string }[] } } }>(
          '{ viewer { id notifications(first: 10) { nodes { kind text subject { id } } } } }',
        )
      ).viewer.notifications.nodes;
    expect(await told(asker)).toEqual([
      { kind: 'ANSWER_ADDED', text: 'Ann Swerer answered your question.', subject: { id: answerId } },
      { kind: 'QUESTION_DECIDED', text: 'Your question “told” is in the bank.', subject: { id: made.id } },
    ]);
    expect(await told(answerer)).toEqual([
      { kind: 'ANSWER_ACCEPTED', text: 'Test Person chose your answer as the best.', subject: { id: answerId } },
    ]);
  });
});
