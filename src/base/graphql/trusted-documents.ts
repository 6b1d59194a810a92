import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { type GraphQLError, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';

import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { CATALOGUE, requestError } from '../errors/index.js';
import { Clock } from '../time/index.js';
import { ViewReader } from '../views/index.js';
import { LIMITS } from './limits/figures.js';

const KEPT = 1_000;

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Documents that a client's team has registered before its release. Requests name them by hash; with TRUSTED_DOCUMENTS=only
 * nothing else is run. They are the store of Apollo's persisted queries, into which no request ever writes.
 */
@Injectable()
export class TrustedDocuments {
  readonly only: boolean;
  /** For Apollo, which puts `apq:` in front of a hash. */
  readonly store = {
    get: (key: string): Promise<string | undefined> => this.find(key.replace(/^apq:/, '')),
    set: (): Promise<void> => Promise.resolve(),
    delete: (): Promise<boolean> => Promise.resolve(false),
  };
  readonly #kept = new LRUCache<string, string>({ max: KEPT });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: ViewReader,
    { trustedDocumentsOnly }: Config,
  ) {
    this.only = trustedDocumentsOnly;
  }

  /** @throws ApiError DOCUMENT_NOT_TRUSTED where only registered documents are run and this text is none */
  async assertTrusted(text: string): Promise<void> {
    if (this.only && (await this.find(hashOf(text))) === undefined)
      throw requestError('DOCUMENT_NOT_TRUSTED', CATALOGUE.DOCUMENT_NOT_TRUSTED.meaning);
  }

  /** The text of a document; asked of the database once. */
  async find(hash: string): Promise<string | undefined> {
    const kept = this.#kept.get(hash);
    if (kept !== undefined) return kept;
    const row = await this.database.queryOne<{ document: string }>(
      'SELECT document FROM trusted_document WHERE hash = $1',
      [hash],
    );
    if (row) this.#kept.set(hash, row.document);
    return row?.document;
  }

  /**
   * Registers all of them or none.
   * @returns their hashes
   * @throws UnfitDocumentError when one isn't a document of this API
   */
  async register(texts: readonly string[]): Promise<string[]> {
    const errors = texts.flatMap((text) => this.#errorsOf(text));
    if (errors.length > 0) throw new UnfitDocumentError(errors);
    const hashes = texts.map(hashOf);
    await this.database.query(
      `INSERT INTO trusted_document (hash, document, registered_at)
       SELECT hash, document, $3 FROM unnest($1::text[], $2::text[]) AS given(hash, document) ON CONFLICT (hash) DO NOTHING`,
      [hashes, texts, this.clock.now()],
    );
    return hashes;
  }

  #errorsOf(text: string): readonly GraphQLError[] {
    try {
      return validate(this.reader.schema, parse(text, { maxTokens: LIMITS.tokens }));
    } catch (error) {
      return [error as GraphQLError];
    }
  }
}

/** Says everything that is wrong with a document. */
export class UnfitDocumentError extends Error {
  override readonly name = 'UnfitDocumentError';

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(String).join('\n'));
  }
}

/** The hash that the `extensions` of a request name. */
export function hashNamedBy(extensions: unknown): string | undefined {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery;
  return typeof persisted?.sha256Hash === 'string' ? persisted.sha256Hash : undefined;
}

/** `documentId` of a request in the form that Apollo knows; `sha256:` may stand in front of the hash. */
export function extensionsFor(documentId: unknown): object {
  const sha256Hash = String(documentId).replace(/^sha256:/, '');
  return { persistedQuery: { version: 1, sha256Hash } };
}
