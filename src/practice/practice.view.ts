import { FALSE, one, sql, TRUE, value, type ViewSet } from '../base/views/index.js';

export const practiceViews: ViewSet = {
  views: { Reveals: {} },
  fields: {
    Question: {
      viewerAttempts: value((question, { signedIn, viewerId }) =>
        signedIn
          ? sql`(SELECT count(*) FROM attempt a WHERE a.account_id = ${viewerId} AND a.question_id = ${question}.id)`
          : sql`0`,
      ),
      viewerReveals: one('Reveals', {
        // An aggregate: there is always exactly one row.
        from: (question, { viewerId }) =>
          sql`(SELECT count(DISTINCT r.hint) AS hints, coalesce(bool_or(r.part = 'ANSWER'), FALSE) AS answer FROM reveal r WHERE r.account_id = ${viewerId} AND r.question_id = ${question}.id)`,
      }),
    },
  },
  filters: {
    QuestionFilter: {
      notAttempted: {
        where: (question, _given, { signedIn, viewerId }) =>
          signedIn
            ? sql`NOT EXISTS (SELECT FROM attempt a WHERE a.account_id = ${viewerId} AND a.question_id = ${question}.id)`
            : TRUE,
        excludes: (question, { signedIn, viewerId }) =>
          signedIn
            ? sql`${question}.id = ANY (ARRAY(SELECT a.question_id FROM attempt a WHERE a.account_id = ${viewerId}))`
            : FALSE,
      },
    },
  },
};
