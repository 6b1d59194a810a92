import { constant, type Json, list, scalar, toSql } from './json.js';
import type { Page } from './page.js';
import { and, raw, Row, type Sql, sql } from './sql.js';

/**
 * The rows of a page under one alias: fetched once, with one more than asked for, so that "is there a next page" is known
 * and not guessed.
 */
export class PageParts {
  readonly row: Row;
  #needsCursor = false;
  #needsOneMore = false;
  needsRows = false;

  constructor(
    private readonly page: Page,
    private readonly exists: (rows: Sql) => Sql,
  ) {
    this.row = new Row(`${page.row.alias}_page`);
  }

  get cursor(): Sql {
    this.#needsCursor = true;
    this.needsRows = true;
    return sql`${this.row}.cursor`;
  }

  list(element: Json): Json {
    this.needsRows = true;
    return list(toSql(element), this.page.answerOrder(this.row), this.#inPage);
  }

  get #inPage(): Sql {
    return sql`${this.row}.n <= ${raw(String(this.page.size))}`;
  }

  pageInfo(name: string): Json {
    const { page } = this;
    switch (name) {
      case 'hasNextPage':
        return page.forward ? this.#more(page.hasBefore, () => page.fromBefore) : this.#beyond(page.hasBefore, () => page.fromBefore);
      case 'hasPreviousPage':
        return page.forward ? this.#beyond(page.hasAfter, () => page.upToAfter) : this.#more(page.hasAfter, () => page.upToAfter);
      case 'startCursor':
        return this.#cursorAt(raw('1'));
      case 'endCursor':
        return this.#cursorAt(raw(`least(${page.size}, count(*))::int`));
      default:
        return constant('PageInfo');
    }
  }

  /** On the side that the page grows to: rows left over, or rows beyond the other bound. */
  #more(bounded: boolean, beyond: () => Sql): Json {
    this.needsRows = true;
    this.#needsOneMore = true;
    const left = sql`count(*) > ${raw(String(this.page.size))}`;
    return scalar('Boolean', bounded ? sql`(${left} OR ${this.exists(beyond())})` : sql`(${left})`, false);
  }

  /** On the side that the page begins at. */
  #beyond(bounded: boolean, beyond: () => Sql): Json {
    return bounded ? scalar('Boolean', this.exists(beyond()), false) : constant(false);
  }

  #cursorAt(index: Sql): Json {
    const cursors = sql`array_agg(${this.cursor} ORDER BY ${this.page.answerOrder(this.row)}) FILTER (WHERE ${this.#inPage})`;
    return scalar('String', sql`(${cursors})[${index}]`, true);
  }

  select(json: Sql, table: Sql, inList: Sql): Sql {
    const { page, row } = this;
    const target = page.row;
    const limit = raw(String(page.size + (this.#needsOneMore ? 1 : 0)));
    const condition = and(inList, page.bounds);
    const numbered = sql`row_number() OVER (ORDER BY ${page.scanOrder}) AS n`;
    const rows = sql`(SELECT ${target}.*, ${page.keyColumns}, ${numbered} FROM ${table} WHERE ${condition} ORDER BY ${page.scanOrder} LIMIT ${limit}) AS ${row}`;
    const withCursor = this.#needsCursor ? sql`(SELECT ${row}.*, ${page.cursor(row)} AS cursor FROM ${rows} OFFSET 0) AS ${row}` : rows;
    return sql`(SELECT ${json} FROM ${withCursor})`;
  }
}
