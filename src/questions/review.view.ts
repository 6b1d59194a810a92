import {
  and,
  ascending,
  connection,
  FALSE,
  type Row,
  type Sql,
  sql,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { moderated, published } from './question.visibility.js';

function ofTheirAreas(question: Row, scope: ViewScope, waiting: Sql): Sql {
  return scope.moderator ? and(waiting, moderated(question, scope)) : FALSE;
}

/** What waits for moderators. The keys are those of the indexes question_to_review and question_to_verify. */
export const reviewViews: ViewSet = {
  fields: {
    Viewer: {
      questionsToReview: connection('Question', {
        where: (question, _viewer, scope) =>
          ofTheirAreas(question, scope, sql`${question}.state = 'IN_REVIEW' AND ${question}.hidden_at IS NULL`),
        order: ascending([
          'timestamptz',
          (question) => sql`coalesce(${question}.submitted_at, ${question}.created_at)`,
        ]),
      }),
      questionsToVerify: connection('Question', {
        where: (question, _viewer, scope) => ofTheirAreas(question, scope, published(question)),
        order: ascending(['date', (question) => sql`coalesce(${question}.verified_at, '-infinity')`]),
      }),
    },
  },
};
