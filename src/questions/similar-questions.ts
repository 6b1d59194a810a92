import { and, FALSE, raw, Row, type Sql, sql, type ViewScope } from '../base/views/index.js';
import { published, questionVisible } from './question.visibility.js';

/** A likeness takes time with the length of both. */
export const LONGEST_COMPARED = 2_000;
const MOST_ALIKE = 5;

/**
 * SELECT id, likeness: published questions that the viewer sees and whose prompts share enough trigrams with a text; enough is
 * pg_trgm.similarity_threshold, 0.3. Without an account none.
 */
export function mostAlike(scope: ViewScope, text: Sql): Sql {
  const question = new Row('near');
  const readable = scope.signedIn ? and(published(question), questionVisible(question, scope)) : FALSE;
  return sql`SELECT ${question}.id, similarity(${question}.prompt, ${text}) AS likeness FROM question AS ${question}
    WHERE ${question}.prompt % ${text} AND ${readable} ORDER BY likeness DESC, ${question}.id LIMIT ${raw(String(MOST_ALIKE))}`;
}
