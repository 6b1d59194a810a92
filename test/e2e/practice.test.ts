import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { CalibrateQuestions } from '../../src/practice/evidence/index.js';
import { AccessTokens } from '../../src/identity/access/index.js';
import type { AttemptInput } from '../contract/types.js';
import { aPerson, keyOf, type Person } from '../factories/people.js';
import { aSubmittedQuestion } from '../factories/questions.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let questions: { id: string; slug: string; version: number; hints: number }[];
let learner: Person;

const NOON = '2031-03-05T12:00:00Z';
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMITS: 'off' } });
  const { rows } = await service.sql.query<{ id: string; slug: string; version: number; hints: number }>(
    `SELECT 'question_' || id AS id, slug, version, cardinality(hints) AS hints FROM question ORDER BY slug`,
  );
  questions = rows;
});
afterAll(() => service.stop());

beforeEach(async () => {
  service.clock.stopAt(NOON);
  learner = await aPerson(service);
});

const question = (index = 0) => questions[index]?.id as string;
const attempt = (given: Partial<AttemptInput> = {}): AttemptInput => ({
  id: randomUUID(),
  questionId: question(),
  grade: 'GOOD',
  at: service.clock.now().toString(),
  ...given,
});
const atHour = (hours: number) => service.clock.now().add({ hours }).toString();

/** Tokens end after minutes, and these tests go on for weeks. */
async function as({ accountId }: Person) {
  const viewer = { accountId, sessionId: accountId, roles: new Set(['LEARNER'] as const), emailVerified: true };
  return service.client((await service.app.get(AccessTokens, { strict: false }).issue(viewer)).token);
}

async function record(attempts: AttemptInput[], who = learner) {
  const { recordAttempts } = await (await as(who)).run('RecordAttempts', { input: { attempts } });
  if (!recordAttempts || !('recorded' in recordAttempts)) throw new Error(JSON.stringify(recordAttempts));
  return recordAttempts;
}

async function practice(who = learner, first = 100) {
  const { viewer } = await (await as(who)).run('PracticeQueue', { first });
  if (!viewer?.practice) throw new Error('There is no practice');
  return viewer.practice;
}

const stored = async (text: string, ...values: unknown[]) => (await service.sql.query<object>(text, values)).rows;

const FIELDS = 'id dueAt reps lapses suspended leech';
interface Changed {
  readonly code?: string;
  readonly error?: string | undefined;
  readonly card?: object;
  readonly practice?: { readonly settings: object };
  readonly fields?: readonly { readonly path: readonly string[]; readonly code: string }[];
}
async function change(mutation: string, input: object, who = learner): Promise<Changed> {
  const name = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await (
    await as(who)
  ).ask<Record<string, Changed>>(
    `mutation ($input: ${name}!) { ${mutation}(input: $input) {
      ... on AttemptUndone { card { ${FIELDS} } practice { dueCount newToday streakDays } }
      ... on CardSuspended { card { ${FIELDS} } practice { dueCount newToday } }
      ... on CardResumed { card { ${FIELDS} } practice { dueCount newToday } }
      ... on PracticeSettingsUpdated { practice { newToday settings { newPerDay reviewsPerDay burySiblings goalMinutes goalQuestions interviewOn minutesPerDay } } }
      ... on InvalidInput { fields { path code } }
      ... on Refusal { code } } }`
      .split('\n')
      .filter(
        (line) =>
          !line.includes('... on ') ||
          line.includes('Refusal') ||
          line.includes(MEMBERS[mutation] as string) ||
          (line.includes('InvalidInput') && mutation === 'updatePracticeSettings'),
      )
      .join('\n'),
    { input },
  );
  return answer.errors ? { error: answer.errors[0]?.extensions.code } : (answer.data?.[mutation] as Changed);
}
const MEMBERS: Record<string, string> = {
  undoAttempt: 'AttemptUndone',
  suspendCard: 'CardSuspended',
  resumeCard: 'CardResumed',
  updatePracticeSettings: 'PracticeSettingsUpdated',
};

describe('attempts', () => {
  test('are kept once, however often and in whatever order they come', async () => {
    const all = [0, 1, 2].flatMap((index) =>
      [-50, -26, -2].map((hours) =>
        attempt({ questionId: question(index), at: atHour(hours), grade: hours === -26 ? 'AGAIN' : 'GOOD' }),
      ),
    );
    const other = await aPerson(service);
    const inOrder = await record(all);
    expect(inOrder).toMatchObject({ recorded: 9, alreadyKnown: 0, rejected: [], practice: { streakDays: 3 } });
    expect(inOrder.cards.map(({ reps, lapses }) => [reps, lapses])).toEqual(Array(3).fill([3, 1]));
    expect(inOrder.cards.map(({ question: asked }) => asked?.viewerAttempts)).toEqual([3, 3, 3]);
    const again = await record(all);
    expect(again).toMatchObject({ recorded: 0, alreadyKnown: 9, cards: inOrder.cards });

    // One by one, the latest first, some twice.
    for (const each of [...all].reverse()) await record([each, each], other);
    const cards = (who: Person) =>
      stored(
        `SELECT question_id, due_at, reps, lapses, stability, difficulty, last_day, first_until, last_until, revealed, score FROM card WHERE account_id = $1 ORDER BY 1`,
        who.accountId,
      );
    expect(await cards(other)).toEqual(await cards(learner));
    expect(await stored('SELECT count(*)::int AS n FROM attempt WHERE account_id = $1', other.accountId)).toEqual([
      { n: 9 },
    ]);
    expect((await practice(other)).streakDays).toBe(3);
  });

  test('that can’t be taken are told one by one, and hold up no other', async () => {
    const good = attempt();
    const bad: [Partial<AttemptInput>, string][] = [
      [{ questionId: `question_${randomUUID()}` }, 'UNKNOWN'],
      [{ questionId: 'nonsense' }, 'UNKNOWN'],
      [{ at: atHour(1) }, 'OUT_OF_RANGE'],
      [{ durationMs: -1 }, 'OUT_OF_RANGE'],
      [{ durationMs: 86_400_001 }, 'OUT_OF_RANGE'],
      [{ questionVersion: 0 }, 'UNKNOWN'],
      [{ questionVersion: 99 }, 'UNKNOWN'],
      [{ rubricMet: ['rubric_x'] }, 'UNKNOWN'],
      [{ rubricMet: [`rubric_${keyOf(question(1))}_a`] }, 'UNKNOWN'],
    ];
    const attempts = bad.map(([given]) => attempt(given));
    const { recorded, rejected, cards } = await record([...attempts, good, { ...good }]);
    expect(recorded).toBe(1);
    expect(rejected.map(({ id, code }) => [id, code])).toEqual(
      bad.map(([, code], index) => [attempts[index]?.id, code]),
    );
    expect(cards.map(({ reps }) => reps)).toEqual([1]);
    const { recordAttempts } = await (
      await as(learner)
    ).run('RecordAttempts', {
      input: { attempts: Array.from({ length: 101 }, () => attempt()) },
    });
    expect(recordAttempts).toMatchObject({ fields: [{ path: ['attempts'], code: 'TOO_LONG' }] });
    expect(await record([])).toMatchObject({ recorded: 0, cards: [] });
  });

  test('of one id are each account’s own', async () => {
    const one = attempt();
    const other = await aPerson(service);
    await record([one]);
    expect(await record([{ ...one, grade: 'AGAIN' }], other)).toMatchObject({ recorded: 1 });
    expect(await stored('SELECT grade FROM attempt WHERE id = $1 ORDER BY 1', one.id)).toEqual([
      { grade: 'AGAIN' },
      { grade: 'GOOD' },
    ]);
  });

  test('keep what was said of them, and the version of that time unless another is named', async () => {
    const { rubric } = (await service.anonymous.run('QuestionPage', { slug: questions[0]?.slug as string }))
      .question as {
      rubric: { id: string }[];
    };
    const [first] = rubric as [{ id: string }];
    const one = attempt({ durationMs: 61_000, answerRevealed: true, rubricMet: [first.id, first.id] });
    await record([one]);
    expect(
      await stored(
        `SELECT question_version AS version, duration_ms, answer_revealed, rubric_met, day::text, time_zone FROM attempt WHERE id = $1`,
        one.id,
      ),
    ).toEqual([
      {
        version: questions[0]?.version,
        duration_ms: 61_000,
        answer_revealed: true,
        rubric_met: [first.id.slice(first.id.lastIndexOf('_') + 1)],
        day: '2031-03-05',
        time_zone: 'UTC',
      },
    ]);
  });

  test('are at what was in the bank at their time, and at nothing that never was', async () => {
    const [author, moderator] = [await aPerson(service), await aPerson(service, { roles: ['MODERATOR'] })];
    const { id: questionId } = await aSubmittedQuestion(author, { prompt: 'Which words did this question have?' });
    const at = (minutes: number) => `2031-03-05T12:${String(minutes).padStart(2, '0')}:00Z`;
    const decide = async (minute: number, version: number, decision: 'APPROVE' | 'ASK_FOR_MORE') => {
      service.clock.stopAt(at(minute));
      const input = keyed({ questionId, version, decision, reason: decision === 'APPROVE' ? null : 'More, please.' });
      expect((await moderator.client.run('DecideQuestion', { input })).decideQuestion).toHaveProperty('question');
    };
    const update = async (minute: number, who: Person, version: number) => {
      service.clock.stopAt(at(minute));
      const input = { questionId, version, prompt: `Which words did version ${version + 1} have?` };
      expect((await who.client.run('UpdateQuestion', { input })).updateQuestion).toHaveProperty('question');
    };
    const sent = (given: Partial<AttemptInput>) => attempt({ questionId, ...given });
    const outcome = async (all: AttemptInput[], who = learner) => {
      const { recorded, rejected } = await record(all, who);
      const versions = await stored(
        'SELECT question_version FROM attempt WHERE account_id = $1 AND id = ANY ($2::uuid[]) ORDER BY array_position($2::uuid[], id)',
        who.accountId,
        all.map(({ id }) => id),
      );
      return {
        recorded,
        rejected: rejected.map(({ code }) => code),
        versions: versions.map((row) => (row as { question_version: number }).question_version),
      };
    };
    // Its author sees it, and it has no version yet.
    expect(await outcome([sent({}), sent({ questionVersion: 1 })], author)).toEqual({
      recorded: 0,
      rejected: ['UNKNOWN', 'UNKNOWN'],
      versions: [],
    });
    await decide(1, 1, 'APPROVE');
    await update(2, moderator, 1);
    await decide(3, 2, 'ASK_FOR_MORE');
    await update(4, author, 2); // version 3, in review and never in the bank
    await decide(5, 3, 'ASK_FOR_MORE');
    await update(5, author, 3);
    await decide(6, 4, 'APPROVE');
    const times = ['11:00:00', '12:00:59', '12:01:00', '12:01:59', '12:02:00', '12:05:59', '12:06:00', '12:06:30'];
    expect(await outcome(times.map((time) => sent({ at: `2031-03-05T${time}Z` })))).toEqual({
      recorded: 8,
      rejected: [],
      versions: [1, 1, 1, 1, 2, 2, 4, 4],
    });
    // Who names a version knows better than the time does.
    expect(
      await outcome([1, 2, 3, 4, 5].map((questionVersion) => sent({ questionVersion, at: '2031-03-05T12:03:00Z' }))),
    ).toEqual({ recorded: 3, rejected: ['UNKNOWN', 'UNKNOWN'], versions: [1, 2, 4] });
    await service.sql.query('UPDATE question SET hidden_at = $2 WHERE id = $1', [keyOf(questionId), NOON]);
  });

  test('of two devices at once both count', async () => {
    const batches = Array.from({ length: 6 }, (_, batch) => [
      attempt({ at: atHour(-batch - 1) }),
      attempt({ at: atHour(-batch - 1), questionId: question(1) }),
    ]);
    await Promise.all(batches.map((batch) => record(batch)));
    expect(await stored('SELECT reps FROM card WHERE account_id = $1', learner.accountId)).toEqual([
      { reps: 6 },
      { reps: 6 },
    ]);
    expect(await stored('SELECT attempts FROM practice_day WHERE account_id = $1', learner.accountId)).toEqual([
      { attempts: 12 },
    ]);
  });
});

describe('reveals', () => {
  const reveal = (given: object = {}) => ({
    id: randomUUID(),
    questionId: question(),
    part: 'HINT' as 'HINT' | 'ANSWER',
    hint: 1 as number | null,
    at: service.clock.now().toString(),
    ...given,
  });
  async function recordReveals(reveals: ReturnType<typeof reveal>[]) {
    const { recordReveals: answer } = await (await as(learner)).run('RecordReveals', { input: { reveals } });
    if (!answer || !('recorded' in answer)) throw new Error(JSON.stringify(answer));
    return answer;
  }

  test('are kept once, and each that can’t be taken is told', async () => {
    const [hint, answer] = [reveal(), reveal({ part: 'ANSWER', hint: null })];
    expect(await recordReveals([hint, hint, answer])).toMatchObject({
      recorded: 2,
      alreadyKnown: 1,
      rejected: [],
      questions: [{ id: question(), viewerReveals: { hints: 1, answer: true } }],
    });
    expect(await recordReveals([answer])).toMatchObject({ recorded: 0, alreadyKnown: 1 });
    const bad = [
      reveal({ hint: null }),
      reveal({ hint: 0 }),
      reveal({ hint: (questions[0]?.hints as number) + 1 }),
      reveal({ part: 'ANSWER' }),
      reveal({ at: atHour(1) }),
      reveal({ questionId: 'x' }),
    ];
    const { recorded, rejected } = await recordReveals([...bad, reveal({ questionId: question(1) })]);
    expect(recorded).toBe(1);
    expect(rejected.map(({ code }) => code)).toEqual([
      'REQUIRED',
      'UNKNOWN',
      'UNKNOWN',
      'CONFLICT',
      'OUT_OF_RANGE',
      'UNKNOWN',
    ]);
    const { recordReveals: refused } = await (
      await as(learner)
    ).run('RecordReveals', {
      input: { reveals: Array.from({ length: 101 }, () => reveal()) },
    });
    expect(refused).toMatchObject({ fields: [{ path: ['reveals'], code: 'TOO_LONG' }] });
  });

  test('before the first attempt take it out of what a question is judged by, also when they come late', async () => {
    const score = async () =>
      (await stored('SELECT score, revealed FROM card WHERE account_id = $1', learner.accountId))[0] as object;
    await record([attempt({ at: atHour(-2), grade: 'HARD' })]);
    await recordReveals([reveal({ at: atHour(-1) })]);
    expect(await score()).toEqual({ score: 1, revealed: false });
    await recordReveals([reveal({ at: atHour(-3) })]);
    expect(await score()).toEqual({ score: null, revealed: true });
    // An attempt that was made before, and comes last.
    await record([attempt({ at: atHour(-4), grade: 'EASY' })]);
    expect(await score()).toEqual({ score: 2, revealed: false });
    await record([attempt({ at: atHour(-5), grade: 'EASY', answerRevealed: true })]);
    expect(await score()).toEqual({ score: null, revealed: true });
  });
});

describe('the queue', () => {
  test('has new questions first of all, each with an id that its card keeps', async () => {
    const before = await practice();
    expect(before).toMatchObject({ dueCount: 0, newToday: 10, streakDays: 0 });
    expect(before.queue.nodes.length).toBe(10);
    const [card] = before.queue.nodes as [(typeof before.queue.nodes)[number]];
    expect(card).toMatchObject({ dueAt: null, reps: 0, lapses: 0 });
    const { cards, practice: after } = await record([attempt({ questionId: card.question?.id as string })]);
    expect(cards.map(({ id, reps }) => [id, reps])).toEqual([[card.id, 1]]);
    expect(after).toMatchObject({ dueCount: 0, newToday: 9, streakDays: 1 });
    expect((await practice()).queue.nodes.map(({ id }) => id)).toEqual(before.queue.nodes.slice(1).map(({ id }) => id));
    const { node } = await (
      await as(learner)
    ).data<{ node: object }>('query ($id: ID!) { node(id: $id) { id ... on Card { reps } } }', { id: card.id });
    expect(node).toEqual({ id: card.id, reps: 1 });
    const { node: none } = await (
      await aPerson(service)
    ).client.data<{ node: null }>('query ($id: ID!) { node(id: $id) { id } }', { id: card.id });
    expect(none).toBeNull();
  });

  test('brings cards when they are due: what was forgotten after ten minutes, the rest when a day begins', async () => {
    await record([attempt({ grade: 'AGAIN' }), attempt({ questionId: question(1), grade: 'EASY' })]);
    expect((await practice()).dueCount).toBe(0);
    service.clock.stopAt('2031-03-05T12:10:00Z');
    const soon = await practice();
    expect([soon.dueCount, soon.queue.nodes[0]?.question?.id]).toEqual([1, question()]);
    const [easy] = await stored(
      'SELECT due_at FROM card WHERE account_id = $1 AND question_id = $2',
      learner.accountId,
      keyOf(question(1)),
    );
    const due = (easy as { due_at: Date }).due_at;
    expect(due.toISOString()).toMatch(/T04:00:00.000Z$/);
    service.clock.stopAt(new Date(due.getTime() - 1_000).toISOString());
    expect((await practice()).queue.nodes.filter(({ dueAt }) => dueAt).map(({ question: asked }) => asked?.id)).toEqual(
      [question()],
    );
    service.clock.stopAt(due.toISOString());
    const then = await practice();
    expect(then.dueCount).toBe(2);
    expect(then.queue.nodes.map(({ dueAt }) => dueAt !== null)).toEqual([
      true,
      true,
      ...Array<boolean>(then.newToday).fill(false),
    ]);
  });

  test('keeps to the caps of a day, which begins at 04:00 where the learner is', async () => {
    const tokyo = await aPerson(service, { timeZone: 'Asia/Tokyo' });
    await change('updatePracticeSettings', { newPerDay: 3, reviewsPerDay: 2 }, tokyo);
    service.clock.stopAt('2031-03-05T18:00:00Z'); // 03:00 on the 6th, still the learner's 5th
    const first = (await practice(tokyo)).queue.nodes;
    expect(first.length).toBe(3);
    await record(
      first.map((card) => attempt({ questionId: card.question?.id as string })),
      tokyo,
    );
    expect(await practice(tokyo)).toMatchObject({ newToday: 0, streakDays: 1, queue: { nodes: [] } });
    service.clock.stopAt('2031-03-05T18:59:59Z');
    expect((await practice(tokyo)).newToday).toBe(0);
    service.clock.stopAt('2031-03-05T19:00:00Z'); // 04:00
    expect(await practice(tokyo)).toMatchObject({ newToday: 3, streakDays: 1 });
    // Weeks later all three are due, of which two are asked a day; what is asked again the same day is none of them more.
    service.clock.stopAt('2031-04-05T12:00:00Z');
    const due = await practice(tokyo);
    expect(due.dueCount).toBe(3);
    const asked = due.queue.nodes.filter(({ dueAt }) => dueAt !== null);
    expect(asked.length).toBe(2);
    await record([attempt({ questionId: asked[0]?.question?.id as string, grade: 'AGAIN' })], tokyo);
    service.clock.stopAt('2031-04-05T12:30:00Z');
    const rest = (await practice(tokyo)).queue.nodes.filter(({ dueAt }) => dueAt !== null);
    const idsOf = (nodes: typeof rest) => nodes.map(({ id }) => id).sort();
    expect(idsOf(rest)).toEqual(idsOf(asked));
  });

  test('has one new question of siblings a day, unless the learner wants them all', async () => {
    await change('updatePracticeSettings', { newPerDay: 100 });
    // Five of each topic.
    await service.sql.query(
      `UPDATE question_topic t SET topic_id = o.topic_id
       FROM (SELECT question_id, first_value(topic_id) OVER (PARTITION BY n / 5 ORDER BY n) AS topic_id
         FROM (SELECT *, row_number() OVER (ORDER BY question_id) - 1 AS n FROM question_topic WHERE position = 1) numbered) o
       WHERE o.question_id = t.question_id AND t.position = 1
         AND NOT EXISTS (SELECT FROM question_topic other WHERE other.question_id = t.question_id AND other.topic_id = o.topic_id)`,
    );
    const { queue } = await practice();
    const kin = async (ids: string[]) =>
      (
        await stored(
          'SELECT topic_id FROM question_topic WHERE position = 1 AND question_id = ANY ($1)',
          ids.map(keyOf),
        )
      ).map((row) => (row as { topic_id: string }).topic_id);
    const ids = queue.nodes.map(({ question: asked }) => asked?.id as string);
    const topics = await kin(ids);
    expect(new Set(topics).size).toBe(topics.length);
    expect(topics.length).toBeLessThan(questions.length / 3);
    await record([attempt({ questionId: ids[0] as string })]);
    expect((await practice()).queue.nodes.map(({ question: asked }) => asked?.id)).toEqual(ids.slice(1));
    service.clock.stopAt('2031-03-06T04:00:00Z');
    expect(await kin((await practice()).queue.nodes.map(({ question: asked }) => asked?.id as string))).toContain(
      topics[0],
    );
    await change('updatePracticeSettings', { burySiblings: false });
    expect((await practice()).newToday).toBe(Math.min(100, questions.length - 1));
  });

  test('leaves out leeches and what the learner has suspended, until they are taken up again', async () => {
    const log = Array.from({ length: 17 }, (_, index) =>
      attempt({ at: atHour(index - 400), grade: index % 2 ? 'AGAIN' : 'GOOD' }),
    );
    const { cards } = await record(log.slice(0, 15));
    expect(cards).toMatchObject([{ lapses: 7 }]);
    expect((await practice()).dueCount).toBe(1);
    const [card] = (await record(log)).cards;
    if (!card) throw new Error('no card');
    expect(card.lapses).toBe(8);
    expect(await practice()).toMatchObject({ dueCount: 0 });
    const suspended = async () =>
      (
        await (
          await as(learner)
        ).data<{ viewer: { practice: { suspended: { nodes: object[] } } } }>(
          '{ viewer { practice { suspended { nodes { id leech suspended } } } } }',
        )
      ).viewer.practice.suspended.nodes;
    expect(await suspended()).toEqual([{ id: card.id, leech: true, suspended: true }]);
    expect(await change('resumeCard', { cardId: card.id })).toMatchObject({
      card: { suspended: false, leech: false, lapses: 8 },
      practice: { dueCount: 1 },
    });
    const more = Array.from({ length: 17 }, (_, index) =>
      attempt({ at: atHour(index - 300), grade: index % 2 ? 'AGAIN' : 'GOOD' }),
    );
    expect((await record(more)).practice?.dueCount).toBe(0);
    await change('resumeCard', { cardId: card.id });

    expect(await change('suspendCard', { cardId: card.id })).toMatchObject({
      card: { suspended: true, leech: false },
      practice: { dueCount: 0 },
    });
    await change('resumeCard', { cardId: card.id });
    expect(await suspended()).toEqual([]);
    const [fresh] = (await practice()).queue.nodes.filter(({ dueAt }) => dueAt === null);
    await change('suspendCard', { cardId: fresh?.id });
    expect((await practice()).queue.nodes.map(({ id }) => id)).not.toContain(fresh?.id);
    expect(await change('suspendCard', { cardId: card.id }, await aPerson(service))).toEqual({ error: 'NOT_FOUND' });
  });

  test('pages fit together while cards leave it', async () => {
    const all = (await practice()).queue.nodes.map(({ id }) => id);
    const page = async (after: string | null) => {
      const { viewer } = await (await as(learner)).run('PracticeQueue', { first: 4, after });
      return viewer?.practice?.queue as {
        nodes: { id: string; question: { id: string } }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    };
    const first = await page(null);
    await record(first.nodes.slice(0, 2).map((card) => attempt({ questionId: card.question.id })));
    const second = await page(first.pageInfo.endCursor);
    const third = await page(second.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes, ...third.nodes].map(({ id }) => id)).toEqual(all);
    expect(third.pageInfo.hasNextPage).toBe(false);
  });

  test('has nothing that the viewer can’t see, and not what they wrote', async () => {
    const [seen] = (await practice()).queue.nodes;
    const id = keyOf(seen?.question?.id as string);
    await record([attempt({ questionId: seen?.question?.id as string, grade: 'AGAIN' })]);
    service.clock.stopAt('2031-03-05T12:10:00Z');
    expect((await practice()).dueCount).toBe(1);
    await service.sql.query('UPDATE question SET hidden_at = $2 WHERE id = $1', [id, NOON]);
    const without = await practice();
    expect(without).toMatchObject({ dueCount: 0 });
    expect(without.queue.nodes.map((card) => card.id)).not.toContain(seen?.id);
    // As a new one neither.
    await service.sql.query('DELETE FROM card WHERE account_id = $1', [learner.accountId]);
    const ids = async () => {
      const { queue, dueCount, newToday } = await practice();
      // Nor does it take the place of one that can be seen.
      expect(queue.nodes).toHaveLength(dueCount + newToday);
      return queue.nodes.map((card) => card.id);
    };
    expect(await ids()).not.toContain(seen?.id);
    await service.sql.query('UPDATE question SET hidden_at = NULL, author_id = $2 WHERE id = $1', [
      id,
      learner.accountId,
    ]);
    expect(await ids()).not.toContain(seen?.id);
    await service.sql.query('UPDATE question SET author_id = NULL WHERE id = $1', [id]);
    expect(await ids()).toContain(seen?.id);
  });
});

describe('the last attempt', () => {
  test('can be taken back, and is then as if it had never been; no other can', async () => {
    const [first, second] = [attempt({ at: atHour(-30) }), attempt({ at: atHour(-1), grade: 'AGAIN' })];
    const { newToday } = await practice();
    const { cards } = await record([first]);
    await record([second]);
    expect(await change('undoAttempt', { attemptId: first.id })).toEqual({ code: 'NOT_ALLOWED_NOW' });
    const undone = await change('undoAttempt', { attemptId: second.id });
    expect(undone).toMatchObject({
      card: { id: cards[0]?.id, dueAt: cards[0]?.dueAt, reps: 1 },
      practice: { streakDays: 1 },
    });
    expect(await change('undoAttempt', { attemptId: second.id })).toEqual(undone);
    expect(await record([second])).toMatchObject({
      recorded: 0,
      alreadyKnown: 1,
      cards: [{ reps: 1, question: { viewerAttempts: 1 } }],
    });
    expect(await change('undoAttempt', { attemptId: first.id })).toMatchObject({
      card: { reps: 0, dueAt: null },
      practice: { streakDays: 0, newToday },
    });
    expect(await stored('SELECT FROM card WHERE account_id = $1', learner.accountId)).toEqual([]);
    expect(await stored('SELECT FROM practice_day WHERE account_id = $1', learner.accountId)).toEqual([]);
    expect(await stored('SELECT count(*)::int AS n FROM attempt WHERE account_id = $1', learner.accountId)).toEqual([
      { n: 2 },
    ]);
    expect(await change('undoAttempt', { attemptId: first.id }, await aPerson(service))).toEqual({
      error: 'NOT_FOUND',
    });
  });
});

describe('days', () => {
  const days = async (who = learner) =>
    (
      await (
        await as(who)
      ).data<{
        viewer: {
          practice: { days: { date: string; attempts: number; minutes: number }[]; today: object; streakDays: number };
        };
      }>(
        `{ viewer { practice { streakDays days(from: "2031-02-01", to: "2031-03-31") { date attempts minutes } today { attempts minutes newQuestions reviews goalReached } } } }`,
      )
    ).viewer.practice;

  test('are the learner’s, make streaks, and stay what they were when the learner moves', async () => {
    const berlin = await aPerson(service, { timeZone: 'Europe/Berlin' });
    await record(
      ['2031-03-02T02:59:00Z', '2031-03-02T03:00:00Z', '2031-03-03T12:00:00Z', '2031-03-04T12:00:00Z'].map(
        (at, index) => attempt({ at, questionId: question(index), durationMs: 90_000 }),
      ),
      berlin,
    );
    expect(await days(berlin)).toMatchObject({
      streakDays: 4,
      days: [
        { date: '2031-03-01', attempts: 1, minutes: 1 },
        { date: '2031-03-02', attempts: 1, minutes: 1 },
        { date: '2031-03-03', attempts: 1, minutes: 1 },
        { date: '2031-03-04', attempts: 1, minutes: 1 },
      ],
    });
    service.clock.stopAt('2031-03-06T02:59:59Z');
    expect((await days(berlin)).streakDays).toBe(4);
    service.clock.stopAt('2031-03-06T03:00:00Z');
    expect((await days(berlin)).streakDays).toBe(0);
    await service.sql.query(`UPDATE account SET time_zone = 'Pacific/Auckland' WHERE id = $1`, [berlin.accountId]);
    await record([attempt({ at: '2031-03-05T20:00:00Z', questionId: question(5) })], berlin); // 09:00 on the 6th
    expect(await days(berlin)).toMatchObject({
      streakDays: 1,
      days: [{}, {}, {}, { date: '2031-03-04' }, { date: '2031-03-06' }],
    });
    await record([attempt({ at: '2031-03-05T02:00:00Z', questionId: question(5) })], berlin); // 15:00 on the 5th
    expect((await days(berlin)).streakDays).toBe(6);
  });

  test('have goals', async () => {
    expect((await days()).today).toEqual({ attempts: 0, minutes: 0, newQuestions: 0, reviews: 0, goalReached: null });
    await change('updatePracticeSettings', { goalMinutes: 2, goalQuestions: 2 });
    await record([attempt({ at: atHour(-48), durationMs: 1 }), attempt({ at: atHour(-1), durationMs: 119_000 })]);
    expect((await days()).today).toEqual({ attempts: 1, minutes: 1, newQuestions: 0, reviews: 1, goalReached: false });
    await record([attempt({ questionId: question(1), durationMs: 1_000 })]);
    expect((await days()).today).toEqual({ attempts: 2, minutes: 2, newQuestions: 1, reviews: 1, goalReached: true });
    // Each of them counts.
    await change('updatePracticeSettings', { goalMinutes: 3 });
    expect((await days()).today).toMatchObject({ minutes: 2, goalReached: false });
    await change('updatePracticeSettings', { goalMinutes: 2, goalQuestions: 3 });
    expect((await days()).today).toMatchObject({ attempts: 2, goalReached: false });
    await change('updatePracticeSettings', { goalQuestions: null });
    expect((await days()).today).toMatchObject({ goalReached: true });
    service.clock.stopAt('2031-03-06T04:00:00Z');
    expect((await days()).today).toMatchObject({ attempts: 0, goalReached: false });
  });
});

test('settings: what is absent stays, null clears, and what is out of range is named', async () => {
  const usual = {
    newPerDay: 10,
    reviewsPerDay: 100,
    burySiblings: true,
    goalMinutes: null,
    goalQuestions: null,
    interviewOn: null,
    minutesPerDay: null,
  };
  const settings = async (input: object) => (await change('updatePracticeSettings', input)).practice?.settings;
  expect(await settings({})).toEqual(usual);
  expect(await settings({ newPerDay: 0, goalMinutes: 30, burySiblings: false })).toEqual({
    ...usual,
    newPerDay: 0,
    goalMinutes: 30,
    burySiblings: false,
  });
  expect(await settings({ goalQuestions: 45 })).toMatchObject({ newPerDay: 0, goalMinutes: 30, goalQuestions: 45 });
  expect(await settings({ newPerDay: null, goalMinutes: null, goalQuestions: null, burySiblings: null })).toEqual(
    usual,
  );
  expect(await settings({ interviewOn: '2031-04-01', minutesPerDay: 25 })).toEqual({
    ...usual,
    interviewOn: '2031-04-01',
    minutesPerDay: 25,
  });
  expect(await settings({ interviewOn: null })).toEqual({ ...usual, minutesPerDay: 25 });
  expect(await settings({ minutesPerDay: null })).toEqual(usual);
  const refused = await change('updatePracticeSettings', {
    newPerDay: 101,
    reviewsPerDay: -1,
    goalMinutes: 0,
    goalQuestions: 501,
    minutesPerDay: 601,
  });
  expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
  expect(refused.fields?.map(({ path, code }) => `${path.join('.')} ${code}`).sort()).toEqual(
    ['goalMinutes', 'goalQuestions', 'minutesPerDay', 'newPerDay', 'reviewsPerDay'].map(
      (name) => `${name} OUT_OF_RANGE`,
    ),
  );
});

describe('the plan', () => {
  interface Day {
    readonly date: string;
    readonly reviews: number;
    readonly newQuestions: number;
    readonly minutes: number;
  }
  const plan = async (who = learner, areas: number[] | null = null) =>
    (
      await (
        await as(who)
      ).data<{ viewer: { practice: { plan: Day[] } } }>(
        'query ($areas: [Int!]) { viewer { practice { plan(areas: $areas) { date reviews newQuestions minutes } } } }',
        { areas },
      )
    ).viewer.practice.plan;
  const day = (date: string, reviews: number, newQuestions: number, minutes: number) => ({
    date,
    reviews,
    newQuestions,
    minutes,
  });

  test('goes back from the interview under the budget, and follows what is practised', async () => {
    expect(await plan()).toEqual([]);
    await change('updatePracticeSettings', { interviewOn: '2031-03-09', newPerDay: 4 });
    expect(await plan()).toEqual([]);
    await change('updatePracticeSettings', { minutesPerDay: 14 });
    expect(await plan()).toEqual([
      day('2031-03-05', 0, 4, 12),
      day('2031-03-06', 0, 4, 12),
      day('2031-03-07', 4, 0, 12),
      day('2031-03-08', 4, 0, 12),
    ]);
    // Two made, of two minutes each and one untimed: seven fit into a day, of which three are made.
    await record([
      attempt({ durationMs: 120_000 }),
      attempt({ questionId: question(1), durationMs: 90_000, at: atHour(-1) }),
      attempt({ questionId: question(2), durationMs: 130_000, at: atHour(-2), grade: 'AGAIN' }),
      attempt({ questionId: question(1), at: atHour(-2) }),
    ]);
    expect((await plan())[0]).toEqual(day('2031-03-05', 1, 1, 4));
    await change('updatePracticeSettings', { reviewsPerDay: 0, newPerDay: 0 });
    expect(await plan()).toEqual(['05', '06', '07', '08'].map((date) => day(`2031-03-${date}`, 0, 0, 0)));
  });

  test('is the learner’s own, by their days, and over when the interview’s day begins', async () => {
    const tokyo = await aPerson(service, { timeZone: 'Asia/Tokyo' });
    await change('updatePracticeSettings', { interviewOn: '2031-03-07', minutesPerDay: 600 }, tokyo);
    expect(await plan()).toEqual([]);
    const dates = async () => (await plan(tokyo)).map(({ date }) => date);
    expect(await dates()).toEqual(['2031-03-05', '2031-03-06']);
    service.clock.stopAt('2031-03-05T18:59:59Z');
    expect(await dates()).toEqual(['2031-03-05', '2031-03-06']);
    service.clock.stopAt('2031-03-05T19:00:00Z'); // 04:00 on the 6th
    expect(await plan(tokyo)).toEqual([day('2031-03-06', 0, 0, 0)]);
    service.clock.stopAt('2031-03-06T19:00:00Z');
    expect(await plan(tokyo)).toEqual([]);
    await change('updatePracticeSettings', { interviewOn: '2031-12-24' }, tokyo);
    expect((await dates()).length).toBe(60);
  });

  test('has new questions of the areas that are wanted', async () => {
    await change('updatePracticeSettings', { interviewOn: '2031-03-07', minutesPerDay: 600, newPerDay: 100 });
    const areas = (await stored(
      `SELECT area_number AS area, count(*)::int AS n FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL GROUP BY 1 ORDER BY 2, 1`,
    )) as { area: number; n: number }[];
    const [few] = areas as [{ area: number; n: number }];
    expect((await plan(learner, [few.area]))[0]).toMatchObject({ newQuestions: few.n });
    expect((await plan(learner, []))[0]).toMatchObject({ newQuestions: 0 });
    expect((await plan())[0]?.newQuestions).toBeGreaterThan(few.n);
    const [id] = (await stored(`SELECT id FROM question WHERE area_number = $1`, few.area)) as [{ id: string }];
    const card = (await record([attempt({ questionId: `question_${id.id}` })])).cards[0];
    expect((await plan(learner, [few.area]))[0]).toMatchObject({ newQuestions: few.n - 1 });
    expect((await plan())[1]).toMatchObject({ reviews: 0 });
    service.clock.stopAt('2031-03-08T12:00:00Z');
    await change('updatePracticeSettings', { interviewOn: '2031-03-09' });
    expect(await plan()).toMatchObject([{ reviews: 1 }]);
    await change('suspendCard', { cardId: card?.id });
    expect(await plan()).toMatchObject([{ reviews: 0 }]);
  });
});

describe('difficulty by evidence', () => {
  const estimate = async () =>
    (
      await (
        await as(learner)
      ).data<{ question: { difficultyEstimate: { rating: number; attempts: number } | null } }>(
        'query ($slug: String!) { question(slug: $slug) { difficultyEstimate { rating uncertainty attempts } } }',
        { slug: questions[0]?.slug },
      )
    ).question.difficultyEstimate;
  const calibrate = () => service.app.get(CalibrateQuestions, { strict: false }).execute();

  test('counts first attempts, nothing having been shown, and not the author’s own', async () => {
    await service.sql.query('DELETE FROM attempt');
    await service.sql.query('DELETE FROM reveal');
    await service.sql.query('DELETE FROM card');
    const people = [learner, await aPerson(service), await aPerson(service), await aPerson(service)] as const;
    await calibrate();
    expect(await estimate()).toBeNull();
    for (const [index, person] of people.entries())
      await record([attempt({ grade: 'AGAIN', at: atHour(-3), answerRevealed: index === 3 })], person);
    await record([attempt({ grade: 'EASY', at: atHour(-2) })]); // no first one
    await calibrate();
    const hard = await estimate();
    expect(hard).toMatchObject({ attempts: 3 });
    expect(hard?.rating).toBeGreaterThan(1_550);
    const { recordReveals } = await (
      await as(people[1])
    ).run('RecordReveals', {
      input: { reveals: [{ id: randomUUID(), questionId: question(), part: 'ANSWER', at: atHour(-4) }] },
    });
    expect(recordReveals).toMatchObject({ recorded: 1 });
    await calibrate();
    expect(await estimate()).toMatchObject({ attempts: 2 });
    await service.sql.query('UPDATE question SET author_id = $2 WHERE id = $1', [keyOf(question()), learner.accountId]);
    await record([attempt({ at: atHour(-1) })], people[2]);
    await record([attempt({ questionId: question(1) })], people[2]);
    await calibrate();
    expect(await estimate()).toMatchObject({ attempts: 1 });
    await service.sql.query('UPDATE question SET author_id = NULL WHERE id = $1', [keyOf(question())]);
  });

  test('tells moderators, and nobody else, which questions to look at', async () => {
    await service.sql.query(
      `INSERT INTO question_evidence (question_id, rating, uncertainty, attempts, learners, discrimination, reveal_rate, signals)
       SELECT id, 1500, 50, 40, 50, 0, 0.5, CASE slug WHEN $1 THEN '{LOW_DISCRIMINATION,OFTEN_REVEALED}'::text[] WHEN $2 THEN '{MISLABELLED}' ELSE '{}' END
       FROM question ON CONFLICT (question_id) DO UPDATE SET signals = excluded.signals`,
      [questions[0]?.slug, questions[1]?.slug],
    );
    const list = async (who: Person) =>
      (
        await who.client.data<{ viewer: { questionSignals: { nodes: object[] } } }>(
          '{ viewer { questionSignals(first: 5) { nodes { question { slug } signals } } } }',
        )
      ).viewer.questionSignals.nodes;
    expect(await list(learner)).toEqual([]);
    expect(await list(await aPerson(service, { roles: ['MODERATOR'] }))).toEqual([
      { question: { slug: questions[0]?.slug }, signals: ['LOW_DISCRIMINATION', 'OFTEN_REVEALED'] },
      { question: { slug: questions[1]?.slug }, signals: ['MISLABELLED'] },
    ]);
  });
});
