import type { Column } from '../contract/dataset.ts';
import type { RawSql } from '../shared/raw-sql.ts';
import { quoteText } from '../shared/sql.ts';
import { type ContentDigests, digestColumns } from './content-hash.ts';

/** Some columns of a data file with columns c0, c1, …, as a piece of work for a thread. */
export interface HashTask {
  readonly path: string;
  readonly columns: readonly Column[];
}

/** Digests of columns, read whole and in row order. `onRows` is told how many rows have been read. */
export async function hashColumns({
  sql,
  path,
  columns,
  onRows,
  signal,
}: HashTask & {
  sql: RawSql;
  onRows?: (rows: number) => void;
  signal?: AbortSignal;
}): Promise<ContentDigests> {
  const list = columns.map((column) => column.sql).join(', ');
  const from = `read_parquet(${quoteText(path)}, hive_partitioning = false)`;
  const digests = digestColumns(columns);
  let rowCount = 0;
  for await (const chunk of sql.rawChunks(`SELECT ${list} FROM ${from}`, [], signal)) {
    digests.add(chunk);
    rowCount += chunk.rowCount;
    onRows?.(rowCount);
  }
  return digests.finish();
}
