import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Client } from '../harness/client.js';
import { removeFolder, ServiceProcess, temporaryFolder } from '../harness/process.js';

const ROOT = join(import.meta.dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

type Step =
  | { readonly kind: 'ask'; readonly language: 'graphql' | 'sh'; readonly text: string; readonly answer: unknown }
  | { readonly kind: 'token'; readonly path: string }
  | { readonly kind: 'keep'; readonly name: string; readonly path: string };

/** The tour: each question with the answer that follows it, and what later ones take from it (in comments). */
function steps(): Step[] {
  const tour = readme.slice(readme.indexOf('## Five minutes'), readme.indexOf('## Settings'));
  const found: Step[] = [];
  const pattern = /```(graphql|sh)\n([\s\S]*?)```\s+```json\n([\s\S]*?)```|<!-- (token|keep): (?:(\w+) = )?([\w.]+) -->/g;
  for (const [, language, text, answer, kind, name, path] of tour.matchAll(pattern)) {
    if (kind) found.push(kind === 'token' ? { kind, path: path ?? '' } : { kind: 'keep', name: name ?? '', path: path ?? '' });
    else found.push({ kind: 'ask', language: language as 'graphql' | 'sh', text: text ?? '', answer: JSON.parse(answer ?? '') });
  }
  return found;
}

/** “…” in the document stands for anything. */
function likeDocument(value: unknown): unknown {
  if (value === '…') return expect.anything();
  if (Array.isArray(value)) return value.map(likeDocument);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, likeDocument(item)]));
}

function valueAt(value: unknown, path: string): string {
  return path.split('.').reduce((found, name) => (found as Record<string, unknown>)[name], value) as string;
}

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
    const url = `http://127.0.0.1:${service.port}`;
    const kept = new Map<string, string>();
    let client = new Client(url);
    let data: unknown;
    let asked = 0;
    for (const step of steps()) {
      if (step.kind === 'token') client = new Client(url, valueAt(data, step.path));
      else if (step.kind === 'keep') kept.set(step.name, valueAt(data, step.path));
      else {
        asked++;
        const text = [...kept].reduce((filled, [name, value]) => filled.replaceAll(`"${name}"`, `"${value}"`), step.text);
        const { extensions, ...answer } = (
          step.language === 'sh'
            ? JSON.parse(execFileSync('sh', ['-c', text.replace('http://localhost:3000', url)], { encoding: 'utf8' }))
            : await (await client.post(JSON.stringify({ query: text }))).json()
        ) as { data: unknown; extensions?: unknown };
        expect(extensions).toHaveProperty('cost'); // said once in the document, not in every answer
        expect(answer).toEqual(likeDocument(step.answer));
        ({ data } = answer);
      }
    }
    expect(asked).toBeGreaterThanOrEqual(8);
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
