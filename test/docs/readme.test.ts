import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { removeFolder, ServiceProcess, temporaryFolder } from '../harness/process.js';
import { take } from './tour.js';

const ROOT = join(import.meta.dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('the tour', () => {
  let dataDir: string;
  let service: ServiceProcess;
  beforeAll(async () => {
    dataDir = temporaryFolder();
    service = await (await ServiceProcess.start(dataDir)).ready();
  }, 60_000);
  afterAll(async () => {
    await service.stop();
    removeFolder(dataDir);
  });

  test('answers as written', async () => {
    const tour = readme.slice(readme.indexOf('## Five minutes'), readme.indexOf('## Settings'));
    expect(await take(tour, `http://127.0.0.1:${service.port}`)).toBeGreaterThanOrEqual(8);
  });
});

test('every npm command that is named exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm (?:run )?(ci|start|test|check|generate|format)\b/g)].map(([, name]) => name as string);
  for (const name of new Set(named)) if (name !== 'ci') expect(Object.keys(scripts)).toContain(name);
});

test('every setting that is named is one, and every one is named', () => {
  const source = readFileSync(join(ROOT, 'src/base/config/config.ts'), 'utf8');
  const known = [...(/z\.object\(\{([\s\S]*?)\n\}\);/.exec(source)?.[1] ?? '').matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name as string);
  const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Where things are'));
  expect(known.length).toBeGreaterThan(10);
  for (const name of known) expect(table).toContain(`\`${name}\``);
});
