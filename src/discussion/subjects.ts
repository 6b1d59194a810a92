import { FALSE, identifier, join, literal, Row, type Sql, sql, type ViewScope } from '../base/views/index.js';

/** A kind of thing that can be discussed; the modules that have such things declare them. */
export interface SubjectKind {
  /** The prefix of its ids, and what the column `subject.kind` says. */
  readonly kind: string;
  readonly type: string;
  readonly table: string;
  readonly visible: (row: Row, scope: ViewScope) => Sql;
  /** Whether something may be added to it: it is there for others to see. */
  readonly open: (row: Row, scope: ViewScope) => Sql;
}

const kinds = new Map<string, SubjectKind>();

export function declareSubject(subject: SubjectKind): SubjectKind {
  kinds.set(subject.kind, subject);
  return subject;
}

export function subjectKind(kind: string): SubjectKind | undefined {
  return kinds.get(kind);
}

/** Whether the viewer may see the subject of a row that has subject_kind and subject_id. */
export function subjectVisible(row: Row, scope: ViewScope): Sql {
  const cases = [...kinds.values()].map(({ kind, table, visible }) => {
    const subject = new Row(`subject_${table}`);
    return sql`WHEN ${literal(kind)} THEN EXISTS (SELECT FROM ${identifier(table)} AS ${subject} WHERE ${subject}.id = ${row}.subject_id AND ${visible(subject, scope)})`;
  });
  return cases.length > 0 ? sql`CASE ${row}.subject_kind ${join(cases, ' ')} ELSE FALSE END` : FALSE;
}

/** Whether everybody may see the subject of a kind with this id, and the viewer too. */
export function subjectOpen(kind: string, id: Sql, scope: ViewScope): Sql {
  const known = kinds.get(kind);
  if (!known) throw new Error(`There is no subject ${kind}`);
  const subject = new Row(`open_${known.table}`);
  return sql`EXISTS (SELECT FROM ${identifier(known.table)} AS ${subject} WHERE ${subject}.id = ${id} AND (${known.open(subject, scope)}) AND ${known.visible(subject, scope)})`;
}
