import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SQL = join(import.meta.dirname, 'community.sql');

/** How many rows of each kind make a community of a size; `large` is ten times `small`. */
export function sizeOf(name) {
  const factor = { tiny: 0.02, small: 1, large: 10 }[name];
  return Object.fromEntries(
    Object.entries({
      people: 5_000,
      mentors: 200,
      posts: 50_000,
      comments: 200_000,
      questions: 5_000,
      attempts: 500_000,
    }).map(([kind, count]) => [kind, count * factor]),
  );
}

/** Fills a migrated database that has the content loaded; deterministic but for the time that it lives around. */
export async function fillCommunity(client, size, now, seed, report) {
  await client.query("SET statement_timeout = 0; SET lock_timeout = 0; SET TimeZone = 'UTC'");
  const values = { ...size, now, seed };
  for (const step of readFileSync(SQL, 'utf8')
    .split(/^-- step: /m)
    .slice(1)) {
    const started = performance.now();
    await client.query(`-- ${step}`.replace(/:(\w+)\b/g, (whole, name) => String(values[name] ?? whole)));
    report(`${step.slice(0, step.indexOf('\n'))} (${((performance.now() - started) / 1_000).toFixed(1)} s)`);
  }
}
