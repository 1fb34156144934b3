import type { Column } from '../contract/dataset.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import type { RawSql } from '../shared/raw-sql.ts';
import { quoteText } from '../shared/sql.ts';
import { createContentHash } from './content-hash.ts';

/**
 * The id of the content of a data file with columns c0, c1, …, read whole and in row order. A file whose content
 * was changed has another id. `onRows` is told how many rows have been read.
 */
export async function hashParquet(options: {
  sql: RawSql;
  path: string;
  columns: readonly Column[];
  onRows?: (rows: number) => void;
  signal?: AbortSignal;
}): Promise<{ id: DatasetVersionId; rowCount: number }> {
  const { sql, path, columns, onRows, signal } = options;
  const list = columns.map((column) => column.sql).join(', ');
  const from = `read_parquet(${quoteText(path)}, hive_partitioning = false)`;
  const hash = createContentHash(columns);
  let rowCount = 0;
  for await (const chunk of sql.rawChunks(`SELECT ${list} FROM ${from}`, [], signal)) {
    hash.add(chunk);
    rowCount += chunk.rowCount;
    onRows?.(rowCount);
  }
  return { id: hash.finish(), rowCount };
}
