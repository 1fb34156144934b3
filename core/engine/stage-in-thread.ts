import { CoreError } from '../errors.ts';
import type { StagedTable, StageTable, StageTask } from '../load/formats/staged-table.ts';
import type { EngineContext } from './context.ts';
import type { stage } from './worker.ts';

/** Reads workbooks and views of databases on a thread of the pool, so that the engine goes on and they can be given up. */
export function stageInThread({ pool }: Pick<EngineContext, 'pool'>): StageTable {
  return async (task: StageTask, signal): Promise<StagedTable> => {
    const answer = (await pool().run('stage', task, { signal })) as Awaited<ReturnType<typeof stage>>;
    if (answer.ok) return answer.staged;
    const { code, message, details } = answer.error;
    throw new CoreError(code, message, { details });
  };
}
