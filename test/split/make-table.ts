import type { Column, ColumnType } from '../../core/contract/dataset.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { Sql, SqlValue } from '../../core/shared/sql.ts';
import { quoteIdent, quoteText } from '../../core/shared/sql.ts';
import type { Table } from '../../core/shared/table.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

const sqlTypes: Record<ColumnType, string> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

let tables = 0;

/** An empty in-memory DuckDB. */
export function openTestDuck(): Promise<Duck> {
  return openDuck({ threads: 2, memoryLimitMb: 500, spillDirectory: null, allowedPaths: null });
}

/** A table of these cells, one array per row; columns are "name: type". */
export async function makeTable(
  sql: Sql,
  columns: Record<string, ColumnType>,
  rows: readonly (readonly SqlValue[])[],
): Promise<Table> {
  const name = `made_${tables++}`;
  const described = describe(Object.entries(columns));
  const fields = described.map(({ sql: field, type }) => `${field} ${sqlTypes[type]}`);
  await sql.run(`CREATE TABLE ${name} (__row BIGINT, ${fields.join(', ')})`);
  for (let from = 0; from < rows.length; from += 500) {
    const batch = rows.slice(from, from + 500);
    const marks = described.map(({ type }) => `CAST(? AS ${sqlTypes[type]})`).join(', ');
    const lines = batch.map((_, i) => `(${from + i + 1}, ${marks})`);
    await sql.run(`INSERT INTO ${name} VALUES ${lines.join(', ')}`, batch.flat());
  }
  return { version, from: name, rowCount: rows.length, columns: described };
}

/** A sample CSV as a table, with the types that DuckDB sniffs. */
export async function sampleTable(sql: Sql, file: string): Promise<Table> {
  const name = `sample_${tables++}`;
  const path = new URL(`../../sample-data/${file}`, import.meta.url).pathname;
  const source = `read_csv(${quoteText(path)}, sample_size = -1)`;
  const found = await sql.rows(`DESCRIBE SELECT * FROM ${source}`);
  const columns = describe(found.map((row) => [String(row.column_name), sniffed(String(row.column_type))]));
  const list = columns.map((column) => `${quoteIdent(column.name)} AS ${column.sql}`).join(', ');
  await sql.run(`CREATE TABLE ${name} AS SELECT row_number() OVER () AS __row, ${list} FROM ${source}`);
  const [count] = await sql.numbers(`SELECT count(*) FROM ${name}`);
  return { version, from: name, rowCount: count?.[0] ?? 0, columns };
}

const version = datasetVersionId.parse('0'.repeat(64));

function describe(named: [string, ColumnType][]): Column[] {
  return named.map(([name, type], index) => ({ index, name, sql: `c${index}`, type }));
}

function sniffed(type: string): ColumnType {
  const types: Record<string, ColumnType> = {
    BIGINT: 'integer',
    DOUBLE: 'number',
    BOOLEAN: 'boolean',
    DATE: 'date',
    TIMESTAMP: 'timestamp',
  };
  return types[type] ?? 'text';
}
