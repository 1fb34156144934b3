import type { Column } from '../contract/dataset.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { quoteText } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';

/** A stored dataset version as a table for SQL; nothing is read yet. */
export function openTable(options: {
  parquetPath: string;
  version: DatasetVersionId;
  rowCount: number;
  columns: readonly Column[];
}): Table {
  const { parquetPath, version, rowCount, columns } = options;
  const file = `read_parquet(${quoteText(parquetPath)}, hive_partitioning = false, file_row_number = true)`;
  const narrow = (chosen: readonly Column[]) =>
    `(SELECT ${[...chosen.map((column) => column.sql), 'file_row_number + 1 AS __row'].join(', ')} FROM ${file})`;
  return { version, from: narrow(columns), rowCount, columns, narrow };
}
