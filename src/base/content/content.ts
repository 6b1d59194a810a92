import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** Where the files are that come with the service. */
export const CONTENT = join(import.meta.dirname, '../../../content');

/** A file of content/ and what it holds. */
export class ContentFile {
  readonly hash: string;
  readonly text: string;

  /**
   * @param path from content/ on: `topics/llm-architecture.yaml`
   * @param root another folder in place of content/
   */
  constructor(
    readonly path: string,
    root: string,
  ) {
    this.text = readFileSync(join(root, path), 'utf8');
    this.hash = createHash('sha256').update(this.text).digest('hex');
  }

  /** Without its ending: `topics/llm-architecture`. */
  get name(): string {
    return this.path.replace(/\.\w+$/, '');
  }

  /** The last part of its name: `llm-architecture`. */
  get slug(): string {
    return this.name.slice(this.name.lastIndexOf('/') + 1);
  }

  /** Read when it is asked for: most starts find everything loaded, and the hash is enough to know. */
  get value(): unknown {
    return parse(this.text) as unknown;
  }
}

/** The files of a folder of content/ (or one file), by name. What isn't there is an empty list. */
export function readContent(path: string, root = CONTENT): ContentFile[] {
  if (!existsSync(join(root, path))) return [];
  const files = /\.\w+$/.test(path)
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).map((file) => join(path, file));
  return files
    .filter((file) => /\.(yaml|md)$/.test(file))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => new ContentFile(file, root));
}
