import type { ColumnType } from '../../core/contract/dataset.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { Side } from '../../core/profile/relations/side.ts';
import { columnStatistics } from '../../core/profile/statistics.ts';
import type { Sql, SqlValue } from '../../core/shared/sql.ts';
import { makeTable } from '../split/make-table.ts';

let sides = 0;

/** A dataset of these rows with its statistics, as relations look at it. Each has a version id of its own. */
export async function makeSide(
  sql: Sql,
  name: string,
  columns: Record<string, ColumnType>,
  rows: readonly (readonly SqlValue[])[],
): Promise<Side> {
  const version = datasetVersionId.parse((++sides).toString(16).padStart(64, '0'));
  const table = { ...(await makeTable(sql, columns, rows)), version };
  return { table, name, number: 1, statistics: await columnStatistics({ sql, table }) };
}

/** `count` rows made one by one; `i` counts from 0. */
export function rowsOf(count: number, row: (i: number) => SqlValue[]): SqlValue[][] {
  return Array.from({ length: count }, (_, i) => row(i));
}
