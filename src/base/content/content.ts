import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '../../../content');

/** A YAML file of content/ and what it holds. */
export class ContentFile {
  readonly hash: string;
  readonly #text: string;

  /** @param name from content/ on, without the ending: `topics/llm-architecture` */
  constructor(readonly name: string) {
    this.#text = readFileSync(join(FOLDER, `${name}.yaml`), 'utf8');
    this.hash = createHash('sha256').update(this.#text).digest('hex');
  }

  /** Read when it is asked for: most starts find everything loaded, and the hash is enough to know. */
  get value(): unknown {
    return parse(this.#text) as unknown;
  }
}

/** The files of a folder of content/ (or one file), by name. */
export function readContent(path: string): ContentFile[] {
  const files = path.endsWith('.yaml')
    ? [path]
    : readdirSync(join(FOLDER, path), { recursive: true, encoding: 'utf8' }).map((file) => join(path, file));
  return files
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => new ContentFile(file.slice(0, -'.yaml'.length)));
}
