import { fork } from 'node:child_process';
import { join } from 'node:path';

import { assertSameAnswers } from './compare.js';
import { openDatabase } from './database.js';
import { operations } from './operations.js';
import { cpuOf, peakMemoryOf, startServer } from './processes.js';
import { report } from './report.js';
import { serverDefinitions } from './servers.js';

const WARM_UP = 300;
const COLD_STARTS = 3;

/** Loads one server with one operation; CPU is told of the time between warm-up and end. */
async function measure({ definition, server }, operation, database, { connections, seconds }) {
  const requests = await Promise.all(
    operation.uses.map(async (use) => ({
      headers: await definition.headers(use),
      body: definition.body(operation, use),
    })),
  );
  const load = fork(join(import.meta.dirname, 'load.js'), { stdio: ['pipe', 'inherit', 'inherit', 'ipc'] });
  load.stdin.end(
    JSON.stringify({
      url: server.url,
      path: definition.path(operation.name),
      requests,
      connections,
      seconds,
      warmUp: WARM_UP,
    }),
  );
  let before;
  return new Promise((resolve, reject) => {
    load.on('message', (message) => {
      if (message === 'begin') {
        before = [cpuOf(server.pid), cpuOf(database.postmaster)];
        return;
      }
      const [cpu, databaseCpu] = [cpuOf(server.pid) - before[0], cpuOf(database.postmaster) - before[1]];
      if (message.failures > 0)
        return reject(new Error(`${definition.name} failed ${message.failures} of ${message.requests} requests`));
      return resolve({
        requestsPerSecond: message.requests / message.elapsed,
        p50: message.p50,
        p99: message.p99,
        cpuMs: (cpu * 1_000) / message.requests,
        databaseCpuMs: (databaseCpu * 1_000) / message.requests,
      });
    });
    load.on('exit', (code) => code && reject(new Error(`The load generator ended with ${code}`)));
  });
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function medians(rounds) {
  return Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, median(rounds.map((round) => round[key]))]));
}

/** Seconds from starting the service on an existing database to its first answer. */
async function coldStart(definition) {
  const times = [];
  for (let n = 0; n < COLD_STARTS; n++) {
    const started = performance.now();
    const server = await startServer(definition, definition.env);
    times.push((performance.now() - started) / 1_000);
    await server.stop();
  }
  return median(times);
}

async function benchSize(size, options) {
  const database = await openDatabase(size, options.seed, options.fresh);
  const definitions = (await serverDefinitions(database.url)).filter(({ name }) => options.servers.includes(name));
  const result = { operations: {}, memory: {} };
  const servers = [];
  try {
    const own = definitions.find(({ name }) => name === 'sevenfold');
    if (own) result.coldStart = await coldStart(own);
    for (const definition of definitions) {
      await definition.prepare?.(database.client);
      servers.push({ definition, server: await startServer(definition, definition.env) });
    }
    for (const operation of await operations(database.client, options.operations)) {
      const able = servers.filter(({ definition }) => definition.can?.(operation) ?? true);
      await assertSameAnswers(able, operation);
      const rounds = Object.fromEntries(able.map(({ definition }) => [definition.name, []]));
      for (let round = 0; round < options.rounds; round++)
        for (const each of able) rounds[each.definition.name].push(await measure(each, operation, database, options));
      result.operations[operation.title] = Object.fromEntries(
        Object.entries(rounds).map(([name, measured]) => [name, medians(measured)]),
      );
      const line = Object.entries(result.operations[operation.title]).map(
        ([name, { requestsPerSecond }]) => `${name} ${Math.round(requestsPerSecond)}/s`,
      );
      console.log(`  ${size}, ${operation.title}: ${line.join(', ')}`);
    }
    for (const { definition, server } of servers) result.memory[definition.name] = peakMemoryOf(server.pid);
  } finally {
    for (const { server } of servers) await server.stop();
    await database.stop();
  }
  return result;
}

export async function bench(options) {
  const results = {};
  for (const size of options.sizes) results[size] = await benchSize(size, options);
  report(results, options);
}
