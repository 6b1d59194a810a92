import { DIFFICULTIES, KINDS } from '../questions/index.js';
import type { Bank } from './bank.js';

const FEWEST = 3;

/** What the bank holds, an area a line: questions, difficulties, kinds, and the topics that have the fewest. */
export function tableOf({ areas, topics, questions }: Bank): string {
  const header = ['area', 'questions', ...DIFFICULTIES, ...KINDS, 'topics with the fewest'];
  const rows = areas.map(({ slug }) => {
    const own = questions.filter(({ area }) => area === slug);
    const count = (holds: (record: (typeof own)[number]['record']) => boolean) =>
      String(own.filter(({ record }) => holds(record)).length);
    const fewest = topics
      .filter(({ area }) => area === slug)
      .map(
        (topic) => [topic.slug, questions.filter(({ record }) => record.topics.includes(topic.slug)).length] as const,
      )
      .sort(([, a], [, b]) => a - b)
      .slice(0, FEWEST)
      .map(([topic, number]) => `${topic} ${number}`);
    return [
      slug,
      String(own.length),
      ...DIFFICULTIES.map((level) => count(({ difficulty }) => difficulty === level)),
      ...KINDS.map((kind) => count((record) => record.kind === kind)),
      fewest.join(', '),
    ];
  });
  const sum = (column: number) => String(rows.reduce((total, row) => total + Number(row[column]), 0));
  const lines = [header, ...rows, ['in all', ...header.slice(1, -1).map((_, index) => sum(index + 1)), '']];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const last = header.length - 1;
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 || column === last
            ? cell.padEnd(column === last ? 0 : (widths[0] as number))
            : cell.padStart(widths[column] as number),
        )
        .join('  '),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
