import type { Column } from '../contract/dataset.ts';
import { quoteIdent, quoteText, type Sql } from '../shared/sql.ts';
import type { TypedColumn } from './typed-columns.ts';

/** Key of the file's metadata that holds names and types of the columns as JSON. */
export const columnsKey = 'assay_columns';

/** What stands under that key. */
export function columnsText(columns: readonly Pick<Column, 'name' | 'type'>[]): string {
  return JSON.stringify(columns.map(({ name, type }) => ({ name, type })));
}

/** Rows per row group: a unit of parallel reading and of memory. */
export const rowGroupRows = 122_880;

/** Columns with more different values in a row group are written plain: a dictionary of so many costs more than it saves. */
export const dictionaryValues = 2000;

/**
 * Writes a source's rows in order as Parquet with columns c0, c1, …, which `settleParquet` then forces to the disk. Newer
 * encodings make numbers small; compression is for what travels, as every later look at the data would have to undo it.
 */
export async function writeParquet(options: {
  sql: Sql;
  from: string;
  columns: readonly TypedColumn[];
  path: string;
  compression?: 'uncompressed' | 'zstd';
  /** Hears which share is written, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}): Promise<void> {
  const { sql, from, columns, path, compression = 'uncompressed', onProgress, signal } = options;
  const values = columns.map(({ value, sql: name }) => `${value} AS ${quoteIdent(name)}`).join(', ');
  await sql.run(
    `COPY (SELECT ${values} FROM ${from}) TO ${quoteText(path)}
     (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION ${compression}, ROW_GROUP_SIZE ${rowGroupRows},
      DICTIONARY_SIZE_LIMIT ${dictionaryValues},
      KV_METADATA {${columnsKey}: ${quoteText(columnsText(columns))}})`,
    [],
    signal,
    onProgress,
  );
}
