import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, test } from '@jest/globals';

/*
 * The code and a slow engine agree on every minute of random schedules about changes of clocks. SCHEDULES says how many, SEED
 * repeats a run; `npm run verify:slots` asks 100,000. Half of them run in a process that thinks itself in New Zealand; each
 * tenth runs in both, and what comes out has the same bytes.
 */
const SCHEDULES = Number(process.env.SCHEDULES ?? 150);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const PROGRESS_EVERY = 5_000;
const ENOUGH_FOR_ALL = 1_000;
const ZONES = ['UTC', 'Pacific/Auckland'];
const ANSWERS = 13;
const FOLDER = join(import.meta.dirname, '../reference/slots');

interface Outcome {
  readonly digests: ReadonlyMap<number, string>;
  readonly reports: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly differing: number;
}

async function run(zone: string, first: number, onLine: () => void): Promise<Outcome> {
  const args = ['--import', join(FOLDER, 'typescript.mjs'), join(FOLDER, 'child.ts')];
  const child: ChildProcess = spawn(
    process.execPath,
    [...args, ...[SEED, first, ZONES.length, SCHEDULES].map(String)],
    {
      env: { ...process.env, TZ: zone },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const digests = new Map<number, string>();
  const reports: string[] = [];
  let end = { counts: {}, differing: -1 };
  for await (const line of createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })) {
    if (!line.startsWith('{')) {
      const [number, digest] = line.split(' ') as [string, string];
      digests.set(Number(number), digest);
      onLine();
      continue;
    }
    const said = JSON.parse(line) as { report: string } | typeof end;
    if ('report' in said) reports.push(said.report);
    else end = said;
  }
  return { digests, reports, ...end };
}

test(
  'every minute has the answer that the slow engine gives it',
  async () => {
    process.stderr.write(`${SCHEDULES} schedules, SEED=${SEED}\n`);
    const started = performance.now();
    let done = 0;
    const onLine = (): void => {
      if (++done % PROGRESS_EVERY !== 0) return;
      process.stderr.write(`${done} done, ${Math.round((done * 1_000) / (performance.now() - started))} a second\n`);
    };
    const [here, there] = (await Promise.all(ZONES.map((zone, index) => run(zone, index, onLine)))) as [
      Outcome,
      Outcome,
    ];
    expect([...here.reports, ...there.reports].join('\n\n')).toBe('');
    expect([here.differing, there.differing]).toEqual([0, 0]);
    const all = new Map([...here.digests, ...there.digests]);
    expect(all.size).toBe(SCHEDULES);
    const both = [...here.digests].filter(([number]) => there.digests.has(number));
    expect(both.length).toBe(Math.ceil(SCHEDULES / 10));
    expect(both.filter(([number, digest]) => there.digests.get(number) !== digest)).toEqual([]);
    const counts: Record<string, number> = {};
    for (const [answer, minutes] of [...Object.entries(here.counts), ...Object.entries(there.counts)])
      counts[answer] = (counts[answer] ?? 0) + minutes;
    // What never comes up hasn't been compared.
    if (SCHEDULES >= ENOUGH_FOR_ALL) expect(Object.keys(counts)).toHaveLength(ANSWERS);
    process.stderr.write(
      `${SCHEDULES} schedules agree, ${both.length} of them in two zones, ${Object.values(counts).reduce((a, b) => a + b, 0)} minutes ` +
        `${JSON.stringify(counts)}, ${Math.round((performance.now() - started) / 1_000)} s, SEED=${SEED}\n`,
    );
  },
  60_000 + SCHEDULES * 100,
);
