import { caseOf } from './cases.js';
import { compare } from './compare.js';
import { shrink } from './shrink.js';

/*
 * A process of its own, so that TZ can be another one. Writes a line for each case: its number and its digest. The rest is
 * JSON: what differs, made small, and at the end how many minutes had which answer.
 */
const [seed, first, every, until] = process.argv.slice(2).map(Number) as [number, number, number, number];
const OTHERS_TOO = 10;
const MOST_REPORTS = 5;
const counts: Record<string, number> = {};
let reports = 0;

function report(number: number): string {
  const smallest = shrink(caseOf(seed, number), (smaller) => compare(smaller, 1).differences.length > 0);
  return [`SEED=${seed}, schedule ${number}`, ...compare(smallest).differences, JSON.stringify(smallest)].join('\n');
}

/** Its own, and each tenth of the other process's: those must have the same bytes. */
for (let number = 0; number < until; number++) {
  if (number % every !== first && number % OTHERS_TOO !== 0) continue;
  const { digest, differences, counts: found } = compare(caseOf(seed, number));
  process.stdout.write(`${number} ${digest}\n`);
  for (const [answer, minutes] of Object.entries(found)) counts[answer] = (counts[answer] ?? 0) + minutes;
  if (differences.length > 0 && reports++ < MOST_REPORTS)
    process.stdout.write(`${JSON.stringify({ report: report(number) })}\n`);
}
process.stdout.write(`${JSON.stringify({ counts, differing: reports })}\n`);
