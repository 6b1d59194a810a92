import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '../../../content');

/** A YAML file of content/ and what it holds. */
export interface ContentFile {
  /** From content/ on, without the ending: `topics/llm-architecture`. */
  readonly name: string;
  readonly value: unknown;
  readonly hash: string;
}

/** The files of a folder of content/ (or one file), by name. */
export function readContent(path: string): ContentFile[] {
  return (path.endsWith('.yaml') ? [path] : readdirSync(join(FOLDER, path), { recursive: true, encoding: 'utf8' }).map((file) => join(path, file)))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      return { name: file.slice(0, -'.yaml'.length), value: parse(text) as unknown, hash: createHash('sha256').update(text).digest('hex') };
    });
}
