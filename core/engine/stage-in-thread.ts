import { CoreError } from '../errors.ts';
import type { StagedWorkbook, StageWorkbook, WorkbookTask } from '../load/formats/workbook.ts';
import type { EngineContext } from './context.ts';
import type { workbook } from './worker.ts';

/** Reads Excel workbooks on a thread of the pool, so that the engine goes on and a workbook can be given up. */
export function stageInThread({ pool }: Pick<EngineContext, 'pool'>): StageWorkbook {
  return async (task: WorkbookTask, signal): Promise<StagedWorkbook> => {
    const answer = (await pool().run('workbook', task, { signal })) as Awaited<ReturnType<typeof workbook>>;
    if (answer.ok) return answer.staged;
    const { code, message, details } = answer.error;
    throw new CoreError(code, message, { details });
  };
}
