import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { Browser } from '../harness/browser.js';
import { preparedFolder, removeFolder, ServiceProcess } from '../harness/process.js';
import { CLIENT, OpenIdServer } from '../harness/sign-in-providers.js';
import { take } from './tour.js';

const document = readFileSync(join(import.meta.dirname, '../../docs/clients/sign-in.md'), 'utf8');
const [passwords = '', providers = ''] = document.split('\n## With Google');

let dataDir: string;
let service: ServiceProcess;
let google: OpenIdServer;
let url: string;
beforeAll(async () => {
  google = await new OpenIdServer().start();
  dataDir = await preparedFolder();
  service = await ServiceProcess.start(dataDir, {
    GOOGLE_CLIENT_ID: CLIENT.id,
    GOOGLE_CLIENT_SECRET: CLIENT.secret,
    GOOGLE_URL: google.url,
    APP_REDIRECT_URIS: 'https://app.example.org/signed-in,org.example.app:/signed-in',
  });
  url = `http://127.0.0.1:${service.port}`;
  await google.serve([`${url}/auth/google/callback`]);
  await service.ready();
}, 60_000);
afterAll(async () => {
  await service.stop();
  await google.stop();
  removeFolder(dataDir);
});

test('with address and password, as written', async () => {
  expect(await take(passwords, url)).toBe(6);
});

test('with a provider on the web and on a phone, as written', async () => {
  google.user = { sub: '7', email: 'grace@example.com', verified: true, name: 'Grace Hopper' };
  const signedIn: unknown[] = [];
  const stored = new Map<string, string>();
  const home = (app: string) => (here: string) => here.startsWith(app);
  /** What code finds in a page of the app, or in an app. */
  const world = {
    SEVENFOLD: url,
    signedIn: (session: unknown) => void signedIn.push(session),
    sessionStorage: {
      setItem: (name: string, value: string) => void stored.set(name, value),
      getItem: (name: string) => stored.get(name) ?? null,
      removeItem: (name: string) => void stored.delete(name),
    },
    history: { replaceState: () => undefined },
    location: {
      search: '',
      pathname: '/signed-in',
      assign: (address: string) => {
        leaving = new Browser().follow(address, home('https://app.example.org/'));
      },
    },
    openAuthSession: (address: string, app: string) => new Browser().follow(address, home(app)),
  };
  let leaving: Promise<string> | undefined;
  await take(providers, url, async (code) => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the document's own code is what is tested
    const run = new Function(...Object.keys(world), `return (async () => {${code}})()`) as (...given: unknown[]) => Promise<void>;
    await run(...Object.values(world));
    if (leaving) world.location.search = new URL(await leaving).search;
    leaving = undefined;
  });
  const session = { accessToken: expect.any(String), viewer: { emailVerified: true, signInMethods: ['GOOGLE'] } };
  expect(signedIn).toEqual([expect.objectContaining({ refreshToken: expect.any(String) }), expect.anything()]);
  expect(signedIn).toMatchObject([session, session]);
});

test('every code that is named is one of the API', () => {
  const refusals = readFileSync(join(import.meta.dirname, '../../src/base/errors/refusal.ts'), 'utf8');
  const named = [...providers.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code as string);
  expect(named.length).toBeGreaterThan(4);
  for (const code of named) expect(refusals).toContain(`'${code}'`);
});
