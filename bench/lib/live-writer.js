// A process of its own: tells viewers of comments with the product's own verb, so many times a second. What it commits is what
// a comment's consumer commits: the notification, and its event in the outbox; the relay is woken as after any verb.
import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { Database, DatabaseServer } from '../../dist/base/database/index.js';
import { Clock } from '../../dist/base/time/index.js';
import { Notify } from '../../dist/notifications/notify.js';

import { SECRET_KEY } from './servers.js';

/** Milliseconds of a clock that all processes of the machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Fewer than a process has connections; what is due beyond them waits here. */
const AT_A_TIME = 8;

let tell;
let told = 0;

async function begin({ databaseUrl, viewers, comments, key }) {
  const config = new Config({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SECRET_KEY,
    LOG_LEVEL: 'error',
    WORKER: 'off',
  });
  const app = await createApp(config, await DatabaseServer.start(config));
  const [database, notify, clock] = [Database, Notify, Clock].map((each) => app.get(each, { strict: false }));
  tell = async () => {
    const n = told++;
    const comment = comments[n % comments.length];
    const notice = {
      kind: 'COMMENT_ADDED',
      accountIds: [viewers[n % viewers.length].accountId],
      key: `${key} ${n} ${process.pid}`,
      subjectKind: 'comment',
      subjectId: comment.id,
      actorId: comment.authorId,
      at: clock.now(),
    };
    return database.transaction(async () => {
      await notify.execute(notice);
      return [notice.key, now()]; // what is left is the commit
    });
  };
}

/** @returns when each was committed, and how many were due and not yet begun at worst */
async function write({ rate, seconds }) {
  const started = now();
  const written = [];
  let begun = 0;
  let most = 0;
  const due = () => Math.min(rate * seconds, Math.floor(((now() - started) / 1_000) * rate));
  const one = async () => {
    while (begun < rate * seconds) {
      most = Math.max(most, due() - begun);
      if (begun < due()) {
        begun++;
        written.push(await tell());
      } else await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
  return { written, most };
}

process.on('message', async (message) => {
  process.send((message.databaseUrl ? await begin(message) : await write(message)) ?? {});
});
process.on('disconnect', () => process.exit(0));
