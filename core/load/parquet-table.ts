import type { ColumnType, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import { quoteText, type Sql } from '../shared/sql.ts';
import { uniqueNames } from './column-names.ts';
import { type SourceTable, withoutMissing } from './source-table.ts';

/**
 * A Parquet file with its columns. Integers stay what they are, decimals and integers of more than 64 bits become
 * numbers, times in a zone become UTC; times of day, intervals, lists, structs, maps, JSON and bytes become text.
 */
export async function parquetTable(options: {
  sql: Sql;
  path: string;
  name: string;
  read: ReadOptions;
  signal?: AbortSignal;
}): Promise<SourceTable> {
  const { sql, path, read, signal } = options;
  const file = `read_parquet(${quoteText(path)}, hive_partitioning = false)`;
  const types = (await sql.rows(`DESCRIBE SELECT * FROM ${file}`, [], signal)).map((row) =>
    String(row.column_type),
  );
  const names = await topNames(sql, path);
  if (types.length === 0 || names.length !== types.length) {
    throw new CoreError(
      'PARQUET_MALFORMED',
      `${options.name} has no columns that can be read; export it again.`,
      { details: { path } },
    );
  }
  const columns = uniqueNames(names).map((name, i) => {
    const sqlName = `c${i}`;
    const natural = naturalType(types[i] ?? '', { cell: sqlName, read });
    const text = natural.type === 'text' ? natural.value : `CAST(${sqlName} AS VARCHAR)`;
    return { name, sql: sqlName, text, natural };
  });
  return { from: `${file} AS source(${columns.map((column) => column.sql).join(', ')})`, columns };
}

/** Names of the columns as the file has them: DESCRIBE renames those that are equal but for case. */
async function topNames(sql: Sql, path: string): Promise<string[]> {
  const elements = await sql.rows(`SELECT name, num_children FROM parquet_schema(${quoteText(path)})`);
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = Number(elements[at]?.num_children ?? 0);
    at++;
    for (let i = 0; i < children; i++) skip();
  };
  while (at < elements.length) {
    names.push(String(elements[at]?.name ?? ''));
    skip();
  }
  return names;
}

function naturalType(
  type: string,
  { cell, read }: { cell: string; read: ReadOptions },
): { type: ColumnType; value: string } {
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(type)) {
    return { type: 'integer', value: `CAST(${cell} AS BIGINT)` };
  }
  if (/^(FLOAT|DOUBLE|DECIMAL.*|UBIGINT|HUGEINT|UHUGEINT)$/.test(type)) {
    return { type: 'number', value: `CAST(${cell} AS DOUBLE)` };
  }
  if (type === 'BOOLEAN') return { type: 'boolean', value: cell };
  if (type === 'DATE') return { type: 'date', value: cell };
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return { type: 'timestamp', value: `(${cell} AT TIME ZONE 'UTC')` };
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type))
    return { type: 'timestamp', value: `CAST(${cell} AS TIMESTAMP)` };
  const text = type === 'VARCHAR' ? cell : `CAST(${cell} AS VARCHAR)`;
  return { type: 'text', value: `NULLIF(${withoutMissing(text, read)}, '')` };
}
