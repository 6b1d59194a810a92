import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../results');
const two = (value) => value.toFixed(2);

function machine() {
  return {
    at: new Date().toISOString(),
    cpu: `${cpus().length} x ${cpus()[0].model.trim()}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    linux: release(),
    node: process.version,
  };
}

function ratio(measured, name, other) {
  const [one, two_] = [measured[name], measured[other]];
  return one && two_ ? one.requestsPerSecond / two_.requestsPerSecond : undefined;
}

function table(title, measured) {
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      Object.entries(measured).map(([name, { requestsPerSecond, p50, p99, cpuMs, databaseCpuMs }]) => [
        name,
        {
          'req/s': Math.round(requestsPerSecond),
          'of the floor': two(ratio(measured, name, 'floor') ?? NaN),
          'p50 ms': two(p50),
          'p99 ms': two(p99),
          'CPU ms/req': two(cpuMs),
          'PostgreSQL CPU ms/req': two(databaseCpuMs),
        },
      ]),
    ),
  );
}

/** What docs/performance.md promises, each with what was found. */
function targets(results) {
  const found = [];
  const add = (what, value, holds) => value !== undefined && !Number.isNaN(value) && found.push({ what, value, holds });
  const atLeast = (what, value, least) =>
    add(`${what}: ${value && two(value)} (at least ${least})`, value, value >= least);
  const atMost = (what, value, most) =>
    add(`${what}: ${value && two(value)} (at most ${two(most)})`, value, value <= most);
  for (const [size, { operations, memory, coldStart }] of Object.entries(results)) {
    for (const [title, measured] of Object.entries(operations)) {
      const feed = title === 'Feed';
      const against = {
        floor: feed ? 0.8 : 0.6,
        postgraphile: feed ? 1.7 : 1.2,
        ...(feed && { mercurius: 1.25, usual: 4 }),
      };
      for (const [other, least] of Object.entries(against))
        atLeast(`${size}, ${title}, times ${other}`, ratio(measured, 'sevenfold', other), least);
    }
    atMost(`${size}, seconds to the first answer`, coldStart, 2.5);
    atMost(`${size}, peak memory in MB`, memory.sevenfold, 250);
  }
  const { small, large } = results;
  for (const [title, measured] of Object.entries(large && small ? large.operations : {})) {
    const growth = (name) => measured[name] && measured[name].p50 / small.operations[title][name].p50;
    const hasTotal = !title.includes('no totals') && `${title}, no totals` in large.operations;
    // What is measured twice differs by a few per cent; more than that is growth.
    atMost(
      `${title}, growth of p50 at ten times the data`,
      growth('sevenfold'),
      hasTotal ? Math.max(growth('floor') * 1.05, 1) : 1.3,
    );
  }
  return found;
}

export function report(results, options) {
  for (const [size, { operations, memory }] of Object.entries(results)) {
    for (const [title, measured] of Object.entries(operations)) table(`${title} (${size})`, measured);
    console.log(
      `\nPeak memory in MB (${size}): ${Object.entries(memory)
        .map(([name, mb]) => `${name} ${Math.round(mb)}`)
        .join(', ')}`,
    );
  }
  const found = targets(results);
  console.log('');
  for (const { what, holds } of found) console.log(`${holds ? 'holds' : 'MISSED'}  ${what}`);
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, 'latest.json');
  writeFileSync(file, `${JSON.stringify({ machine: machine(), options, results, targets: found }, null, 2)}\n`);
  console.log(`\nWritten to bench/results/latest.json`);
}
