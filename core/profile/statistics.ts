import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import { columnFacts } from './column-facts.ts';
import { columnValues } from './column-values.ts';
import { createPause } from './pause.ts';
import type { Threads } from './threads.ts';

/** Every column is looked at once, so what was fetched with it is all that needs to be kept. */
const cacheMegabytes = 64;

/**
 * Exact statistics of every column over all rows, in file order, without any detector. `onColumn` hears how many
 * columns are done. Rejects with CANCELLED when the signal aborts.
 */
export async function columnStatistics(options: {
  sql: Sql;
  table: Table;
  signal?: AbortSignal;
  onColumn?: (done: number) => void;
  threads?: Threads;
}): Promise<ColumnStatistics[]> {
  const { sql, table, signal, threads, onColumn } = options;
  const pause = createPause({ signal });
  const values = columnValues({ sql, table, signal, threads, cacheBytes: cacheMegabytes * 2 ** 20 });
  const facts = await columnFacts({ sql, table, values, pause, onColumn, signal });
  return facts.map(({ statistics }) => statistics);
}
