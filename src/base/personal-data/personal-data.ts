import { Injectable } from '@nestjs/common';

import { Database } from '../database/index.js';
import { Clock } from '../time/index.js';
import { type Erasure, isPersonal, type PersonalDeclaration, type PersonalTable } from './declaration.js';

/** One file of an export. */
export interface ExportedFile {
  readonly name: string;
  readonly json: string;
}

const PAGE = 1_000;
/** All files together; more than a person can write, and less than a process has memory for. */
const LARGEST_EXPORT = 100_000_000;

/** What is kept of people: modules declare it, and exports and deletions follow from that. */
@Injectable()
export class PersonalData {
  readonly #declared: PersonalDeclaration[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  add(declaration: PersonalDeclaration): void {
    this.#declared.push(declaration);
  }

  get declared(): readonly PersonalDeclaration[] {
    return this.#declared;
  }

  /** Everything that is the account's, as it is at one moment: a file for each module that has something. */
  async export(accountId: string): Promise<ExportedFile[]> {
    return this.database.transaction(async () => {
      await this.database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const files: ExportedFile[] = [];
      let size = 0;
      for (const { module, tables } of this.#declared) {
        const parts: string[] = [];
        for (const [name, table] of Object.entries(tables)) {
          if (!isPersonal(table) || typeof table.exported !== 'string') continue;
          const rows = await this.#rows(name, table, accountId);
          size += rows.reduce((sum, row) => sum + row.length, 0);
          if (size > LARGEST_EXPORT) throw new Error('This export is too large');
          parts.push(
            `  ${JSON.stringify(name)}: [${rows.map((row) => `\n    ${row}`).join(',')}${rows.length ? '\n  ' : ''}]`,
          );
        }
        if (parts.length > 0) files.push({ name: `${module}.json`, json: `{\n${parts.join(',\n')}\n}\n` });
      }
      return files;
    });
  }

  /** Deletes, clears and takes the name off whatever is the account's. To be called in a transaction. */
  async erase(accountId: string): Promise<void> {
    if (!this.database.inTransaction) throw new Error('An account is erased in one transaction');
    const all = this.#declared.flatMap(({ tables }) => Object.entries(tables));
    const personal = all.filter((entry): entry is [string, PersonalTable] => isPersonal(entry[1]));
    for (const lastly of [false, true])
      for (const [name, table] of personal)
        if ((table.last ?? false) === lastly)
          for (const erasure of table.onDeletion)
            await this.#carryOut(erasureStatement(name, table, erasure), accountId);
  }

  async #carryOut(statement: string, accountId: string): Promise<void> {
    await this.database.query(statement, statement.includes('$2') ? [accountId, this.clock.now()] : [accountId]);
  }

  async #rows(name: string, { of, exported }: PersonalTable, accountId: string): Promise<string[]> {
    if (typeof exported !== 'string') return [];
    const rows: string[] = [];
    const select = `SELECT to_json(mine)::text AS row FROM (SELECT ${exported} FROM ${name} WHERE ${of}) AS mine`;
    await this.database.query(`DECLARE mine NO SCROLL CURSOR FOR ${select}`, [accountId]);
    for (;;) {
      const page = await this.database.query<{ row: string }>(`FETCH ${PAGE} FROM mine`);
      for (const { row } of page) rows.push(row);
      if (page.length < PAGE) break;
    }
    await this.database.query('CLOSE mine');
    return rows;
  }
}

function erasureStatement(name: string, { of }: PersonalTable, erasure: Erasure): string {
  if ('delete' in erasure) {
    const { from = name, where } = erasure.delete === 'rows' ? { where: of } : erasure.delete;
    return `DELETE FROM ${from} WHERE ${where}`;
  }
  const assignments = Object.entries(erasure.set).map(([column, value]) => `"${column}" = ${value}`);
  return `UPDATE ${name} SET ${assignments.join(', ')} WHERE ${erasure.where ?? of}`;
}
