// A process of its own, so that its work isn't taken for a server's: asks as it is told on stdin, reports on stdout.
import { Client } from 'undici';

const input = await new Promise((resolve) => {
  let text = '';
  process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)));
});
const { url, path, requests, connections, seconds, warmUp } = input;

/** Sends one request after the other over one connection until `over`, each of the list in its turn. */
async function ask(index, over, times) {
  const client = new Client(url, { pipelining: 1 });
  let failures = 0;
  for (let n = index; !over(); n++) {
    const { headers, body } = requests[n % requests.length];
    const started = performance.now();
    const ok = await new Promise((resolve) => {
      let status = 0;
      client.dispatch(
        { method: 'POST', path, headers, body },
        {
          onRequestStart: () => undefined,
          onResponseStart: (_controller, code) => {
            status = code;
          },
          onResponseData: () => undefined,
          onResponseEnd: () => resolve(status === 200),
          onResponseError: () => resolve(false),
        },
      );
    });
    times?.push(performance.now() - started);
    if (!ok) failures++;
  }
  await client.close();
  return failures;
}

async function everybody(over, times) {
  const failures = await Promise.all(Array.from({ length: connections }, (_, index) => ask(index * 7, over, times)));
  return failures.reduce((sum, count) => sum + count, 0);
}

let left = warmUp;
await everybody(() => left-- <= 0);
process.send?.('begin');
const times = [];
const started = performance.now();
const failures = await everybody(() => performance.now() - started > seconds * 1_000, times);
const elapsed = (performance.now() - started) / 1_000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
process.send?.({ requests: times.length, failures, elapsed, p50: at(0.5), p99: at(0.99) });
process.disconnect?.();
