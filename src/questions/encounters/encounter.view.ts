import { type RootPolicy, SIGNED_IN, verified } from '../../base/access/index.js';
import {
  connection,
  descending,
  FALSE,
  join,
  many,
  one,
  raw,
  sql,
  value,
  type Row,
  type Sql,
  type ViewSet,
} from '../../base/views/index.js';
import { Encounter } from './encounter.entity.js';

/** Fewer people than this who say the same could be told apart. */
const ENOUGH = 3;
/** Numbers are told in steps: between two of them nobody notices that one more person said something. */
const STEPS = [100, 50, 20, 10, 5, ENOUGH];
const MOST_SHOWN = 20;

const month = (row: Row): Sql => sql`to_char(${row}.month, 'YYYY-MM')`;
const steps = join(
  STEPS.map((step) => sql`WHEN said.people >= ${raw(String(step))} THEN ${raw(String(step))}`),
  ' ',
);

/** What enough people say of a question: of one company, role and month, and of a company altogether. */
const saidOf = (question: Row): Sql =>
  sql`(SELECT said.company, said.role, said.month, CASE ${steps} END AS at_least, said.company_key
    FROM (
      SELECT min(e.company COLLATE "C") AS company, e.company_key, e.role, to_char(e.month, 'YYYY-MM') AS month, count(DISTINCT e.account_id) AS people
      FROM encounter e WHERE e.question_id = ${question}.id
      GROUP BY GROUPING SETS ((e.company_key), (e.company_key, e.role, e.month))
    ) AS said
    WHERE said.people >= ${raw(String(ENOUGH))}
    ORDER BY at_least DESC, said.company_key COLLATE "C", said.month DESC NULLS FIRST, said.role COLLATE "C" NULLS FIRST
    LIMIT ${raw(String(MOST_SHOWN))})`;

export const encounterViews: ViewSet = {
  views: {
    QuestionEncounter: {},
    Encounter: {
      entity: Encounter,
      id: { prefix: 'encounter' },
      // Moderators don't see it either: whom it is of is nobody's business.
      visible: (encounter, { signedIn, viewerId }) => (signedIn ? sql`${encounter}.account_id = ${viewerId}` : FALSE),
      fields: {
        question: one('Question', { key: (encounter) => sql`${encounter}.question_id` }),
        month: value(month),
      },
    },
  },
  fields: {
    Question: {
      encounters: many('QuestionEncounter', {
        from: saidOf,
        order: (said) =>
          sql`${said}.at_least DESC, ${said}.company_key COLLATE "C", ${said}.month DESC NULLS FIRST, ${said}.role COLLATE "C" NULLS FIRST`,
      }),
    },
    Viewer: {
      encounters: connection('Encounter', {
        where: (encounter, viewer) => sql`${encounter}.account_id = ${viewer}.id`,
        order: descending(['timestamptz', (encounter) => sql`${encounter}.created_at`]),
      }),
    },
  },
};

export const encounterPolicy: RootPolicy = {
  'Mutation.recordEncounter': verified(SIGNED_IN),
  'Mutation.removeEncounter': SIGNED_IN,
};
