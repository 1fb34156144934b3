import type { BadRow, FilePreview, ReadOptions } from '../../contract/dataset.ts';
import { CoreError } from '../../errors.ts';
import type { SourceTable } from '../source-table.ts';
import { createStage } from '../staged-rows.ts';
import { stageSheet } from './excel.ts';
import { readSqlite } from './sqlite.ts';

/** A sheet of a workbook, or a view of a database, to be written to `target` as rows that DuckDB reads. */
export interface StageTask {
  readonly kind: 'sheet' | 'view';
  readonly path: string;
  readonly name: string;
  readonly read: ReadOptions;
  readonly target: string;
  readonly rowLimit?: number;
}

/** The rows as a table, and what was found. */
export interface StagedTable {
  readonly table: SourceTable;
  readonly rowCount: number;
  readonly notes: readonly string[];
  /** What was decided where nothing was said. */
  readonly options: ReadOptions;
  readonly choices?: FilePreview['choices'];
  readonly bad: readonly Omit<BadRow, 'file'>[];
  /** By row of the table the number of the sheet's row; left out where nobody may ask for it. */
  readonly sheetRows?: readonly number[];
}

/** Does such a task, maybe elsewhere: it keeps a thread busy. */
export type StageTable = (task: StageTask, signal?: AbortSignal) => Promise<StagedTable>;

/** Does it here. */
export const stageTable: StageTable = async (task) => {
  const { path, name, read, target, rowLimit } = task;
  const stage = await createStage({ path: target, name, read, rowLimit });
  const bad: Omit<BadRow, 'file'>[] = [];
  try {
    const found =
      task.kind === 'sheet'
        ? await stageSheet({ path, name, read, rowLimit, stage })
        : await readSqlite({
            path,
            name,
            read,
            isCut: false,
            stage,
            bad: (row) => takeBad(row, { task, bad }),
            onBytes: () => {},
          });
    return { options: {}, ...found, table: await stage.finish(), rowCount: stage.rowCount, bad };
  } finally {
    await stage.close();
  }
};

function takeBad(
  row: Omit<BadRow, 'file'>,
  { task, bad }: { task: StageTask; bad: Omit<BadRow, 'file'>[] },
): void {
  if (task.read.badRows !== 'set-aside') throw badRowFailure(task.name, row);
  bad.push(row);
}

/** A row of a database that ends the load. */
export function badRowFailure(name: string, { line, reason }: Omit<BadRow, 'file'>): CoreError {
  return new CoreError(
    'SQLITE_MALFORMED',
    `${name}, line ${line} ${reason}; mend it, or set bad rows aside.`,
    { details: { line } },
  );
}
