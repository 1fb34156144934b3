import type { ColumnStatistics } from '../../contract/profile.ts';
import type { Table } from '../../shared/table.ts';

/** A dataset version as relations look at it. */
export interface Side {
  readonly table: Table;
  /** Name of the dataset. */
  readonly name: string;
  readonly number: number;
  /** Of every column, in file order. */
  readonly statistics: readonly ColumnStatistics[];
}

/** A column of one of the sides. */
export interface SideColumn {
  readonly side: Side;
  readonly statistics: ColumnStatistics;
}
