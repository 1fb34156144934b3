import type { Column } from '../contract/dataset.ts';
import type { DatasetVersionId } from '../contract/ids.ts';

/**
 * A dataset version that can be queried. `from` is an SQL FROM item with the columns' `sql` names (c0, c1, …)
 * and `__row`, the row number, 1 for the first data row. Scanned without ORDER BY it yields rows in file order.
 */
export interface Table {
  readonly version: DatasetVersionId;
  readonly from: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  /** The stored file that `from` is all of, for those who read it without SQL; a table with another `from` has none. */
  readonly path?: string | undefined;
  /** The same FROM item with these columns and `__row` only: sooner planned where there are hundreds of columns. */
  readonly narrow?: (columns: readonly Column[]) => string;
  /** The same FROM item with only the rows of these ascending numbers, found without reading the others. */
  readonly rowsAt?: (rowNumbers: readonly number[]) => string;
}

/** The FROM item for a statement that needs no other columns than these. */
export function fromOf(table: Table, columns: readonly Column[]): string {
  return table.narrow?.(columns) ?? table.from;
}
