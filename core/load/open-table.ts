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
  const select = (chosen: readonly Column[]) =>
    `SELECT ${[...chosen.map((column) => column.sql), 'file_row_number + 1 AS __row'].join(', ')} FROM ${file}`;
  return {
    version,
    from: `(${select(columns)})`,
    rowCount,
    columns,
    path: parquetPath,
    narrow: (chosen) => `(${select(chosen)})`,
    rowsAt: (rowNumbers) => `(${select(columns)} WHERE ${placeTest(rowNumbers)})`,
  };
}

/** Tests of the plain row number, counted from 0, let the reader pass over what holds none of these rows. */
function placeTest(rowNumbers: readonly number[]): string {
  const [first, last] = [rowNumbers[0], rowNumbers.at(-1)];
  if (first === undefined || last === undefined) return 'false';
  const range = `file_row_number BETWEEN ${first - 1} AND ${last - 1}`;
  if (rowNumbers.length === last - first + 1) return range;
  return `${range} AND file_row_number IN (${rowNumbers.map((number) => number - 1).join(', ')})`;
}
