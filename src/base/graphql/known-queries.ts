import { Injectable } from '@nestjs/common';
import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

import { Admission } from './admission.js';
import type { GraphQLContext } from './context.js';
import { Queries } from './queries.js';
import { hashNamedBy } from './trusted-documents.js';

const KEPT_DOCUMENTS = 1_000;
const KEPT_CHARACTERS = 8_000_000;

/** The body of a request, as JSON gives it. */
export interface RequestBody {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  readonly documentId?: unknown;
}

/**
 * The short way of a query that was parsed and validated before: admission, one statement, its text. Apollo's pipeline costs
 * a request several times what answering it does, so only what is new, no query of views, or failing goes through it.
 */
@Injectable()
export class KnownQueries {
  readonly #documents = new LRUCache<string, DocumentNode>({
    max: KEPT_DOCUMENTS,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, text) => text.length + 1,
  });

  constructor(
    readonly queries: Queries,
    readonly admission: Admission,
  ) {}

  /**
   * Notes a document that has been found valid.
   * @param name its text, or the hash by which it was asked for
   */
  remember(name: string, document: DocumentNode): void {
    if (this.#documents.peek(name) !== document) this.#documents.set(name, document);
  }

  /** The `data` as JSON text; undefined when Apollo must answer, which goes on with what the context holds by then. */
  async answer(body: RequestBody, context: GraphQLContext): Promise<string | undefined> {
    const { variables: given, operationName } = body;
    const name = nameIn(body);
    if (name === undefined || !isRecordOrAbsent(given)) return undefined;
    const document = this.#documents.get(name);
    const operation = document && operationOf(document, operationName);
    if (operation?.operation !== 'query') return undefined;
    context.story.operation = operation;
    try {
      context.variables = this.queries.variables(operation, given ?? undefined);
      this.admission.admit(document as DocumentNode, operation, context.variables, context);
    } catch {
      return undefined; // Apollo comes to the same refusal, and words it
    }
    context.admitted = true;
    return this.queries.answer(document as DocumentNode, operation, context.variables, context);
  }
}

/** What the document is remembered by; undefined where text and hash both come, which Apollo compares. */
function nameIn({ query, extensions }: RequestBody): string | undefined {
  const hash = hashNamedBy(extensions);
  if (typeof query === 'string') return hash === undefined ? query : undefined;
  return query == null ? hash : undefined;
}

function isRecordOrAbsent(value: unknown): value is Record<string, unknown> | null | undefined {
  return value == null || (typeof value === 'object' && !Array.isArray(value));
}

/** The operation that is meant; undefined when that isn't clear. */
function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name == null) return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name?.value === name);
}
