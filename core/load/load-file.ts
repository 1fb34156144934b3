import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column, DataFormat, ReadOptions } from '../contract/dataset.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { CoreError, throwIfCancelled } from '../errors.ts';
import type { OpenSql } from '../shared/sql.ts';
import type { HashThreads } from './hash-parquet.ts';
import { type SourceRequest, withSource } from './open-source.ts';
import { settleParquet } from './settle-parquet.ts';
import type { SlabThreads } from './typed-csv/slabs-in-order.ts';
import { writeSource } from './write-source.ts';

/** A file's content as a dataset version, in place under `parquetPath`. */
export interface LoadedFile {
  readonly id: DatasetVersionId;
  /** As asked for, else the file name without its extensions. */
  readonly name: string;
  readonly parquetPath: string;
  readonly columns: Column[];
  readonly rowCount: number;
  readonly format: DataFormat;
  /** The options that the file was read with, sniffed ones included. */
  readonly options: ReadOptions;
  readonly sourcePath: string;
  readonly sourceBytes: number;
  readonly notes: string[];
  /** Rows that were set aside, in a file for `readBadRows`; null for none. */
  readonly badRows: { readonly path: string; readonly count: number } | null;
  /** False when the very same content was in `targetDirectory` before. */
  readonly isNew: boolean;
}

/** What a load reports while it works: percent of all of it. */
export interface LoadProgress {
  readonly kind: 'progress';
  readonly message: string;
  readonly done: number;
  readonly total: number;
}

/** Where a file that is read as it lies begins, and where one that had to be unpacked or staged before. */
const percent = { start: 0, types: 1, staged: 25, hash: 75, done: 100 };

/**
 * Reads a file, or a folder of files with the same columns, whole and stores it as `targetDirectory/<id>.parquet`, with
 * rows that were set aside beside it as `<id>.bad.ndjson`. Types are settled on all rows. A load that fails or is
 * cancelled leaves nothing behind. Expected failures: everything about the file and its content (FILE_*, CSV_*,
 * *_MALFORMED, FORMAT_UNKNOWN, FOLDER_MISMATCH, TABLE_*, LIMIT_EXCEEDED), COLUMN_UNKNOWN, OPTION_INVALID, DISK_FULL,
 * OUT_OF_MEMORY, CANCELLED.
 */
export async function loadFile(options: {
  path: string;
  options?: ReadOptions;
  name?: string;
  targetDirectory: string;
  /** On the same disk as `targetDirectory`. */
  temporaryDirectory: string;
  openSql: OpenSql;
  stage?: SourceRequest['stage'];
  /** For the content of large files; the id is the same without. */
  threads?: HashThreads & SlabThreads;
  onProgress?: (event: LoadProgress) => void;
  signal?: AbortSignal;
}): Promise<LoadedFile> {
  const { targetDirectory, onProgress, signal } = options;
  throwIfCancelled(signal);
  const report = (message: string, done: number) =>
    onProgress?.({ kind: 'progress', message, done, total: percent.done });
  let reached = percent.types;
  return withSource(
    {
      ...options,
      read: options.options ?? {},
      onProgress(message, share) {
        reached = percent.staged;
        report(message, percent.start + share * percent.staged);
      },
    },
    async (opened) => {
      const { plan, sql, source, directory, locate, badRows } = opened;
      report('finding the types of columns', reached);
      const written = join(directory, 'data.parquet');
      const typed = await writeSource({
        sql,
        source,
        read: plan.options,
        locate,
        path: written,
        threads: options.threads,
        onWrite: (share) => report('writing data', reached + share * (percent.hash - reached)),
        signal,
      });
      const columns = typed.columns.map(({ index, name, sql: sqlName, type }) => ({
        index,
        name,
        sql: sqlName,
        type,
      }));
      const [count] = await sql.numbers('SELECT num_rows FROM parquet_file_metadata(?)', [written], signal);
      const total = count?.[0] ?? 0;
      if (total === 0) throw noRows(opened.fileName, plan.format);
      const { id, rowCount } = await settleParquet({
        sql,
        path: written,
        columns,
        content: typed.content,
        threads: options.threads,
        onRows: (rows) =>
          report('hashing rows', percent.hash + ((percent.done - percent.hash) * rows) / total),
        signal,
      });
      throwIfCancelled(signal);
      await opened.confirm();
      const parquetPath = join(targetDirectory, `${id}.parquet`);
      const badRowsPath = join(targetDirectory, `${id}.bad.ndjson`);
      await badRows.close();
      const isNew = !(await stat(parquetPath).catch(() => null));
      if (isNew) await rename(written, parquetPath);
      if (badRows.count > 0) await rename(badRows.path, badRowsPath);
      return {
        id,
        name: options.name ?? opened.name,
        parquetPath,
        columns,
        rowCount,
        format: plan.format,
        options: plan.options,
        sourcePath: opened.path,
        sourceBytes: opened.bytes,
        notes: [...opened.notes, ...typed.notes],
        badRows: badRows.count > 0 ? { path: badRowsPath, count: badRows.count } : null,
        isNew,
      };
    },
  );
}

function noRows(name: string, format: DataFormat): CoreError {
  if (format === 'csv') {
    return new CoreError('CSV_HEADER_ONLY', `${name} has a header and no rows; choose a file with data.`);
  }
  const code = format === 'parquet' ? 'PARQUET_MALFORMED' : 'TABLE_EMPTY';
  return new CoreError(code, `${name} has no rows; choose a file with data.`);
}
