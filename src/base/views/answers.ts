/** Key of the concrete type's name in objects of an abstract type; no response key can be the same. */
export const TYPE = '$type';

const answers = new WeakSet<object>();

/** Remembers which objects came from views: graphql-js must read those by response key, not by field name. */
export function markAnswers(json: unknown): unknown {
  if (json !== null && typeof json === 'object') {
    answers.add(json);
    for (const below of Object.values(json)) markAnswers(below);
  }
  return json;
}

export function isAnswer(source: unknown): source is Record<string, unknown> {
  return typeof source === 'object' && source !== null && answers.has(source);
}
