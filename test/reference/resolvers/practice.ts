import { createHash } from 'node:crypto';

import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs';

import { Temporal } from '../../../src/base/time/index.js';

import { micros } from '../format.js';
import type { Look, Resolvers } from '../look.js';
import { ascending, descending, pageOf } from '../pages.js';
import type { RowOf, Tables } from '../tables.js';

const LEECH = 8;

/** The card of every account at every question. */
export function cardsOf(tables: Tables): RowOf[] {
  const by = (table: string) =>
    new Map((tables[table] ?? []).map((row) => [`${String(row.account_id)} ${String(row.question_id)}`, row]));
  const [cards, choices] = [by('card'), by('card_choice')];
  return (tables.account ?? []).flatMap(({ id: account_id }) =>
    (tables.question ?? []).map((question) => {
      const key = `${String(account_id)} ${String(question.id)}`;
      const [card, choice] = [cards.get(key), choices.get(key)];
      const lapses = Number(card?.lapses ?? 0);
      const leech = lapses - Number(choice?.lapses_forgiven ?? 0) >= LEECH;
      const hex = createHash('md5')
        .update(`${String(account_id)}${String(question.id)}`)
        .digest('hex');
      return {
        id: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
        account_id,
        question_id: question.id,
        due_at: card?.due_at ?? null,
        reps: card?.reps ?? 0,
        lapses,
        leech,
        suspended: choice?.suspended === true || leech,
        first_until: card?.first_until ?? null,
        last_until: card?.last_until ?? null,
      };
    }),
  );
}

/** The account's own, of the questions that it can see. */
export function seesCard({ eyes, rules }: Look, { account_id, question_id }: RowOf): boolean {
  const question = rules.one('question', 'id', question_id);
  return rules.isSelf(eyes, account_id) && question !== undefined && rules.question(eyes, question);
}

const mine = (look: Look) =>
  look.rules.rows('practice_card', 'account_id', look.eyes.id).filter((card) => seesCard(look, card));
const comes = ({ rules }: Look, instant: unknown) => instant !== null && !rules.passed(instant);
const settingsOf = ({ eyes, rules }: Look): RowOf => rules.one('practice_settings', 'account_id', eyes.id) ?? {};

function dueCards(look: Look): RowOf[] {
  return mine(look)
    .filter(({ due_at, suspended }) => due_at !== null && look.rules.passed(due_at) && suspended !== true)
    .sort(
      (a, b) => Number(micros(String(a.due_at)) - micros(String(b.due_at))) || (String(a.id) < String(b.id) ? -1 : 1),
    );
}

/** All of the account's, whether or not it can still see what they ask. */
const stored = ({ eyes, rules }: Look) => rules.rows('card', 'account_id', eyes.id);
const introduced = (look: Look) => stored(look).filter(({ first_until }) => comes(look, first_until));
const reviewed = (look: Look) =>
  stored(look).filter(({ first_until, last_until }) => comes(look, last_until) && !comes(look, first_until));

function reviews(look: Look): RowOf[] {
  let left = Math.max(0, Number(settingsOf(look).reviews_per_day ?? 100) - reviewed(look).length);
  return dueCards(look).filter(({ last_until }) => comes(look, last_until) || left-- > 0);
}

function firstTopic({ rules }: Look, question: unknown): unknown {
  return rules.rows('question_topic', 'question_id', question).find(({ position }) => position === 1)?.topic_id;
}

function unasked(look: Look): RowOf[] {
  const { eyes, rules } = look;
  const settings = settingsOf(look);
  const left = Math.max(0, Number(settings.new_per_day ?? 10) - introduced(look).length);
  const buries = settings.bury_siblings !== false;
  const taken = new Set(buries ? introduced(look).map(({ question_id }) => firstTopic(look, question_id)) : []);
  const chosen: RowOf[] = [];
  for (const card of mine(look)
    .filter(({ due_at }) => due_at === null)
    .sort(byDemand(look))) {
    const question = rules.one('question', 'id', card.question_id) as RowOf;
    const choice = rules
      .rows('card_choice', 'account_id', eyes.id)
      .find(({ question_id }) => question_id === question.id);
    if (!rules.questionIsOut(question) || rules.isSelf(eyes, question.author_id) || choice?.suspended === true)
      continue;
    const kin = buries ? (firstTopic(look, question.id) ?? question.id) : question.id;
    if (taken.has(kin)) continue;
    taken.add(kin);
    chosen.push(card);
  }
  return chosen.slice(0, left);
}

function demand({ rules }: Look, { question_id }: RowOf): readonly [asked: number, difficulty: number] {
  const question = rules.one('question', 'id', question_id);
  return [Number(question?.asked_in), Number(question?.difficulty)];
}

const byDemand = (look: Look) => (a: RowOf, b: RowOf) => {
  const [[askedA, hardA], [askedB, hardB]] = [demand(look, a), demand(look, b)];
  return askedB - askedA || hardA - hardB || (String(a.question_id) < String(b.question_id) ? -1 : 1);
};

function streak(look: Look, account: unknown): number {
  const days = [...look.rules.rows('practice_day', 'account_id', account)].sort((a, b) =>
    String(a.day) < String(b.day) ? 1 : -1,
  );
  if (!days[0] || look.rules.passed(days[0].streak_until)) return 0;
  const number = ({ day }: RowOf) => Date.parse(String(day)) / 86_400_000;
  const broken = days.findIndex((day, index) => number(day) !== number(days[0] as RowOf) - index);
  return broken < 0 ? days.length : broken;
}

const signalCount = ({ signals }: RowOf) => (signals as string[]).length;

function questionOf({ question_id }: RowOf, { eyes, rules }: Look): RowOf | null {
  const question = rules.one('question', 'id', question_id);
  return question && rules.question(eyes, question) ? question : null;
}

const DAY_MS = 86_400_000;
const fsrs = new FSRSAlgorithm(generatorParameters({ maximum_interval: 365 }));

/** The learner's day, numbered from 1970. */
function dayAt(instant: unknown, timeZone: unknown): number {
  const ms = Number(micros(String(instant)) / 1_000n);
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(String(timeZone)).toPlainDateTime();
  return Date.parse(wall.subtract({ hours: 4 }).toPlainDate().toString()) / DAY_MS;
}

function medianOf(look: Look): number | undefined {
  const undone = new Set(
    look.rules.rows('attempt_undone', 'account_id', look.eyes.id).map(({ attempt_id }) => attempt_id),
  );
  const timed = look.rules
    .rows('attempt', 'account_id', look.eyes.id)
    .filter(({ id, duration_ms }) => duration_ms !== null && !undone.has(id))
    .map(({ duration_ms }) => Number(duration_ms))
    .sort((a, b) => a - b);
  return timed[Math.ceil(timed.length / 2) - 1];
}

/** Untried questions of the wanted areas, whatever today's cap and siblings are. */
function untried(look: Look, areas: readonly number[] | null | undefined): number {
  const { eyes, rules } = look;
  const choices = rules.rows('card_choice', 'account_id', eyes.id);
  return mine(look).filter(({ due_at, question_id }) => {
    const question = rules.one('question', 'id', question_id) as RowOf;
    const isUnwanted = choices.some((choice) => choice.question_id === question_id && choice.suspended === true);
    const isWanted = areas == null || areas.includes(Number(question.area_number));
    return (
      due_at === null &&
      isWanted &&
      !isUnwanted &&
      rules.questionIsOut(question) &&
      !rules.isSelf(eyes, question.author_id)
    );
  }).length;
}

/** Minute by minute, as somebody would do it by hand: what is due, then what is new, until the day's time is spent. */
function planOf(account: RowOf, look: Look, areas: readonly number[] | null | undefined): RowOf[] {
  const settings = settingsOf(look);
  if (settings.interview_on == null || settings.minutes_per_day == null) return [];
  const today = dayAt(look.rules.now, account.time_zone);
  const interview = Date.parse(settings.interview_on as string) / DAY_MS;
  const cost = Math.max(1_000, medianOf(look) ?? 180_000);
  const kept = new Map(stored(look).map((row) => [row.question_id, row]));
  let cards = mine(look)
    .filter(({ due_at, suspended }) => due_at !== null && suspended !== true)
    .map(({ question_id, due_at }) => {
      const row = kept.get(question_id) as RowOf;
      return {
        at: micros(String(due_at)),
        key: String(question_id),
        due: dayAt(due_at, account.time_zone),
        last: Date.parse(String(row.last_day)) / DAY_MS,
        memory: { stability: Number(row.stability), difficulty: Number(row.difficulty) },
      };
    })
    .sort((a, b) => Number(a.at - b.at) || (a.key < b.key ? -1 : 1));
  let fresh = untried(look, areas);
  const days: RowOf[] = [];
  for (let day = today; day < interview && days.length < 60; day++) {
    const isToday = day === today;
    const spent = look.rules
      .rows('practice_day', 'account_id', account.id)
      .filter(({ ends_at }) => isToday && comes(look, ends_at))
      .reduce((all, { attempts }) => all + Number(attempts) * cost, 0);
    let left = Number(settings.minutes_per_day) * 60_000 - spent;
    let reviewsLeft = Number(settings.reviews_per_day ?? 100) - (isToday ? reviewed(look).length : 0);
    let newLeft = Number(settings.new_per_day ?? 10) - (isToday ? introduced(look).length : 0);
    const due = cards.filter((card) => card.due <= day).sort((a, b) => a.due - b.due);
    const done: typeof cards = [];
    for (const card of due) {
      if (left < cost || reviewsLeft <= 0) break;
      [left, reviewsLeft] = [left - cost, reviewsLeft - 1];
      const memory = fsrs.next_state(card.memory, Math.max(0, day - card.last), 3);
      done.push({ ...card, last: day, memory, due: day + fsrs.next_interval(memory.stability, 0) });
    }
    const reviewedCards = new Set(due.slice(0, done.length));
    const before = fresh;
    while (day !== interview - 1 && left >= cost && newLeft > 0 && fresh > 0) {
      [left, newLeft, fresh] = [left - cost, newLeft - 1, fresh - 1];
      const memory = fsrs.next_state(null, 0, 3);
      done.push({ at: 0n, key: '', last: day, memory, due: day + fsrs.next_interval(memory.stability, 0) });
    }
    cards = [...cards.filter((card) => !reviewedCards.has(card)), ...done];
    days.push({
      date: new Date(day * DAY_MS).toISOString().slice(0, 10),
      reviews: reviewedCards.size,
      newQuestions: before - fresh,
      minutes: Math.ceil((done.length * cost) / 60_000),
    });
  }
  return days;
}

const minutes = (ms: number) => Math.floor(ms / 60_000);

export const practice: Resolvers = {
  Viewer: {
    practice: (account) => account,
    questionSignals: (_, look, args) => {
      const rows = look.rules.all('question_evidence').filter((row) => signalCount(row) > 0);
      const order = descending(['number', signalCount]);
      const seen = look.rules.isModerator(look.eyes) ? rows : [];
      return pageOf(look, 'Viewer.questionSignals', seen, order, args, 'question_id');
    },
  },
  QuestionSignals: { question: questionOf },
  Question: {
    difficultyEstimate: ({ id }, { rules }) => {
      const evidence = rules.one('question_evidence', 'question_id', id);
      return evidence?.rating == null ? null : evidence;
    },
  },
  Practice: {
    dueCount: (_, look) => dueCards(look).length,
    newToday: (_, look) => unasked(look).length,
    streakDays: ({ id }, look) => streak(look, id),
    queue: (_, look, args) => {
      const order = ascending(
        ['boolean', ({ due_at }) => due_at === null],
        ['instant', ({ due_at }) => due_at ?? '-infinity'],
        ['number', (card) => (card.due_at === null ? -demand(look, card)[0] : 0)],
        ['number', (card) => (card.due_at === null ? demand(look, card)[1] : 0)],
      );
      return pageOf(look, 'Practice.queue', [...reviews(look), ...unasked(look)], order, args);
    },
    suspended: (_, look, args) => {
      const rows = mine(look).filter(({ suspended }) => suspended === true);
      const order = ascending(['instant', ({ due_at }) => due_at ?? '-infinity']);
      return pageOf(look, 'Practice.suspended', rows, order, args);
    },
    days: ({ id }, { rules }, { from, to }) =>
      rules
        .rows('practice_day', 'account_id', id)
        .filter(({ day }) => from <= String(day) && String(day) <= to)
        .sort((a, b) => (String(a.day) < String(b.day) ? -1 : 1))
        .slice(0, 366),
    today: ({ id }, look) => {
      const days = look.rules.rows('practice_day', 'account_id', id).filter(({ ends_at }) => comes(look, ends_at));
      const sum = (column: string) => days.reduce((all, day) => all + Number(day[column]), 0);
      const { goal_minutes: goalMinutes = null, goal_questions: goalQuestions = null } = settingsOf(look);
      const [attempts, spent] = [sum('attempts'), minutes(sum('duration_ms'))];
      const isReached = spent >= Number(goalMinutes ?? 0) && attempts >= Number(goalQuestions ?? 0);
      return {
        attempts,
        minutes: spent,
        newQuestions: introduced(look).length,
        reviews: reviewed(look).length,
        goalReached: goalMinutes === null && goalQuestions === null ? null : isReached,
      };
    },
    plan: (account, look, { areas }) => planOf(account, look, areas),
    settings: (_, look) => ({
      new_per_day: 10,
      reviews_per_day: 100,
      bury_siblings: true,
      ...settingsOf(look),
    }),
  },
  PracticeDay: { date: ({ day }) => day, minutes: ({ duration_ms }) => minutes(Number(duration_ms)) },
  Card: { question: questionOf },
};
