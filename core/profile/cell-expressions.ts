import type { Column } from '../contract/dataset.ts';

/** SQL for a whole number that is the same for the same text, 53 bits of a hash: chance makes two of a million texts share one once in twenty thousand tables. */
export function textKey(sql: string): string {
  return `CASE WHEN ${sql} IS NOT NULL THEN CAST(hash(${sql}) >> 11 AS DOUBLE) END`;
}

/** SQL for what `ColumnValues` says that a cell's number is. */
export function cellNumber({ sql, type }: Column): string {
  switch (type) {
    case 'date':
    case 'timestamp':
      return `CASE WHEN isfinite(${sql}) THEN CAST(epoch(${sql}) AS DOUBLE) END`;
    case 'text':
      return `TRY_CAST(${sql} AS DOUBLE)`;
    default:
      return `CAST(${sql} AS DOUBLE)`;
  }
}

/** SQL for what it says that a cell's key is, where the texts of the column are not numbered. */
export function cellKey(column: Column): string {
  return column.type === 'text' ? textKey(column.sql) : cellNumber(column);
}
