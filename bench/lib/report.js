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
  conclude('latest.json', targets(results), { options, results });
}

function conclude(file, found, run) {
  console.log('');
  for (const { what, holds } of found) console.log(`${holds ? 'holds' : 'MISSED'}  ${what}`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, file), `${JSON.stringify({ machine: machine(), ...run, targets: found }, null, 2)}\n`);
  console.log(`\nWritten to bench/results/${file}`);
}

const LIVE_P95_MS = 100;

/** Rounds of one run; the quietest of them is held against the target. */
export function reportLive(rounds, options) {
  const title = `${options.subscribers} subscribers of ${options.viewers} viewers, ${options.rate} events a second`;
  const times = ({ eventsPerSecond, deliveries, p50, p95, p99, longest }) => ({
    'events/s': Math.round(eventsPerSecond),
    deliveries,
    'p50 ms': two(p50),
    'p95 ms': two(p95),
    'p99 ms': two(p99),
    'longest ms': two(longest),
  });
  console.log(`\n${title}`);
  console.table(rounds.map(times));
  console.log('\nCPU, in cores');
  console.table(
    rounds.map(({ cpu }) => Object.fromEntries(Object.entries(cpu).map(([name, cores]) => [name, two(cores)]))),
  );
  const sum = (name) => rounds.reduce((all, round) => all + round[name], 0);
  const best = Math.min(...rounds.map(({ p95 }) => p95));
  const wrong = ['lost', 'doubled', 'disordered', 'unrelayed'].map((name) => ({ name, count: sum(name) }));
  conclude(
    'live.json',
    [
      {
        what: `p95 of the best round in ms: ${two(best)} (at most ${LIVE_P95_MS})`,
        value: best,
        holds: best <= LIVE_P95_MS,
      },
      ...wrong.map(({ name, count }) => ({ what: `${name}: ${count} (at most 0)`, value: count, holds: count === 0 })),
    ],
    { options, rounds },
  );
}

const BOOKING_RATIO = 0.5;
const RUSH_P99_MS = 1_000;
const RUSH_READ_MS = 200;

/** The median round of each side; of the rushes the quietest. */
export function reportBooking(rounds, rushes, options) {
  const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  console.log(`\n${options.clients} bookings at a time, medians of ${options.rounds} rounds`);
  console.table(
    Object.fromEntries(
      Object.entries(rounds).map(([name, measured]) => [
        name,
        {
          'bookings/s': two(middle(measured.map(({ perSecond }) => perSecond))),
          'p50 ms': two(middle(measured.map(({ p50 }) => p50))),
          'p99 ms': two(middle(measured.map(({ p99 }) => p99))),
          'CPU ms/booking': two(middle(measured.map(({ cpuMs }) => cpuMs))),
          'PostgreSQL CPU ms/booking': two(middle(measured.map(({ databaseCpuMs }) => databaseCpuMs))),
        },
      ]),
    ),
  );
  const ratio = middle(rounds.sevenfold.map(({ perSecond }, n) => perSecond / rounds['by hand'][n].perSecond));
  const p99 = Math.min(...rushes.map((each) => each.p99));
  const read = Math.min(...rushes.map(({ reads }) => reads.worst));
  const fair = rushes.every(({ outcomes }) => outcomes.SLOT_TAKEN === options.rush - 1 && outcomes.booked === 1);
  conclude(
    'booking.json',
    [
      {
        what: `bookings/s, times by hand: ${two(ratio)} (at least ${BOOKING_RATIO})`,
        value: ratio,
        holds: ratio >= BOOKING_RATIO,
      },
      {
        what: `${options.rush} learners on one slot, p99 in ms: ${two(p99)} (at most ${RUSH_P99_MS})`,
        value: p99,
        holds: p99 <= RUSH_P99_MS,
      },
      {
        what: `reads meanwhile, longest in ms: ${two(read)} (at most ${RUSH_READ_MS})`,
        value: read,
        holds: read <= RUSH_READ_MS,
      },
      { what: `one wins, the others are told SLOT_TAKEN`, value: fair, holds: fair },
    ],
    { options, rounds, rushes },
  );
}
