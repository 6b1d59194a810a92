import { and, FALSE, or, Row, type Sql, sql, TRUE, type ViewScope } from '../base/views/index.js';
import { declareSubject } from '../discussion/index.js';
import { notBlocked } from '../people/index.js';

/** In the bank: the predicate of the indexes on question. */
export function published(question: Row): Sql {
  return sql`${question}.state = 'PUBLISHED' AND ${question}.hidden_at IS NULL`;
}

export function own(row: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`coalesce(${row}.author_id = ${viewerId}, FALSE)` : FALSE;
}

/** Moderators see every state: they review. Curated questions have no author to be blocked. */
export function questionVisible(question: Row, scope: ViewScope): Sql {
  if (scope.moderator) return TRUE;
  const byNobodyHidden = scope.signedIn
    ? or(sql`${question}.author_id IS NULL`, notBlocked(sql`${question}.author_id`, scope))
    : TRUE;
  return or(and(sql`(${published(question)})`, byNobodyHidden), own(question, scope));
}

export function answerVisible(answer: Row, scope: ViewScope, within: boolean): Sql {
  const question = new Row('answered');
  return and(
    scope.moderator ? TRUE : or(sql`${answer}.hidden_at IS NULL`, own(answer, scope)),
    notBlocked(sql`${answer}.author_id`, scope),
    within
      ? TRUE
      : sql`EXISTS (SELECT FROM question AS ${question} WHERE ${question}.id = ${answer}.question_id AND ${questionVisible(question, scope)})`,
  );
}

/** Whether the viewer moderates the question's area. */
export function moderated(question: Row, { moderator, allAreas, viewerId }: ViewScope): Sql {
  if (allAreas) return TRUE;
  return moderator
    ? sql`coalesce(${question}.area_number = (SELECT g.area_number FROM role_grant g WHERE g.account_id = ${viewerId} AND g.role = 'MODERATOR'), FALSE)`
    : FALSE;
}

/** Others can see it. */
const answerOpen = (answer: Row): Sql => sql`${answer}.hidden_at IS NULL`;

/** What may be done to an answer depends on. */
export function answerFacts(answer: Row, { viewerId }: ViewScope) {
  const question = new Row('answered');
  const ofQuestion = (what: Sql) =>
    sql`(SELECT ${what} FROM question AS ${question} WHERE ${question}.id = ${answer}.question_id)`;
  return {
    own: sql`coalesce(${answer}.author_id = ${viewerId}, FALSE)`,
    asked: ofQuestion(sql`coalesce(${question}.author_id = ${viewerId}, FALSE)`),
    open: sql`(${answerOpen(answer)} AND ${ofQuestion(published(question))})`,
    area: ofQuestion(sql`${question}.area_number`),
  };
}

declareSubject({ kind: 'question', type: 'Question', table: 'question', visible: questionVisible, open: published });
declareSubject({
  kind: 'answer',
  type: 'Answer',
  table: 'answer',
  visible: (answer, scope) => answerVisible(answer, scope, false),
  open: answerOpen,
});
