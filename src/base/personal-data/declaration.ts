/** What happens to rows when the account that they are of is deleted. SQL over a row; $1 is the account's id, $2 the time. */
export type Erasure =
  /** The rows of the account, or those of a condition, go: of this table, or of one whose rows take them along. */
  | { readonly delete: 'rows' | { readonly where: string; readonly from?: string } }
  /** Columns get these values (SQL) in the rows of the account, or in those of a condition. */
  | { readonly set: Readonly<Record<string, string>>; readonly where?: string };

/** Keys are columns, several with commas between; the values tell why. */
export type Reasons = Readonly<Record<string, string>>;

/** A table that has something of an account. */
export interface PersonalTable {
  /** SQL over a row: whether it is of the account $1. */
  readonly of: string;
  /** Columns that tell something of a person. */
  readonly personal: readonly string[];
  /** Columns with an account's id or with text that tell nothing of a person, and why. */
  readonly notPersonal?: Reasons;
  /** The list of a SELECT over the account's rows, for its export; or why nothing of them is exported. */
  readonly exported: string | { readonly not: string };
  /** Personal columns that an export leaves out, and why. */
  readonly notExported?: Reasons;
  readonly onDeletion: readonly Erasure[];
  /** Personal columns that stay, in some or all rows, and why. */
  readonly stays?: Reasons;
  /** Comes last on deletion: the rows of other tables are found by it. */
  readonly last?: true;
}

/** A table of which no row is of anybody. */
export interface ImpersonalTable {
  readonly nobody: string;
}

export type TableDeclaration = PersonalTable | ImpersonalTable;

/** What one module keeps of people, table by table. */
export interface PersonalDeclaration {
  /** The name of its file in an export. */
  readonly module: string;
  readonly tables: Readonly<Record<string, TableDeclaration>>;
}

export function isPersonal(table: TableDeclaration): table is PersonalTable {
  return 'of' in table;
}

/** @returns reason by column */
export function reasonsByColumn(reasons: Reasons = {}): Map<string, string> {
  return new Map(
    Object.entries(reasons).flatMap(([columns, why]) => columns.split(', ').map((column) => [column, why] as const)),
  );
}
