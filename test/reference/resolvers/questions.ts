import type { Filter, Look, Resolvers } from '../look.js';
import { ascending, descending, type Order, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { bookmarked, discussed, reactedTo } from './discussion.js';
import { accountOf, personIn } from './people.js';
import { allowed, denied, type Permission } from './permission.js';
import { isAbout, topicsOf } from './skills.js';

const topics = (look: Look, { id }: RowOf) => topicsOf(look, 'question_topic', 'question_id', id);
const difficultyOf = ({ difficulty }: RowOf) => ['EASY', 'MEDIUM', 'HARD'][Number(difficulty) - 1] as string;

function attempts({ eyes, rules }: Look, { id }: RowOf): number {
  return rules
    .rows('attempt', 'question_id', id)
    .filter((row) => rules.isSelf(eyes, row.account_id))
    .filter(
      (row) =>
        !rules.rows('attempt_undone', 'attempt_id', row.id).some((undone) => undone.account_id === row.account_id),
    ).length;
}

/** Published ones of all; in other states the viewer's own, to moderators everybody's. */
function hasStatus({ eyes, rules }: Look, question: RowOf, statuses: readonly string[]): boolean {
  const status = rules.questionStatus(question);
  if (!statuses.includes(status)) return false;
  return status === 'PUBLISHED' || rules.isSelf(eyes, question.author_id) || rules.isModerator(eyes);
}

function isWanted(look: Look, question: RowOf, filter: Filter): boolean {
  const { areas, topics: slugs, difficulty, kinds, author, notAttempted, statuses } = filter;
  const writer = author == null ? undefined : accountOf(look, author);
  return (
    (areas == null || areas.includes(Number(question.area_number))) &&
    isAbout(topics(look, question), { topics: slugs }) &&
    (difficulty == null || difficulty.includes(difficultyOf(question))) &&
    (kinds == null || kinds.includes(String(question.kind))) &&
    (author == null || (writer !== undefined && question.author_id === writer)) &&
    (notAttempted !== true || attempts(look, question) === 0) &&
    hasStatus(look, question, statuses ?? ['PUBLISHED'])
  );
}

const orders = (look: Look): Record<string, Order> => ({
  NEWEST: descending(['instant', (question) => question.published_at ?? '-infinity']),
  EASIEST: ascending(['number', (question) => question.difficulty]),
  HARDEST: descending(['number', (question) => question.difficulty]),
  MOST_ASKED: descending(['number', (question) => topics(look, question)[0]?.asked_in ?? 0]),
});

const best = descending(['boolean', (answer) => answer.accepted], ['number', (answer) => answer.score]);

function answersTo({ eyes, rules }: Look, { id }: RowOf): RowOf[] {
  return rules.rows('answer', 'question_id', id).filter((answer) => rules.answer(eyes, answer));
}

/** The points of a rubric, with ids that no other question's have. */
export function rubricOf({ rubric }: RowOf, question: unknown): RowOf[] {
  return (rubric as RowOf[]).map((point) => ({ ...point, rubricId: `rubric_${String(question)}_${String(point.id)}` }));
}

function canEdit({ eyes, rules }: Look, question: RowOf): Permission {
  if (eyes.id === null) return denied('SIGN_IN');
  if (rules.moderates(eyes, question.area_number)) return allowed();
  if (!rules.isSelf(eyes, question.author_id)) return denied('NOT_YOURS');
  return ['DRAFT', 'NEEDS_WORK'].includes(rules.questionStatus(question)) ? allowed() : denied('WRONG_STATE');
}

export const questions: Resolvers = {
  Query: {
    question: (_, { eyes, rules }, { slug }) => {
      const named = rules.one('question', 'slug', slug);
      const found = named?.successor_id == null ? named : rules.one('question', 'id', named.successor_id);
      return found && rules.question(eyes, found) ? found : null;
    },
    questions: (_, look, args) => {
      const orderBy = args.orderBy ?? 'NEWEST';
      const rows = look.rules
        .all('question')
        .filter((question) => look.rules.question(look.eyes, question) && isWanted(look, question, args.filter ?? {}));
      return pageOf(look, `Query.questions ${orderBy}`, rows, orders(look)[orderBy] as Order, args);
    },
  },
  SkillArea: {
    studyGuide: ({ number }, { rules }) => rules.one('study_guide', 'area_number', number),
    questions: ({ number }, look, args) => {
      const { eyes, rules } = look;
      const rows = rules
        .rows('question', 'area_number', number)
        .filter((question) => rules.questionIsOut(question) && rules.question(eyes, question));
      return pageOf(look, 'SkillArea.questions', rows, orders(look).NEWEST as Order, args);
    },
  },
  StudyGuide: {
    questions: ({ area_number }, { eyes, rules }) =>
      [...rules.rows('study_guide_question', 'area_number', area_number)]
        .sort((a, b) => Number(a.position) - Number(b.position))
        .map(({ question_id }) => rules.one('question', 'id', question_id) as RowOf)
        .filter((question) => rules.questionIsOut(question) && rules.question(eyes, question)),
  },
  Question: {
    ...discussed,
    ...bookmarked,
    status: (question, { rules }) => rules.questionStatus(question),
    difficulty: difficultyOf,
    area: (question, { rules }) => rules.one('skill_area', 'number', question.area_number),
    topics: (question, look) => topics(look, question),
    answer: (question, look) => (canEdit(look, question).allowed ? question.answer : null),
    rubric: (question) => rubricOf(question, question.id),
    author: ({ author_id }, look) => personIn(look, 'profile', author_id),
    viewerCanEdit: (question, look) => canEdit(look, question),
    viewerAttempts: (question, look) => attempts(look, question),
    viewerReveals: ({ id }, { eyes, rules }) => {
      const own = rules.rows('reveal', 'question_id', id).filter((row) => rules.isSelf(eyes, row.account_id));
      return {
        hints: new Set(own.filter(({ part }) => part === 'HINT').map(({ hint }) => hint)).size,
        answer: own.some(({ part }) => part === 'ANSWER'),
      };
    },
    answerCount: (question, look) => answersTo(look, question).length,
    answers: (question, look, args) => pageOf(look, 'Question.answers', answersTo(look, question), best, args),
  },
  RubricPoint: { id: ({ rubricId }) => rubricId },
  Answer: {
    ...discussed,
    ...reactedTo,
    viewerVote: ({ id }, { eyes, rules }) =>
      rules.rows('answer_vote', 'answer_id', id).find((vote) => rules.isSelf(eyes, vote.account_id))?.value ?? 0,
    score: ({ id }, { rules }) =>
      rules.rows('answer_vote', 'answer_id', id).reduce((sum, { value }) => sum + Number(value), 0),
    author: ({ author_id }, look) => personIn(look, 'profile', author_id),
    question: ({ question_id }, { eyes, rules }) => {
      const question = rules.one('question', 'id', question_id);
      return question && rules.question(eyes, question) ? question : null;
    },
  },
};
