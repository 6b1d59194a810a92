import { execFileSync } from 'node:child_process';

import { expect } from '@jest/globals';

import { Client } from '../harness/client.js';

type Step =
  | { readonly kind: 'ask'; readonly language: 'graphql' | 'sh'; readonly text: string; readonly answer: unknown }
  | { readonly kind: 'run'; readonly text: string }
  | { readonly kind: 'token'; readonly path: string }
  | { readonly kind: 'keep'; readonly name: string; readonly path: string; readonly pattern: RegExp | undefined };

const BLOCKS =
  /```(graphql|sh)\n([\s\S]*?)```\s+```json\n([\s\S]*?)```|```js\n([\s\S]*?)```|<!-- (token|keep): (?:(\w+) = )?([\w.]+)(?: \/(.+)\/)? -->/g;

/** What a document has its reader do: each question with the answer that follows it, code, and what later ones take (in comments). */
function steps(text: string): Step[] {
  return [...text.matchAll(BLOCKS)].map(([, language, question, answer, code, kind, name, path = '', pattern]): Step => {
    if (code !== undefined) return { kind: 'run', text: code };
    if (kind === 'token') return { kind, path };
    if (kind === 'keep') return { kind, name: name ?? '', path, pattern: pattern === undefined ? undefined : new RegExp(pattern) };
    return { kind: 'ask', language: language as 'graphql' | 'sh', text: question ?? '', answer: JSON.parse(answer ?? '') };
  });
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

async function answerOf(language: 'graphql' | 'sh', text: string, client: Client, url: string): Promise<unknown> {
  if (language === 'graphql') return (await client.post(JSON.stringify({ query: text }))).json();
  const command = text.replace('http://localhost:3000', url);
  return JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' }));
}

/**
 * Does what the document says, at a service that is fresh.
 * @param run carries out a block of code
 * @returns how many questions were asked
 */
export async function take(text: string, url: string, run: (code: string) => Promise<void> = () => Promise.reject(new Error('No code here'))): Promise<number> {
  const kept = new Map<string, string>();
  let client = new Client(url);
  let data: unknown;
  let asked = 0;
  for (const step of steps(text)) {
    if (step.kind === 'token') client = new Client(url, valueAt(data, step.path));
    else if (step.kind === 'keep') {
      const value = valueAt(data, step.path);
      kept.set(step.name, (step.pattern ? step.pattern.exec(value)?.[1] : value) ?? '');
    } else if (step.kind === 'run') await run(step.text);
    else {
      asked++;
      const question = [...kept].reduce((filled, [name, value]) => filled.replaceAll(`"${name}"`, `"${value}"`), step.text);
      const answer = await answerOf(step.language, question, client, url);
      data = answer;
      if (!Array.isArray(answer)) {
        const { extensions, ...rest } = answer as { data: unknown; extensions?: unknown };
        expect(extensions).toHaveProperty('cost'); // said once in the document, not in every answer
        expect(rest).toEqual(likeDocument(step.answer));
        ({ data } = rest);
      } else expect(answer).toEqual(likeDocument(step.answer));
    }
  }
  return asked;
}
