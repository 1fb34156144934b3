import type { Column } from '../contract/dataset.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import type { WorkEvent } from '../contract/job.ts';
import type { RawSql } from '../shared/raw-sql.ts';
import { type ContentDigests, contentId } from './content-hash.ts';
import { type HashTask, hashColumns } from './hash-columns.ts';

/** Threads that whoever loads a file lends to hashing. */
export interface HashThreads {
  readonly threads: number;
  /** Runs `hashColumns` on a thread. Rejects with CANCELLED when the signal aborts. */
  run(
    name: 'hash',
    task: HashTask,
    options: { signal?: AbortSignal; onEvent?: (event: WorkEvent) => void },
  ): Promise<unknown>;
}

/** Cells from which the way to threads pays. */
const cellsForThreads = 4_000_000;
/** What a cell costs besides its bytes, in bytes. */
const cellWeight = { fixed: 8, text: 60 };

/**
 * The id of the content of a data file with columns c0, c1, …, read whole and in row order. A file whose content
 * was changed has another id. `onRows` is told how many rows have been read. With threads, each takes some of the
 * columns of a large file.
 */
export async function hashParquet(options: {
  sql: RawSql;
  path: string;
  columns: readonly Column[];
  threads?: HashThreads;
  onRows?: (rows: number) => void;
  signal?: AbortSignal;
}): Promise<{ id: DatasetVersionId; rowCount: number }> {
  const { sql, path, columns, threads } = options;
  const [size] = await sql.numbers('SELECT num_rows FROM parquet_file_metadata(?)', [path], options.signal);
  const isLarge = (size?.[0] ?? 0) * columns.length >= cellsForThreads;
  const content =
    threads === undefined || threads.threads < 2 || columns.length < 2 || !isLarge
      ? await hashColumns(options)
      : await hashOnThreads({ ...options, threads });
  return { id: contentId(columns, content), rowCount: content.rowCount };
}

async function hashOnThreads(options: {
  sql: RawSql;
  path: string;
  columns: readonly Column[];
  threads: HashThreads;
  onRows?: (rows: number) => void;
  signal?: AbortSignal;
}): Promise<ContentDigests> {
  const { path, columns, threads, onRows, signal } = options;
  const groups = await sharedOut(options);
  const rows = groups.map(() => 0);
  const found = await Promise.all(
    groups.map(async (group, i) => {
      const onEvent = (event: WorkEvent) => {
        if (event.kind !== 'progress') return;
        rows[i] = event.done;
        onRows?.(Math.min(...rows));
      };
      return (await threads.run('hash', { path, columns: group }, { signal, onEvent })) as ContentDigests;
    }),
  );
  const digests = columns.map((column) => {
    const at = groups.findIndex((group) => group.includes(column));
    const digest = found[at]?.digests[groups[at]?.indexOf(column) ?? -1];
    if (!digest) throw new Error(`Column ${column.sql} was not hashed`);
    return digest;
  });
  return { digests, rowCount: found[0]?.rowCount ?? 0 };
}

/** The columns in as many groups as there are threads, of about equal work. */
async function sharedOut(options: {
  sql: RawSql;
  path: string;
  columns: readonly Column[];
  threads: HashThreads;
  signal?: AbortSignal;
}): Promise<Column[][]> {
  const { sql, path, columns, threads, signal } = options;
  const sizes = await sql.rows(
    `SELECT path_in_schema AS name, CAST(sum(total_uncompressed_size) AS DOUBLE) AS bytes, CAST(sum(num_values) AS DOUBLE) AS cells
     FROM parquet_metadata(?) GROUP BY ALL`,
    [path],
    signal,
  );
  const weights = new Map(
    columns.map((column) => {
      const { bytes = 0, cells = 0 } = sizes.find(({ name }) => name === column.sql) ?? {};
      return [column, Number(bytes) + Number(cells) * cellWeight[column.type === 'text' ? 'text' : 'fixed']];
    }),
  );
  const groups = Array.from({ length: Math.min(threads.threads, columns.length) }, () => ({
    columns: [] as Column[],
    weight: 0,
  }));
  const weightOf = (column: Column) => weights.get(column) ?? 0;
  for (const column of columns.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const lightest = groups.reduce((a, b) => (b.weight < a.weight ? b : a));
    lightest.columns.push(column);
    lightest.weight += weightOf(column);
  }
  return groups.map((group) => group.columns).filter((group) => group.length > 0);
}
