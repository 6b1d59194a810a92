import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import type { Viewer } from '../access/index.js';
import { Database } from '../database/index.js';
import { notFound } from '../errors/index.js';
import { Clock } from '../time/index.js';
import { isVisible, keyColumn, ViewRegistry } from './registry.js';
import type { Run } from './run.js';
import { forStatement, scopeOf } from './scope.js';
import { and, identifier, param, print, Row, type Sql, sql, TRUE } from './sql.js';
import { type Named, StatementNames } from './statement-names.js';
import type { ViewScope } from './view.js';

const NAMES = 100;
const TEXTS_KEPT = 1_000;

/** Finds what a mutation names, and what a mail tells of, by the same visibility that reads have. */
@Injectable()
export class ViewFinder {
  readonly #known = new LRUCache<string, Named>({ max: TEXTS_KEPT });
  readonly #names = new StatementNames('find', NAMES);

  constructor(
    private readonly registry: ViewRegistry,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The key of what a mutation names by a global id.
   * @throws ApiError NOT_FOUND when the viewer can't see it or the id is not one of `type`
   */
  async find(type: string, id: string, viewer: Viewer): Promise<string> {
    const key = this.registry.keyOf(type, id);
    if (key === undefined || !(await this.holds(type, key, viewer))) throw notFound(type.toLowerCase());
    return key;
  }

  /** Whether the viewer can see the row with this key and, if given, a further condition holds for it. */
  async holds(
    type: string,
    key: string,
    viewer: Viewer,
    condition?: (row: Row, scope: ViewScope) => Sql,
  ): Promise<boolean> {
    const where = (row: Row, scope: ViewScope) => ({ columns: sql``, where: condition?.(row, scope) ?? TRUE });
    return (await this.tell(type, key, viewer, where)) !== undefined;
  }

  /** The same, with something told of the row. */
  async tell<Found extends object>(
    type: string,
    key: string,
    viewer: Viewer,
    asked: (row: Row, scope: ViewScope) => { readonly columns: Sql; readonly where: Sql },
  ): Promise<Found | undefined> {
    const view = this.registry.view(type);
    const row = new Row('it');
    const [found] = await this.rows<Found>(viewer, (scope) => {
      const { columns, where } = asked(row, scope);
      const isIt = sql`${keyColumn(view, row)} = ${param('uuid', () => key)}`;
      return sql`SELECT ${columns} FROM ${identifier(view.table ?? '')} AS ${row} WHERE ${and(isIt, isVisible(view, row, scope, false), where)}`;
    });
    return found;
  }

  /** Rows of a SELECT of the caller's own, made for `viewer`: for what is told to somebody who isn't asking. */
  async rows<Found extends object>(viewer: Viewer, select: (scope: ViewScope) => Sql): Promise<Found[]> {
    const { text, params } = print(select(scopeOf(viewer)));
    const run = { viewer, now: this.clock.now() } as Run;
    const values = params.map(({ read }) => forStatement(read(run)));
    return (await this.database.run<Found>({ text, values, name: this.#nameOf(text) })).rows;
  }

  #nameOf(text: string): string | undefined {
    const known = this.#known.get(text) ?? { uses: 0, name: undefined };
    this.#known.set(text, known);
    return this.#names.of(known);
  }
}
