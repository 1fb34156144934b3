import type { ReadOptions } from '../../contract/dataset.ts';
import type { SourceTable } from '../source-table.ts';
import { createStage } from '../staged-rows.ts';
import { stageSheet, type WorkbookFacts } from './excel.ts';

/** A workbook of which a sheet is to be written to `target` as rows that DuckDB reads. */
export interface WorkbookTask {
  readonly path: string;
  readonly name: string;
  readonly read: ReadOptions;
  readonly target: string;
  readonly rowLimit?: number;
}

/** The rows as a table, and what was found. */
export interface StagedWorkbook {
  readonly table: SourceTable;
  readonly facts: WorkbookFacts;
}

/** Does such a task, maybe elsewhere: it keeps a thread busy. */
export type StageWorkbook = (task: WorkbookTask, signal?: AbortSignal) => Promise<StagedWorkbook>;

/** Does it here. */
export const stageWorkbook: StageWorkbook = async ({ path, name, read, target, rowLimit }) => {
  const stage = await createStage({ path: target, name, read, rowLimit });
  try {
    const facts = await stageSheet({ path, name, sheet: read.sheet, header: read.header, rowLimit, stage });
    return { table: await stage.finish(), facts };
  } finally {
    await stage.close();
  }
};
