import type { Foreign } from '../load/typed-csv/parquet/stored-file.ts';
import type { Table } from '../shared/table.ts';
import type { TaskAnswers, TaskInputs } from './profile-tasks.ts';
import { lentFor, type Threads, work } from './threads.ts';

type StoredKind = 'stored' | 'stored-texts' | 'stored-prose' | 'stored-unique';

/** Columns of a long table that threads read from the stored file. */
export interface StoredColumns {
  /** Null without threads or a file, and for files that others wrote: their columns are read through SQL. */
  read<Kind extends StoredKind>(
    kind: Kind,
    column: Omit<TaskInputs[Kind], 'path'>,
  ): Promise<Exclude<TaskAnswers[Kind], Foreign> | null>;
}

/** The columns of this table. */
export function storedColumns({
  table,
  threads,
  signal,
}: {
  table: Table;
  threads: Threads | undefined;
  signal: AbortSignal | undefined;
}): StoredColumns {
  const lent = lentFor({ threads }, table.rowCount);
  let isForeign = false;
  return {
    async read(kind, column) {
      if (!lent || isForeign || table.path === undefined) return null;
      const input = { ...column, path: table.path } as TaskInputs[typeof kind];
      const found: TaskAnswers[StoredKind] = await work(kind, input, { threads: lent, signal });
      isForeign ||= found === 'foreign';
      return isForeign ? null : (found as Exclude<TaskAnswers[typeof kind], Foreign>);
    },
  };
}
