import pg from 'pg';
import { DataSource, EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** A row as TypeORM gives it, its columns under their own names; instants as PostgreSQL's text. */
export type RowOf = Readonly<Record<string, unknown>>;

/** Every table of the database, read once through plain TypeORM repositories. */
export type Tables = Readonly<Record<string, readonly RowOf[]>>;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly primary: boolean;
}

const COLUMNS = `
  SELECT c.table_name AS table, c.column_name AS column, EXISTS (
    SELECT FROM information_schema.key_column_usage k JOIN information_schema.table_constraints t USING (constraint_name)
    WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name) AS primary
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`;

const PLAIN = [16, 20, 21, 23, 700, 701, 1009, 3802]; // bool, numbers, text[], jsonb

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) =>
    oid === 20
      ? Number
      : PLAIN.includes(oid)
        ? (pg.types.getTypeParser(oid) as (text: string) => unknown)
        : (text: string) => text,
};

export async function readTables(url: string): Promise<Tables> {
  const probe = await new DataSource({ type: 'postgres', url }).initialize();
  const columns = await probe.query<Column[]>(COLUMNS);
  await probe.destroy();
  const schemas = [...new Set(columns.filter(({ primary }) => primary).map(({ table }) => table))].map((table) => {
    const own = columns.filter((column) => column.table === table);
    const described = own.map(({ column, primary }): [string, EntitySchemaColumnOptions] => [
      column,
      { name: column, type: 'text', nullable: true, primary },
    ]);
    return new EntitySchema<RowOf>({ name: table, tableName: table, columns: Object.fromEntries(described) });
  });
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: schemas,
    extra: { types, options: '-c TimeZone=UTC' },
  });
  await source.initialize();
  const tables: Record<string, readonly RowOf[]> = {};
  for (const schema of schemas) tables[schema.options.name] = await source.getRepository(schema).find();
  await source.destroy();
  return tables;
}
