import type { ReadOptions } from '../contract/dataset.ts';
import type { Sql } from '../shared/sql.ts';
import type { MisfitAt } from './misfit-failure.ts';
import type { SourceTable } from './source-table.ts';
import { guessColumns, misfitMark, type TypedColumns, typeColumns } from './typed-columns.ts';
import { writeParquet } from './write-parquet.ts';

/**
 * Settles the type of every column on all rows and writes the source as Parquet. The types that the first rows show
 * are mostly right, so the rows are written with these and checked on the way, in one pass over the source; at the
 * first cell that does not fit, all rows are looked at before they are written anew. Throws as `typeColumns` does.
 */
export async function writeSource(options: {
  sql: Sql;
  source: SourceTable;
  read: ReadOptions;
  locate: MisfitAt;
  path: string;
  /** Hears which share is written, 0 to 1; from 0 again when the first types were wrong. */
  onWrite?: (share: number) => void;
  signal?: AbortSignal;
}): Promise<TypedColumns> {
  const { sql, path, onWrite, signal } = options;
  const write = (typed: TypedColumns) => {
    onWrite?.(0);
    return writeParquet({ sql, from: typed.from, columns: typed.columns, path, onProgress: onWrite, signal });
  };
  const guessed = await guessColumns(options);
  if (guessed !== null) {
    try {
      await write(guessed);
      return guessed;
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.includes(misfitMark)) throw thrown;
    }
  }
  const typed = await typeColumns(options);
  await write(typed);
  return typed;
}
