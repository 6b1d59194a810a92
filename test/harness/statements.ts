import pg from 'pg';

/** Statements that any connection of this process has sent, so that a test can count those of one operation. */
const sent: string[] = [];
let recording = false;

export function recordStatements(): void {
  if (recording) return;
  recording = true;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the client it was called on
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement] = args as [string | { text: string }];
    sent.push(typeof statement === 'string' ? statement : statement.text);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
}

/** The service reads the database's time once a minute, whatever else goes on. */
const OF_THE_CLOCK = /clock_timestamp\(\)/;

/** What `work` has sent; nothing else may run meanwhile. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const start = sent.length;
  await work();
  return sent.slice(start).filter((text) => !OF_THE_CLOCK.test(text));
}
