import type { Column } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { Table } from '../shared/table.ts';

/** The column at a position, from 0. Throws COLUMN_UNKNOWN, saying what it was wanted for. */
export function columnAt({ columns }: Table, index: number, purpose: 'filter' | 'sort'): Column {
  const column = columns[index];
  if (column) return column;
  throw new CoreError(
    'COLUMN_UNKNOWN',
    `There is no column ${index} to ${purpose} by; the table has ${columns.length}.`,
    { details: { column: index } },
  );
}
