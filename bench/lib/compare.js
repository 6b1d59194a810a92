import { isDeepStrictEqual } from 'node:util';

/** Cursors are each server's own; whether there is one is not. */
function withoutCursors(value) {
  if (Array.isArray(value)) return value.map(withoutCursors);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) =>
      /cursor$/i.test(key) ? [key, below === null ? null : 'a cursor'] : [key, withoutCursors(below)],
    ),
  );
}

async function answerOf(server, definition, operation, use) {
  const response = await fetch(`${server.url}${definition.path(operation.name)}`, {
    method: 'POST',
    headers: await definition.headers(use),
    body: definition.body(operation, use),
  });
  const answer = await response.json();
  if (answer.errors || response.status !== 200)
    throw new Error(
      `${definition.name} fails at ${operation.title}: ${JSON.stringify(answer.errors ?? answer).slice(0, 1_000)}`,
    );
  const data = definition.bare ? answer : answer.data;
  return withoutCursors(definition.answer ? definition.answer(operation, data, use) : data);
}

function firstDifference(one, other, path = '') {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return `${path}: ${JSON.stringify(one)?.slice(0, 200)} and ${JSON.stringify(other)?.slice(0, 200)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(one[key], other[key], `${path}.${key}`);
    if (found) return found;
  }
  return path;
}

/** @throws Error at the first row in which two servers differ */
export async function assertSameAnswers(servers, operation) {
  let rows = 0;
  for (const use of operation.uses) {
    const [[firstName, first], ...others] = await Promise.all(
      servers.map(async ({ definition, server }) => [
        definition.name,
        await answerOf(server, definition, operation, use),
      ]),
    );
    rows += JSON.stringify(first).split('"id"').length - 1;
    for (const [name, other] of others) {
      const difference = firstDifference(first, other);
      if (difference)
        throw new Error(
          `${firstName} and ${name} differ in ${operation.title} ${JSON.stringify(use)} at ${difference}`,
        );
    }
  }
  if (rows < operation.uses.length * 3)
    throw new Error(`${operation.title} answers with too few rows to compare: ${rows}`);
}
