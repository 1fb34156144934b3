import type { ReadOptions } from '../contract/dataset.ts';
import type { Sql } from '../shared/sql.ts';
import type { ContentDigests } from './content-hash.ts';
import type { MisfitAt } from './misfit-failure.ts';
import type { SourceTable } from './source-table.ts';
import { guessColumns, misfitMark, type TypedColumns, typeColumns } from './typed-columns.ts';
import type { SlabThreads } from './typed-csv/slabs-in-order.ts';
import { byteDialect, writeTypedCsv } from './typed-csv/write-typed-csv.ts';
import { columnsKey, columnsText, writeParquet } from './write-parquet.ts';

/** What was written. */
export interface WrittenSource extends TypedColumns {
  /** Digests of the content where they were made on the way. */
  readonly content: ContentDigests | null;
}

/**
 * Settles the type of every column on all rows and writes the source as Parquet. The types that the first rows show
 * are mostly right, so the rows are written with these and checked on the way, in one pass over the source; at the
 * first cell that does not fit, all rows are looked at before they are written anew. Text that is as plain as most of
 * it is goes the short way, without DuckDB. Throws as `typeColumns` does.
 */
export async function writeSource(options: {
  sql: Sql;
  source: SourceTable;
  read: ReadOptions;
  locate: MisfitAt;
  path: string;
  threads?: SlabThreads | undefined;
  /** As `writeTypedCsv` takes it. */
  slabBytes?: number;
  /** Hears which share is written, 0 to 1; from 0 again when the first types were wrong. */
  onWrite?: (share: number) => void;
  signal?: AbortSignal;
}): Promise<WrittenSource> {
  const { sql, path, onWrite, signal } = options;
  const write = (typed: TypedColumns) => {
    onWrite?.(0);
    return writeParquet({ sql, from: typed.from, columns: typed.columns, path, onProgress: onWrite, signal });
  };
  const guessed = await guessColumns(options);
  if (guessed !== null) {
    const content = await writeDirectly(guessed, options);
    if (content !== null) return { ...guessed, content };
    try {
      await write(guessed);
      return { ...guessed, content: null };
    } catch (thrown) {
      if (!(thrown instanceof Error) || !thrown.message.includes(misfitMark)) throw thrown;
    }
  }
  const typed = await typeColumns(options);
  await write(typed);
  return { ...typed, content: null };
}

async function writeDirectly(
  { direct, columns }: TypedColumns,
  options: Parameters<typeof writeSource>[0],
): Promise<ContentDigests | null> {
  const { csv } = options.source;
  const dialect = csv && byteDialect(csv.dialect);
  if (!csv || !dialect || !direct) return null;
  const { path, threads, slabBytes, onWrite, signal } = options;
  return writeTypedCsv({
    csv,
    dialect,
    forms: direct,
    columns,
    path,
    metadata: { [columnsKey]: columnsText(columns) },
    threads,
    slabBytes,
    onProgress: onWrite,
    signal,
  });
}
