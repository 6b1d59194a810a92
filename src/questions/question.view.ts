import {
  and,
  type Arguments,
  ascending,
  connection,
  derived,
  descending,
  type Excluded,
  FALSE,
  identifier,
  join,
  literal,
  many,
  one,
  or,
  raw,
  Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { bookmarkSubject, commentSubject, reactionSubject } from '../discussion/index.js';
import { blockedPeople } from '../people/index.js';
import { type Narrowing, narrowing, publicCount, type TagTable, taggedWithTopics, topicsOf } from '../skills/index.js';
import { Answer, Question, StudyGuide } from './question.entity.js';
import { answerFacts, answerVisible, moderated, own, published, questionVisible } from './question.visibility.js';
import { LONGEST_COMPARED, mostAlike } from './similar-questions.js';
import { AUTHOR_MAY_EDIT, canAccept, canEditQuestion, canVote } from './question.policy.js';

export const questionTags: TagTable = { table: 'question_topic', owner: 'question_id' };

const status = (question: Row): Sql =>
  sql`CASE WHEN ${question}.hidden_at IS NOT NULL THEN 'HIDDEN' ELSE ${question}.state END`;

/** Rows with the status that the contract calls so; what isn't published is for its author and moderators. */
function hasStatus(question: Row, asked: string, scope: ViewScope): Sql {
  if (asked === 'PUBLISHED') return sql`(${published(question)})`;
  const mine = scope.moderator ? TRUE : own(question, scope);
  return and(
    mine,
    asked === 'HIDDEN'
      ? sql`${question}.hidden_at IS NOT NULL`
      : sql`(${question}.hidden_at IS NULL AND ${question}.state = ${literal(asked)})`,
  );
}

const DIFFICULTIES = ['EASY', 'MEDIUM', 'HARD'];
const difficultyNames = sql`(ARRAY[${join(DIFFICULTIES.map(literal), ', ')}])`;

const TRAITS = ['difficulty', 'kinds'];

/** Published questions within a narrowing. */
function within(question: Row, { areas, traits = [] }: Narrowing): Sql {
  return and(
    published(question),
    areas ? sql`${question}.area_number = ANY (${areas})` : TRUE,
    ...traits.map((trait) => sql`ARRAY[${difficultyNames}[${question}.difficulty], ${question}.kind] && ${trait}`),
  );
}

/** Counters of what everybody sees, less what blocked people have written and what filters leave out. */
function publicTotal(scope: ViewScope, narrow: Narrowing, excluded?: Excluded): Sql {
  const counted = publicCount('question', narrow);
  const question = new Row('q');
  const blocked = blockedPeople(scope);
  const without = or(
    blocked ? sql`${question}.author_id = ANY (${blocked})` : FALSE,
    excluded ? excluded.rows(question) : FALSE,
  );
  if (without === FALSE) return counted;
  const fewer = and(within(question, narrow), sql`(${without})`);
  return sql`(${counted} - (SELECT count(*) FROM question ${question} WHERE ${fewer}))`;
}

export function publishedUnlessAsked(question: Row, args: Arguments): Sql {
  return args.has('filter.statuses') ? TRUE : published(question);
}

/** What has no time yet comes last where it is listed; elsewhere the plain column lets the index order the rows. */
const newest = descending([
  'timestamptz',
  (question, _scope, args) =>
    args.choices('filter.statuses').every((asked) => asked === 'PUBLISHED')
      ? sql`${question}.published_at`
      : sql`coalesce(${question}.published_at, '-infinity')`,
]);
const newestPublished = descending(['timestamptz', (question) => sql`${question}.published_at`]);

/** FROM item: the objects of a jsonb array in their order, with these keys as columns of text. */
function objectsIn(list: Sql, ...keys: string[]): Sql {
  const columns = keys.map((key) => sql`item.value ->> ${literal(key)} AS ${identifier(key)}`);
  return sql`(SELECT ${join(columns, ', ')}, item.position FROM jsonb_array_elements(${list}) WITH ORDINALITY AS item(value, position))`;
}

/** The points of a rubric with ids of their own. */
const rubricOf = (questionId: (row: Row) => Sql) =>
  many('RubricPoint', {
    from: (row) =>
      sql`(SELECT concat('rubric_', ${questionId(row)}, '_', item.value ->> 'id') AS id, item.value ->> 'text' AS text, (item.value ->> 'points')::int AS points, item.position
           FROM jsonb_array_elements(${row}.rubric) WITH ORDINALITY AS item(value, position))`,
    order: (point) => sql`${point}.position`,
  });

export const questionViews: ViewSet = {
  views: {
    Question: {
      entity: Question,
      id: { prefix: 'question' },
      visible: questionVisible,
      fields: {
        ...commentSubject,
        ...bookmarkSubject,
        status: value(status),
        difficulty: value((question) => sql`${difficultyNames}[${question}.difficulty]`),
        area: one('SkillArea', { where: (area, question) => sql`${area}.number = ${question}.area_number` }),
        topics: topicsOf(questionTags),
        answer: value((question, scope) => {
          const editable = sql`${question}.state IN (${join(AUTHOR_MAY_EDIT.map(literal), ', ')})`;
          return sql`CASE WHEN ${or(moderated(question, scope), and(own(question, scope), editable))} THEN ${question}.answer END`;
        }),
        rubric: rubricOf((question) => sql`${question}.id`),
        followUps: many('FollowUp', {
          from: (question) => objectsIn(sql`${question}.follow_ups`, 'prompt', 'probes'),
          order: (followUp) => sql`${followUp}.position`,
        }),
        references: many('Reference', {
          from: (question) => objectsIn(sql`${question}."references"`, 'title', 'url'),
          order: (reference) => sql`${reference}.position`,
        }),
        author: one('Profile', { key: (question) => sql`${question}.author_id` }),
        successor: one('Question', { key: (question) => sql`${question}.successor_id` }),
        versions: many('QuestionVersion', {
          from: (question) =>
            sql`(SELECT v.* FROM question_version v WHERE v.question_id = ${question}.id ORDER BY v.version DESC LIMIT 20)`,
          order: (version) => sql`${version}.version DESC`,
        }),
        decisions: many('QuestionDecision', {
          from: (question, scope) => {
            const reads = scope.moderator ? TRUE : own(question, scope);
            return sql`(SELECT d.* FROM question_decision d WHERE d.question_id = ${question}.id AND ${reads} ORDER BY d.decided_at DESC, d.id DESC LIMIT 10)`;
          },
          order: (decision) => sql`${decision}.decided_at DESC, ${decision}.id DESC`,
        }),
        viewerCanEdit: derived<Parameters<typeof canEditQuestion>[0]>(
          (question, { viewerId }) => ({
            own: sql`coalesce(${question}.author_id = ${viewerId}, FALSE)`,
            state: sql`${question}.state`,
            area: sql`${question}.area_number`,
          }),
          (facts, { viewer }) => canEditQuestion(facts, viewer),
        ),
        answerCount: value(
          (question, scope) =>
            sql`(SELECT count(*) FROM answer AS counted WHERE counted.question_id = ${question}.id AND ${answerVisible(new Row('counted'), scope, true)})`,
        ),
        answers: connection('Answer', {
          where: (answer, question) => sql`${answer}.question_id = ${question}.id`,
          order: descending(
            ['boolean', (answer) => sql`${answer}.accepted`],
            ['int', (answer) => sql`${answer}.score`],
          ),
          within: true,
        }),
      },
    },
    QuestionVersion: { fields: { rubric: rubricOf((version) => sql`${version}.question_id`) } },
    QuestionDecision: {},
    RubricPoint: {},
    FollowUp: {},
    Reference: {},
    Answer: {
      entity: Answer,
      id: { prefix: 'answer' },
      visible: answerVisible,
      fields: {
        ...commentSubject,
        ...reactionSubject,
        viewerVote: value((answer, { signedIn, viewerId }) =>
          signedIn
            ? sql`coalesce((SELECT v.value FROM answer_vote v WHERE v.answer_id = ${answer}.id AND v.account_id = ${viewerId}), 0)`
            : sql`0`,
        ),
        viewerCanVote: derived<Parameters<typeof canVote>[0]>(
          (answer, scope) => answerFacts(answer, scope),
          (facts, { viewer }) => canVote(facts, viewer),
        ),
        viewerCanAccept: derived<Parameters<typeof canAccept>[0]>(
          (answer, scope) => answerFacts(answer, scope),
          (facts, { viewer }) => canAccept(facts, viewer),
        ),
        author: one('Profile', { key: (answer) => sql`${answer}.author_id` }),
        question: one('Question', { key: (answer) => sql`${answer}.question_id` }),
      },
    },
    StudyGuide: {
      entity: StudyGuide,
      fields: {
        questions: many('Question', {
          from: (guide) =>
            sql`(SELECT q.*, link.position FROM study_guide_question link JOIN question q ON q.id = link.question_id WHERE link.area_number = ${guide}.area_number)`,
          where: (question) => published(question),
          order: (question) => sql`${question}.position`,
        }),
      },
    },
  },
  fields: {
    Query: {
      question: one('Question', {
        // Who asks for one that left the bank gets its successor, whether or not they could see the old one.
        where: (question, _row, _scope, args) =>
          sql`${question}.id = (SELECT coalesce(named.successor_id, named.id) FROM question named WHERE named.slug = ${args.param('slug', 'text')})`,
      }),
      similarQuestions: many('Question', {
        from: (_row, scope, args) =>
          sql`(SELECT q.*, alike.likeness FROM (${mostAlike(
            scope,
            args.param('prompt', 'text', (text) => String(text).slice(0, LONGEST_COMPARED)),
          )}) AS alike JOIN question q ON q.id = alike.id)`,
        order: (question) => sql`${question}.likeness DESC, ${question}.id`,
      }),
      questions: connection('Question', {
        where: (question, _row, _scope, args) => publishedUnlessAsked(question, args),
        total: (_row, scope, args, excluded) => {
          const narrow = narrowing(args, TRAITS, excluded.filters);
          return narrow && publicTotal(scope, narrow, excluded);
        },
      }),
    },
    SkillArea: {
      questions: connection('Question', {
        where: (question, area) => and(published(question), sql`${question}.area_number = ${area}.number`),
        order: newestPublished,
        total: (area, scope) => publicTotal(scope, { areas: sql`ARRAY[${area}.number::int]` }),
      }),
      studyGuide: one('StudyGuide', { where: (guide, area) => sql`${guide}.area_number = ${area}.number` }),
    },
  },
  filters: {
    QuestionFilter: {
      // Equality with one area, as most ask, lets an index give its questions in order; among several they are picked out of all.
      areas: (question, given, _scope, args) =>
        args.isOne('filter.areas')
          ? sql`${question}.area_number = (${given('int[]')})[1]`
          : sql`${question}.area_number = ANY (${given('int[]')})`,
      topics: (question, given) => taggedWithTopics(questionTags, sql`${question}.id`, given('text[]')),
      difficulty: (question, _given, _scope, args) =>
        or(
          ...args
            .choices('filter.difficulty')
            .map((name) => sql`${question}.difficulty = ${raw(String(DIFFICULTIES.indexOf(name) + 1))}`),
        ),
      kinds: (question, given) => sql`${question}.kind = ANY (${given('text[]')})`,
      author: (question, given) =>
        sql`${question}.author_id = (SELECT p.account_id FROM profile p WHERE p.handle = ${given('citext')})`,
      statuses: (question, _given, scope, args) =>
        or(...args.choices('filter.statuses').map((asked) => hasStatus(question, asked, scope))),
    },
  },
  orders: {
    QuestionOrder: {
      NEWEST: newest,
      EASIEST: ascending(['int', (question) => sql`${question}.difficulty`]),
      HARDEST: descending(['int', (question) => sql`${question}.difficulty`]),
      MOST_ASKED: descending(['int', (question) => sql`${question}.asked_in`]),
    },
  },
};
