import { generateKeyPairSync, randomUUID } from 'node:crypto';

import { expect } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import type { RegisterPushDeviceInput } from '../contract/types.js';
import { Browser, Http2PushServer, PushServer } from '../harness/push-servers.js';
import { type Service, startService } from '../harness/service.js';
import { aMentor, aPerson, type Person } from './people.js';
import { aComment, aPost } from './posts.js';

export const PUBLIC_URL = 'https://app.example.org';

export interface Author extends Person {
  readonly postId: string;
}

interface Device {
  readonly id: string;
  readonly platform: string;
  readonly lastSeenAt: string;
}

type Speaker = Pick<Person, 'client'>;

const pem = (key: { export(options: { format: 'pem'; type: 'pkcs8' }): string | Buffer }) =>
  key.export({ format: 'pem', type: 'pkcs8' }) as string;

/** The service with servers that stand in for all push services, and somebody who comments on what others write. */
export class PushWorld {
  readonly web = new PushServer();
  readonly fcm = new PushServer();
  readonly apns = new Http2PushServer();
  readonly apple = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  readonly google = generateKeyPairSync('rsa', { modulusLength: 2048 });
  service!: Service;
  worker!: Worker;
  commenter!: Person;

  async start(): Promise<this> {
    await Promise.all([this.web.start(), this.fcm.start(), this.apns.start()]);
    this.service = await startService({
      env: {
        PUBLIC_URL,
        APNS_KEY: pem(this.apple.privateKey).replaceAll('\n', '\\n'),
        APNS_KEY_ID: 'KEY1234567',
        APNS_TEAM_ID: 'TEAM123456',
        APNS_TOPIC: 'org.example.app',
        APNS_URL: this.apns.url,
        FCM_SERVICE_ACCOUNT: JSON.stringify({
          project_id: 'a-project',
          client_email: 'push@a-project.example.com',
          private_key: pem(this.google.privateKey),
        }),
        FCM_URL: this.fcm.url,
      },
    });
    this.worker = this.service.app.get(Worker, { strict: false });
    this.commenter = await aPerson(this.service, { name: 'Cleo' });
    this.reset();
    return this;
  }

  async stop(): Promise<void> {
    await this.worker.stop();
    await this.service.stop();
    await Promise.all([this.web.stop(), this.fcm.stop(), this.apns.stop()]);
  }

  /** All servers take everything. */
  reset(): void {
    this.says({ status: 200 });
  }

  says(saying: { readonly status: number; readonly body?: object }): void {
    this.web.answer = this.apns.answer = () => saying;
    this.fcm.answer = ({ path }) => (path === '/token' ? { status: 200, body: { access_token: 'granted' } } : saying);
  }

  /** What a test left to be tried again would come to the next one. */
  async dropJobs(): Promise<void> {
    await this.service.sql.query('DELETE FROM graphile_worker._private_jobs');
  }

  /** Does what is due, and what would be tried again later. */
  async due(): Promise<void> {
    await this.service.app.get(Relay, { strict: false }).run();
    await this.service.sql.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL');
    await this.worker.runDue();
  }

  /** Somebody who wrote something and is told when it is commented on. */
  async author(): Promise<Author> {
    const person = await aMentor(this.service, { name: 'Ann Author' });
    return { ...person, postId: (await aPost(person)).id };
  }

  remark({ postId }: Author): Promise<string> {
    return aComment(this.commenter, postId);
  }

  async browserOf(person: Speaker): Promise<Browser> {
    const browser = new Browser(this.web);
    await registered(person, { platform: 'WEB', webPush: browser.subscription });
    return browser;
  }

  /** Of some new device. */
  input(platform: RegisterPushDeviceInput['platform']): RegisterPushDeviceInput {
    return platform === 'WEB'
      ? { platform, webPush: new Browser(this.web).subscription }
      : { platform, token: aToken() };
  }

  async lettersAbout({ accountId }: Person): Promise<{ error: string; attempts: number }[]> {
    const { rows } = await this.service.sql.query<{ error: string; attempts: number }>(
      `SELECT l.error, l.attempts FROM dead_letter l JOIN notice_push n ON n.id::text = l.payload ->> 'noticeId' WHERE n.account_id = $1`,
      [accountId],
    );
    return rows;
  }
}

export const aToken = (): string => randomUUID().replaceAll('-', '');

export const register = async ({ client }: Speaker, input: RegisterPushDeviceInput) =>
  (await client.run('RegisterPushDevice', { input })).registerPushDevice;

export async function registered(person: Speaker, input: RegisterPushDeviceInput): Promise<Device> {
  const answer = await register(person, input);
  if (!answer || !('device' in answer) || !answer.device) throw new Error(JSON.stringify(answer));
  return answer.device;
}

export async function devicesOf({ client }: Speaker): Promise<Device[]> {
  const { viewer } = await client.data<{ viewer: { pushDevices: Device[] } }>(
    '{ viewer { id pushDevices { id platform lastSeenAt } } }',
  );
  return viewer.pushDevices;
}

export async function until(done: () => boolean): Promise<void> {
  const begun = performance.now();
  while (!done()) {
    expect(performance.now() - begun).toBeLessThan(8_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
