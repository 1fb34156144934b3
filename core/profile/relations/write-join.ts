import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column } from '../../contract/dataset.ts';
import type { DatasetVersionId } from '../../contract/ids.ts';
import type { ProgressEvent } from '../../contract/job.ts';
import { CoreError, throwIfCancelled } from '../../errors.ts';
import { settleParquet } from '../../load/settle-parquet.ts';
import { writeParquet } from '../../load/write-parquet.ts';
import type { OpenSql } from '../../shared/sql.ts';
import { joinCounts } from './join-counts.ts';
import { type JoinPlan, joinedRows, joinOrder } from './join-plan.ts';
import { joinedRowCount } from './preview-join.ts';

/** Most rows that a join may have. */
export const mostJoinedRows = 1_000_000_000;

/** The joined rows as a dataset version, in place as `<id>.parquet`. */
export interface WrittenJoin {
  readonly id: DatasetVersionId;
  readonly columns: Column[];
  readonly rowCount: number;
  readonly bytes: number;
}

/**
 * Joins and stores the result in `targetDirectory`, its rows in the order of the left side. The same tables and plan
 * give the same id. A join that fails or is cancelled leaves nothing behind.
 * Throws TABLE_EMPTY when no row would be left, LIMIT_EXCEEDED beyond a thousand million rows, DISK_FULL, CANCELLED.
 */
export async function writeJoin(options: {
  plan: JoinPlan;
  openSql: OpenSql;
  /** Files of the two tables. */
  sourcePaths: readonly string[];
  targetDirectory: string;
  /** On the same disk as `targetDirectory`. */
  temporaryDirectory: string;
  onEvent?: (event: ProgressEvent) => void;
  signal?: AbortSignal;
}): Promise<WrittenJoin> {
  const { plan, sourcePaths, targetDirectory, onEvent, signal } = options;
  const report = (message: string, done: number) =>
    onEvent?.({ kind: 'progress', message, done, total: 100 });
  const directory = await mkdtemp(join(options.temporaryDirectory, 'join-'));
  const { sql, close } = await options.openSql([...sourcePaths, directory]);
  try {
    report('Counting the rows of the join', 0);
    const { left, right, on } = plan;
    const counts = await joinCounts({ sql, left: left.table, right: right.table, on, signal });
    const expected = joinedRowCount(plan, counts);
    refuse(expected);
    report('Joining and writing', 10);
    const path = join(directory, 'data.parquet');
    const columns = plan.columns.map(({ index, name, sql: sqlName, type }) => ({
      index,
      name,
      sql: sqlName,
      type,
    }));
    await writeParquet({
      sql,
      from: `(SELECT * FROM (${joinedRows(plan)}) ORDER BY ${joinOrder})`,
      columns: columns.map((column) => ({ ...column, value: column.sql })),
      path,
      signal,
    });
    const { id, rowCount } = await settleParquet({
      sql,
      path,
      columns,
      onRows: (rows) => report('Hashing rows', 60 + (40 * rows) / expected),
      signal,
    });
    throwIfCancelled(signal);
    const { size } = await stat(path);
    const target = join(targetDirectory, `${id}.parquet`);
    const isThere = await stat(target).catch(() => null);
    if (!isThere) await rename(path, target);
    return { id, columns, rowCount, bytes: size };
  } finally {
    close();
    await rm(directory, { recursive: true, force: true });
  }
}

function refuse(rows: number): void {
  if (rows === 0) {
    throw new CoreError(
      'TABLE_EMPTY',
      'No row would be left: no key of one dataset is in the other; join other columns, or keep all rows of the left dataset.',
    );
  }
  if (rows > mostJoinedRows) {
    throw new CoreError(
      'LIMIT_EXCEEDED',
      `The join would have ${rows.toLocaleString('en-US')} rows, more than ${mostJoinedRows.toLocaleString('en-US')}; aggregate one dataset to a row per key first.`,
      { details: { rows } },
    );
  }
}
