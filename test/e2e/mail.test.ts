import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Database } from '../../src/base/database/index.js';
import { DeadLetters, jobKind, Jobs, Worker } from '../../src/base/jobs/index.js';
import { type Mail, Mailer, prose, readerTime, Unsubscriptions } from '../../src/base/mail/index.js';
import { Temporal } from '../../src/base/time/index.js';
import { type Service, startService } from '../harness/service.js';
import { MailServer, type Received } from '../harness/smtp.js';

const Ping = jobKind<{ readonly id: string }>('test-ping');
const PUBLIC_URL = 'https://app.example.org';

let smtp: MailServer;
let service: Service;
let mailer: Mailer;
let database: Database;
let worker: Worker;
const pinged = new Set<string>();
beforeAll(async () => {
  smtp = await new MailServer().start();
  service = await startService({ env: { SMTP_URL: smtp.url, PUBLIC_URL } });
  mailer = service.app.get(Mailer, { strict: false });
  database = service.app.get(Database, { strict: false });
  worker = service.app.get(Worker, { strict: false });
  service.app.get(Jobs, { strict: false }).define(Ping, ({ id }) => {
    pinged.add(id);
    return Promise.resolve();
  });
});
beforeEach(() => {
  smtp.mood = 'takes';
});
afterAll(async () => {
  await worker.stop();
  await service.stop();
  await smtp.stop();
});

const anAddress = () => `${randomUUID()}@example.org`;

function aMail(address: string, more: Partial<Mail> = {}): Mail {
  return {
    to: { name: 'Lena Fischer', address },
    subject: prose`Your interview with ${'Priya Raman'}`,
    body: [prose`It begins soon.`, { label: prose`Look at it`, path: '/interviews/1?a=1&b=2' }],
    purpose: 'interview',
    transactional: true,
    ...more,
  } as Mail;
}

const queue = (mail: Mail) => database.transaction(() => mailer.queue(mail));
/** Jobs that wait for their next try needn't: backing off is the queue's own business. */
const hurry = () =>
  service.sql.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL');
async function runDue(): Promise<void> {
  await hurry();
  await worker.runDue();
}

/** The one message that has come to an address, and to nobody else. */
function arrived(address: string): Received {
  const [mail, ...more] = smtp.received.filter(({ recipients }) => recipients.includes(address));
  if (!mail) throw new Error(`Nothing has come to ${address}`);
  expect(more).toEqual([]);
  expect(mail.recipients).toEqual([address]);
  return mail;
}

async function rowOf(address: string): Promise<{ id: string; sent_at: Date | null; message_id: string }> {
  const { rows } = await service.sql.query('SELECT id, sent_at, message_id FROM mail WHERE to_address = $1', [address]);
  expect(rows).toHaveLength(1);
  return rows[0] as { id: string; sent_at: Date | null; message_id: string };
}

async function until(done: () => boolean | Promise<boolean>): Promise<number> {
  const begun = performance.now();
  while (!(await done())) {
    expect(performance.now() - begun).toBeLessThan(8_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - begun;
}

describe('a message', () => {
  test('has both parts, one recipient, the files, and the identity of its row', async () => {
    const address = anAddress();
    const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    await queue(
      aMail(address, {
        attachments: [
          { filename: 'interview.ics', contentType: 'text/calendar', content, calendarMethod: 'REQUEST' },
          { filename: 'notes.txt', contentType: 'text/plain', content: 'Bring a pen.' },
        ],
      }),
    );
    expect(smtp.to(address)).toEqual([]); // nothing goes out before the job
    await runDue();
    const { parsed, raw } = arrived(address);
    expect(parsed.subject).toBe('Your interview with Priya Raman');
    expect(parsed.from?.value).toEqual([{ name: 'Sevenfold', address: 'no-reply@app.example.org' }]);
    expect(parsed.to).toMatchObject({ value: [{ name: 'Lena Fischer', address }] });
    expect(parsed.messageId).toBe((await rowOf(address)).message_id);
    expect(parsed.text).toContain(`It begins soon.\n\nLook at it:\n${PUBLIC_URL}/interviews/1?a=1&b=2\n`);
    expect(parsed.html).toContain('<p>It begins soon.</p>');
    expect(parsed.html).toContain(`<a href="${PUBLIC_URL}/interviews/1?a=1&amp;b=2">Look at it</a>`);
    expect(raw).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(parsed.attachments.find(({ filename }) => filename === 'notes.txt')?.content.toString()).toBe(
      'Bring a pen.',
    );
    expect(parsed.headers.get('list-unsubscribe')).toBeUndefined();
    expect((await rowOf(address)).sent_at).not.toBeNull();
  });

  test.each([
    ['victim\r\nBcc: evil@x.example', 'a line of its own'],
    ['evil@x.example, other@x.example', 'a list'],
    ['"a" <evil@x.example>', 'another address'],
    ['a\u2028Bcc: evil@x.example', 'a separator of lines'],
  ])('to %j (%s) has one recipient and no other header', async (name) => {
    const address = anAddress();
    await queue(aMail(address, { to: { name, address }, subject: prose`From ${name}` }));
    await runDue();
    const { parsed } = arrived(address);
    expect(parsed.to).toMatchObject({ value: [{ address }] });
    expect(parsed.headers.has('bcc')).toBe(false);
    expect(parsed.headers.has('cc')).toBe(false);
  });

  test.each(['a@x.example,b@x.example', 'a@x.example\r\nBcc: b@x.example', 'a b@x.example', '<a@x.example>', 'a'])(
    'to the address %j is none',
    async (address) => {
      await expect(queue(aMail(address))).rejects.toThrow('one address');
    },
  );

  test('takes names for words: no link, no markup, no template', async () => {
    const names = ['http://evil.example/x', 'www.evil.example', 'evil.example', 'a@evil.example', 'evil。example'];
    for (const name of [...names, '<b>bold</b>', '{{7*7}} ${x} <%= y %>', 'mailto:a']) {
      const address = anAddress();
      await queue(aMail(address, { to: { name, address }, body: [prose`${name} has answered.`] }));
      await runDue();
      const { text = '', html, to } = arrived(address).parsed;
      expect(to).toMatchObject({ value: [{ name: expect.not.stringMatching(/evil[.。]example/) }] });
      const said = text.split('\n')[0] ?? '';
      expect(said).not.toMatch(/:\/\/|[\p{L}\d][.。@][\p{L}\d]|\p{L}:\p{L}/u);
      expect(said.replace(/\s/g, '')).toBe(`${name}hasanswered.`.replace(/\s/g, ''));
      expect(String(html)).not.toMatch(/<b>|evil\.example/);
      expect([...String(html).matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([PUBLIC_URL]);
    }
  });

  test('links to us alone', async () => {
    for (const path of ['//evil.example', '/\\evil.example', '/@evil.example']) {
      const address = anAddress();
      await queue(aMail(address, { body: [{ label: prose`Here`, path }] }));
      const { rows } = await service.sql.query<{ html: string }>('SELECT html FROM mail WHERE to_address = $1', [
        address,
      ]);
      expect(new URL(/href="([^"]*)"/.exec(rows[0]?.html ?? '')?.[1] ?? '').origin).toBe(PUBLIC_URL);
    }
    for (const path of ['.evil.example', '@evil.example', ':8080/x', 'https://evil.example'])
      await expect(queue(aMail(anAddress(), { body: [{ label: prose`Here`, path }] }))).rejects.toThrow('slash');
  });

  test('tells the time as its reader has it', () => {
    const inNewYork = (instant: string) => readerTime(Temporal.Instant.from(instant), 'America/New_York');
    expect(inNewYork('2026-11-01T05:30:00Z')).toBe('Sunday, 1 November 2026, 01:30 (America/New_York, UTC-04:00)');
    expect(inNewYork('2026-11-01T06:30:00Z')).toBe('Sunday, 1 November 2026, 01:30 (America/New_York, UTC-05:00)');
    const time = inNewYork('2026-11-01T06:30:00Z');
    expect(prose`${time}`).toBe(time);
    expect(prose`${'J.R.R. Tolkien 👩‍🔬\u202e'}`).toBe('J. R. R. Tolkien 👩‍🔬');
  });
});

describe('sending', () => {
  test('what is rolled back is not sent', async () => {
    const address = anAddress();
    await expect(
      database.transaction(async () => {
        await mailer.queue(aMail(address));
        throw new Error('back');
      }),
    ).rejects.toThrow('back');
    await expect(mailer.queue(aMail(address))).rejects.toThrow('transaction');
    await runDue();
    expect(smtp.to(address)).toEqual([]);
  });

  test('a repeat after "sent but not marked" is the same message, byte for byte', async () => {
    const address = anAddress();
    service.clock.advance({ minutes: 7 }); // so that its date can only be that of the row
    const attachments = [
      { filename: 'a.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR\r\n', calendarMethod: 'CANCEL' },
      { filename: 'ü.txt', contentType: 'text/plain', content: 'ü' },
    ] as const;
    await queue(aMail(address, { attachments, subject: prose`Grüße` }));
    // The process "dies" between sending and marking: the mark can't be made.
    await service.sql.query(
      `CREATE FUNCTION test_no_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'dead'; END $$;
       CREATE TRIGGER test_no_mark BEFORE UPDATE ON mail EXECUTE FUNCTION test_no_mark()`,
    );
    await runDue();
    expect((await rowOf(address)).sent_at).toBeNull();
    await service.sql.query('DROP TRIGGER test_no_mark ON mail; DROP FUNCTION test_no_mark');
    await runDue();
    await runDue();
    const [first, second, ...more] = smtp.to(address);
    expect(more).toEqual([]);
    expect(second?.raw).toBe(first?.raw);
    const [row] = (
      await service.sql.query<{ at: number }>(
        'SELECT floor(extract(epoch FROM queued_at))::int AS at FROM mail WHERE to_address = $1',
        [address],
      )
    ).rows;
    expect(second?.parsed.date?.getTime()).toBe((row?.at ?? 0) * 1_000);
    expect((await rowOf(address)).sent_at).not.toBeNull();
  });

  test('what was sent is not sent again', async () => {
    const address = anAddress();
    await queue(aMail(address));
    await runDue();
    const { id } = await rowOf(address);
    await service.sql.query(`SELECT graphile_worker.add_job('send-mail', json_build_object('mailId', $1::text))`, [id]);
    await runDue();
    expect(smtp.to(address)).toHaveLength(1);
  });

  test('a server that says "later" gets it later', async () => {
    const address = anAddress();
    smtp.mood = 'tries-later';
    await queue(aMail(address));
    for (let n = 0; n < 9; n++) await runDue();
    expect((await rowOf(address)).sent_at).toBeNull();
    smtp.mood = 'takes';
    await runDue();
    expect(smtp.to(address)).toHaveLength(1);
  });

  test('a server that isn’t there gets it when it is back', async () => {
    const address = anAddress();
    const { port } = smtp;
    await smtp.stop();
    await queue(aMail(address));
    for (let n = 0; n < 3; n++) await runDue();
    expect((await rowOf(address)).sent_at).toBeNull();
    smtp = await new MailServer().start(port);
    await runDue();
    expect(smtp.to(address)).toHaveLength(1);
  });

  test('a "no" is a dead letter at once, which can be tried again', async () => {
    const address = anAddress();
    smtp.mood = 'refuses';
    await queue(aMail(address));
    await runDue();
    const { visits } = smtp;
    await runDue();
    expect(smtp.visits).toBe(visits);
    const { id } = await rowOf(address);
    const { rows: letters } = await service.sql.query<{ id: string }>(
      `SELECT id, job, attempts FROM dead_letter WHERE payload->>'mailId' = $1`,
      [id],
    );
    expect(letters).toEqual([{ id: expect.any(String), job: 'send-mail', attempts: 1 }]);
    smtp.mood = 'takes';
    await database.transaction(() => service.app.get(DeadLetters, { strict: false }).retry(letters[0]?.id ?? ''));
    await runDue();
    expect(smtp.to(address)).toHaveLength(1);
  });

  test('a server that hangs holds up no work of our own, and loses nothing', async () => {
    const addresses = Array.from({ length: 6 }, anAddress);
    smtp.mood = 'hangs';
    for (const address of addresses) await queue(aMail(address));
    const before = smtp.visits;
    await worker.start();
    await until(() => smtp.visits >= before + 4); // every worker of the lane is taken
    const id = randomUUID();
    await service.app.get(Jobs, { strict: false }).add(Ping, { id });
    expect(await until(() => pinged.has(id))).toBeLessThan(1_500);
    smtp.mood = 'takes';
    smtp.hangUp();
    await until(async () => {
      await hurry();
      return addresses.every((address) => smtp.to(address).length > 0);
    });
    await worker.stop();
    expect(addresses.map((address) => smtp.to(address).length)).toEqual(addresses.map(() => 1));
  });
});

describe('what anybody can ask for', () => {
  test('is sent three times an hour to one address, however many ask at once and however they spell it', async () => {
    const address = anAddress();
    const ask = (n: number) =>
      database.transaction(() => mailer.queueRequested(aMail(n % 2 ? address.toUpperCase() : address)));
    await Promise.all(Array.from({ length: 10 }, (_, n) => ask(n)));
    const count = async () =>
      (await service.sql.query('SELECT FROM mail WHERE lower(to_address) = $1', [address])).rowCount;
    expect(await count()).toBe(3);
    await database.transaction(() => mailer.queueRequested(aMail(anAddress()))); // another has an hour of its own
    service.clock.advance({ minutes: 61 });
    for (let n = 0; n < 3; n++) await queue(aMail(address)); // what nobody asked for isn't counted
    for (let n = 0; n < 4; n++) await ask(n);
    expect(await count()).toBe(9);
  });
});

describe('unsubscribing', () => {
  const newsletter = (address: string, accountId: string, purpose = 'newsletter') =>
    aMail(address, { purpose, transactional: false, accountId });
  const post = (link: string, type = 'application/x-www-form-urlencoded', body = 'List-Unsubscribe=One-Click') =>
    fetch(link, { method: 'POST', headers: { 'content-type': type }, body });

  /** The link in the header of a mail that has come, on the server of this test. */
  async function linkFor(accountId: string, purpose?: string): Promise<string> {
    const address = anAddress();
    await queue(newsletter(address, accountId, purpose));
    await runDue();
    const { raw, parsed } = arrived(address);
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const [, link] = /^List-Unsubscribe:\s+<(\S+)>\r$/m.exec(raw) ?? [];
    expect(link).toMatch(/^https:\/\/app\.example\.org\/unsubscribe\?token=/);
    expect(parsed.text).toContain(link);
    return (link as string).replace(PUBLIC_URL, service.url);
  }

  async function arrives(accountId: string): Promise<boolean> {
    const address = anAddress();
    await queue(newsletter(address, accountId));
    return (await service.sql.query('SELECT FROM mail WHERE to_address = $1', [address])).rowCount === 1;
  }

  test('a GET changes nothing and shows a button, a POST switches that kind off for that account', async () => {
    const [accountId, other] = [randomUUID(), randomUUID()];
    const link = await linkFor(accountId);
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(await page.text()).toContain('<form method="post"><button>');
    expect(await arrives(accountId)).toBe(true);
    expect((await post(link)).status).toBe(200);
    expect((await post(link)).status).toBe(200);
    expect(await arrives(accountId)).toBe(false);
    expect(await arrives(other)).toBe(true);
    const address = anAddress();
    await queue(aMail(address, { purpose: 'newsletter' }));
    await rowOf(address); // transactional
  });

  test('a POST may come as a form of several parts', async () => {
    const accountId = randomUUID();
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const response = await fetch(await linkFor(accountId), { method: 'POST', body: form });
    expect(response.status).toBe(200);
    expect(await arrives(accountId)).toBe(false);
  });

  test('a token that isn’t ours does nothing', async () => {
    const [accountId, other] = [randomUUID(), randomUUID()];
    const link = await linkFor(accountId);
    const forged = [
      link.replace(accountId, other),
      link.replace('.newsletter.', '.interview.'),
      link.slice(0, -1) + (link.endsWith('A') ? 'Q' : 'A'),
      `${link}A`,
      link.split('?')[0] as string,
      `${link}&token=x`,
    ];
    for (const url of forged) {
      expect((await post(url)).status).toBe(400);
      expect((await fetch(url)).status).toBe(400);
    }
    expect(await arrives(accountId)).toBe(true);
    expect(await arrives(other)).toBe(true);
  });

  test('forms are taken nowhere else', async () => {
    expect((await post(`${service.url}/graphql`, undefined, 'query={__typename}')).status).toBe(415);
  });

  test('a kind that is kept elsewhere is asked for and switched off there', async () => {
    const accountId = randomUUID();
    const off = new Set<string>();
    const unsubscriptions = service.app.get(Unsubscriptions, { strict: false });
    const keeper = {
      isOff: (id: string) => Promise.resolve(off.has(id)),
      switchOff: (id: string) => Promise.resolve(void off.add(id)),
    };
    unsubscriptions.keep('kept', keeper);
    expect(() => unsubscriptions.keep('kept', keeper)).toThrow('Two keepers');
    const arrivesOf = async (purpose: string) => {
      const address = anAddress();
      await queue(newsletter(address, accountId, purpose));
      return (await service.sql.query('SELECT FROM mail WHERE to_address = $1', [address])).rowCount === 1;
    };
    const link = await linkFor(accountId, 'kept');
    await post(await linkFor(accountId)); // another kind
    expect(off.size).toBe(0);
    await post(link);
    expect([...off]).toEqual([accountId]);
    expect(await arrivesOf('kept')).toBe(false);
    off.clear();
    expect(await arrivesOf('kept')).toBe(true);
    expect(await arrivesOf('newsletter')).toBe(false);
  });
});

test('mail is kept for thirty days', async () => {
  const address = anAddress();
  await queue(aMail(address));
  service.clock.advance({ hours: 29 * 24 });
  await worker.runDue();
  await rowOf(address);
  service.clock.advance({ hours: 25 });
  await worker.runDue();
  expect((await service.sql.query('SELECT FROM mail WHERE to_address = $1', [address])).rowCount).toBe(0);
});

test('a development server without SMTP_URL shows its mail', async () => {
  const development = await startService({ env: { NODE_ENV: 'development' } });
  try {
    const own = development.app.get(Mailer, { strict: false });
    const address = anAddress();
    const send = (subject: Mail['subject'], more: Partial<Mail> = {}) =>
      development.app
        .get(Database, { strict: false })
        .transaction(() => own.queue(aMail(address, { subject, ...more })));
    const attachment = { filename: 'a.txt', contentType: 'text/plain', content: '<pen>' };
    await send(prose`First`, { attachments: [attachment] });
    await send(prose`Second <${'script'}>`);
    await development.app.get(Worker, { strict: false }).runDue();
    const json = (to: string) =>
      fetch(`${development.url}/dev/mail.json?to=${encodeURIComponent(to)}`).then((response) => response.json());
    const mails = (await json(address.toUpperCase())) as { subject: string; at: string }[];
    expect(mails.map(({ subject }) => subject)).toEqual(['Second <script>', 'First']);
    expect(mails[1]).toEqual({
      to: address,
      subject: 'First',
      text: expect.stringContaining(`${development.url}/interviews/1`),
      html: expect.stringContaining('<p>It begins soon.</p>'),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      attachments: [attachment],
    });
    expect(await json('x')).toEqual([]);
    const page = await fetch(`${development.url}/dev/mail`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    expect(html).toContain('Second &lt;script&gt;');
    expect(html).toContain('&lt;pen&gt;');
    expect(html).toContain(`<a href="${development.url}/interviews/1?a=1&amp;b=2">`);
    const { rows } = await development.sql.query('SELECT FROM mail WHERE sent_at IS NULL');
    expect(rows).toEqual([]);
  } finally {
    await development.stop();
  }
});

test('other servers show no mail', async () => {
  expect((await fetch(`${service.url}/dev/mail.json`)).status).toBe(404);
});
