import { execFileSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  mkdtempSync,
  cpSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const files = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const offenders = (folder: string, pattern: RegExp, allowed: (file: string) => boolean = () => false) =>
  files(folder, '.ts').filter((file) => !allowed(file) && pattern.test(text(file)));

function violations(root: string): string[] {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cli, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const output = execFileSync(process.execPath, args, { cwd: root, maxBuffer: 100_000_000, encoding: 'utf8' });
  const { summary } = JSON.parse(output) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
  };
  expect(summary.totalCruised).toBeGreaterThan(100);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

describe('the house', () => {
  test('imports go one way, without cycles, through index.ts', () => {
    expect(violations(ROOT)).toEqual([]);
  }, 60_000);

  test('and the rules notice when one doesn’t', () => {
    const copy = mkdtempSync(join(tmpdir(), 'sevenfold-house-'));
    for (const entry of ['src', 'schema', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      cpSync(join(ROOT, entry), join(copy, entry), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const add = (file: string, line: string) =>
      writeFileSync(join(copy, file), `${line}\n${readFileSync(join(copy, file), 'utf8')}`);
    add('src/skills/tagging.ts', "import '../people/index.js';");
    add('src/posts/create-post.ts', "import '../questions/index.js';");
    add('src/posts/publish-post.ts', "import '../discussion/add-comment.js';");
    add('src/base/views/sql.ts', "import '../graphql/index.js';");
    add('src/base/text/slug.ts', "import '../../identity/index.js';");
    const names = violations(copy).map((violation) => violation.split(':')[0]);
    for (const name of [
      'skills-knows-only-what-is-below',
      'posts-knows-only-what-is-below',
      'enter-a-module-through-its-index',
      'base-views-knows-only-what-is-below',
      'base-knows-no-domain',
      'no-cycles',
    ])
      expect(names).toContain(name);
    rmSync(copy, { recursive: true, force: true });
  }, 60_000);

  test('nothing refers forward, and nothing is any', () => {
    expect(offenders('src', /forwardRef/)).toEqual([]);
    expect(offenders('src', /(:|as|<) any\b|@ts-ignore|@ts-nocheck/)).toEqual([]);
  });

  test('"now" comes from base/time, the environment from base/config and main.ts', () => {
    expect(
      offenders('src', /Date\.now\(\)|new Date\(\)|Temporal\.Now|(?<![.\w])now\(\)/, (file) =>
        file.startsWith('src/base/time/'),
      ),
    ).toEqual([]);
    expect(
      offenders(
        'src',
        /process\.env\b/,
        (file) =>
          [
            'src/backup.ts',
            'src/content-export.ts',
            'src/grant.ts',
            'src/main.ts',
            'src/restore.ts',
            'src/trust.ts',
            'src/worker.ts',
          ].includes(file) || file.startsWith('src/base/database/embedded/'),
      ),
    ).toEqual([]);
    expect(files('migrations', '.sql').filter((file) => /\bnow\(\)|current_timestamp/i.test(text(file)))).toEqual([]);
  });

  test('nothing in the house runs text as code', () => {
    expect(offenders('src', /\beval\(|new Function\(/)).toEqual([]);
    // The check of the bank starts Python; no process that serves anything loads it (.dependency-cruiser.cjs).
    expect(
      offenders(
        'src',
        /node:child_process/,
        (file) => file.startsWith('src/base/database/embedded/') || file === 'src/content-check/python.ts',
      ),
    ).toEqual([]);
    expect(offenders('src', /\.orderBy\(/)).toEqual([]);
  });

  test('files stay small enough to read', () => {
    const long = files('src', '.ts').filter((file) => text(file).split('\n').length > 300);
    expect(long).toEqual([]);
  });
});

describe('documents', () => {
  const documents = ['README.md', ...files('docs', '.md')];

  test('name only files and folders that exist', () => {
    const missing = documents.flatMap((document) =>
      [...text(document).matchAll(/`((?:src|migrations|schema|test|content|bench|docs|tools|\.ci)\/[\w./*-]*)`/g)]
        .map(([, path]) => path as string)
        .filter((path) => !path.includes('*') && !existsSync(join(ROOT, path)))
        .map((path) => `${document}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('README.md names every setting', () => {
    const settings = ['config', 'push-settings'].flatMap((file) =>
      [...text(`src/base/config/${file}.ts`).matchAll(/^  ([A-Z][A-Z_]+):/gm)].map(([, name]) => name as string),
    );
    expect(settings).toEqual(expect.arrayContaining(['NODE_ENV', 'TRUSTED_DOCUMENTS', 'WEB_PUSH_KEY', 'FCM_URL']));
    const named = text('README.md').split('\n## Settings\n')[1]?.split('\n## ')[0] ?? '';
    expect(settings.filter((name) => !named.includes(`\`${name}\``))).toEqual([]);
  });

  test('and their links lead somewhere', () => {
    const broken = documents.flatMap((document) =>
      [...text(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, path]) => path as string)
        .filter((path) => !existsSync(join(ROOT, document, '..', path)))
        .map((path) => `${document}: ${path}`),
    );
    expect(broken).toEqual([]);
  });
});
