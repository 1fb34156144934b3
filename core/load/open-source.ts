import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { FilePreview, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { RawSql } from '../shared/raw-sql.ts';
import type { OpenSql } from '../shared/sql.ts';
import { type BadRows, createBadRows } from './bad-rows.ts';
import { toCsvFailure } from './csv-failure.ts';
import { datasetName } from './file-extensions.ts';
import { folderTable } from './folder-table.ts';
import { type StageTable, stageTable } from './formats/staged-table.ts';
import type { MisfitAt } from './misfit-failure.ts';
import { setMisfitsAside } from './misfit-rows.ts';
import { openPart } from './open-part.ts';
import type { OpenPart, PartRequest } from './part.ts';
import type { ReadPlan } from './read-plan.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';
import { folderFiles } from './source-folder.ts';
import type { SourceTable } from './source-table.ts';

/** A planned file or folder, open for SQL, and a folder for what is made of it. */
export interface OpenSource {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Name of the file or folder, for messages. */
  readonly fileName: string;
  /** Name of the dataset that it makes. */
  readonly name: string;
  readonly plan: ReadPlan;
  readonly sql: RawSql;
  readonly source: SourceTable;
  readonly directory: string;
  readonly locate: MisfitAt;
  readonly badRows: BadRows;
  readonly notes: readonly string[];
  readonly choices?: FilePreview['choices'];
  /** To be awaited before what was read is kept: throws when it has to be read another way, which is then done. */
  confirm(): Promise<void>;
}

/** What a source is opened with. */
export interface SourceRequest {
  readonly path: string;
  readonly read: ReadOptions;
  readonly temporaryDirectory: string;
  readonly openSql: OpenSql;
  /** Reads workbooks, and views of databases; by default on this thread. */
  readonly stage?: StageTable;
  readonly limit?: PartRequest['limit'];
  readonly onProgress?: (message: string, share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Plans a file, or all files of a folder, opens them for SQL that reaches nothing else, and lends them. Whatever was
 * made in the lent folder is removed afterwards, and what DuckDB threw about a file's content becomes CSV_MALFORMED or
 * PARQUET_MALFORMED. A long text is lent before all of its line ends are known, and once more when they turn out to be
 * of several kinds.
 */
export async function withSource<T>(
  request: SourceRequest,
  use: (source: OpenSource) => Promise<T>,
): Promise<T> {
  try {
    return await openAndUse(request, use, request.limit === undefined);
  } catch (thrown) {
    if (!(thrown instanceof MixedLineEnds)) throw thrown;
    return openAndUse(request, use, false);
  }
}

/** A text was read as if its line ends were of one kind, and they are not. */
class MixedLineEnds extends Error {}

async function openAndUse<T>(
  request: SourceRequest,
  use: (source: OpenSource) => Promise<T>,
  mayLookBeside: boolean,
): Promise<T> {
  const path = resolve(request.path);
  const inFolder = await folderFiles(path);
  const files: SourceFile[] = [];
  for (const each of inFolder ?? [path]) files.push(await openSourceFile(each));
  const directory = await mkdtemp(join(request.temporaryDirectory, 'load-'));
  const fileName = basename(path);
  const badRows = createBadRows({ path: join(directory, 'bad.ndjson'), name: fileName });
  try {
    const parts = await openParts(files, {
      ...request,
      directory,
      badRows,
      isFolder: inFolder !== null,
      isLookedThroughBeside: mayLookBeside && inFolder === null,
    });
    const confirm = async () => {
      for (const part of parts) if (await part.isMixed) throw new MixedLineEnds();
    };
    const [first] = parts;
    if (!first) throw new Error('A source has at least one file');
    const { sql, close } = await request.openSql([...parts.flatMap((part) => part.paths), directory]);
    try {
      const tables = await readableTables(parts, { ...request, sql, badRows, isFolder: inFolder !== null });
      const source = inFolder
        ? folderTable(
            parts.map(({ file }, i) => ({ name: file.name, table: tables[i] })),
            request.read,
          )
        : tables[0];
      if (!source) throw new Error('A source has a table');
      return await use({
        path,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
        fileName,
        name: inFolder ? fileName : datasetName(fileName),
        plan: first.plan,
        sql,
        source,
        directory,
        locate: inFolder ? async (row) => `row ${row}` : (row) => locate(first, row),
        badRows,
        notes: [...new Set(parts.flatMap((part) => part.notes))],
        ...(first.choices && !inFolder ? { choices: first.choices } : {}),
        confirm,
      });
    } catch (thrown) {
      await confirm().catch((other: unknown) => {
        if (other instanceof MixedLineEnds) throw other;
      });
      throw await toReadFailure(thrown, parts);
    } finally {
      close();
    }
  } finally {
    await badRows.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The files one after the other; of a folder, all are read as the first one is. */
async function openParts(
  files: readonly SourceFile[],
  request: SourceRequest &
    Pick<PartRequest, 'isLookedThroughBeside'> & { directory: string; badRows: BadRows; isFolder: boolean },
): Promise<OpenPart[]> {
  const { directory, badRows, isFolder, onProgress } = request;
  const parts: OpenPart[] = [];
  for (const [i, file] of files.entries()) {
    const first = parts[0]?.plan.options;
    const { format, header, delimiter, quote } = first ?? request.read;
    const part = await openPart({
      ...request,
      file,
      read: { ...request.read, format, header, delimiter, quote },
      directory: join(directory, `part-${i}`),
      stage: request.stage ?? stageTable,
      setAside: (row) => badRows.add({ file: isFolder ? file.name : null, ...row }),
      flushSetAside: () => badRows.flush(),
      onProgress: (message, share) => onProgress?.(message, (i + share) / files.length),
    });
    parts.push(part);
    if (request.limit && isFolder && parts.length === previewFiles) break;
  }
  return parts;
}

/** The tables of the parts, without rows that are set aside for a cell of another type than was asked for. */
async function readableTables(
  parts: readonly OpenPart[],
  options: SourceRequest & { sql: RawSql; badRows: BadRows; isFolder: boolean },
): Promise<SourceTable[]> {
  const { sql, read, badRows, isFolder, limit, signal } = options;
  const tables: SourceTable[] = [];
  for (const part of parts) tables.push(await part.table(sql));
  return setMisfitsAside({
    sql,
    parts: parts.map(({ file, rowsAt, sheetRows }, i) => {
      const table = tables[i];
      if (!table) throw new Error(`${file.name} has no table`);
      return { file: isFolder ? file.name : null, table, rowsAt, sheetRows };
    }),
    read: parts[0]?.plan.options ?? read,
    badRows,
    rowLimit: limit?.rows,
    signal,
  });
}

/** Files of a folder that a preview looks at. */
const previewFiles = 3;

async function locate(part: OpenPart, row: number): Promise<string> {
  const place = (await part.rowsAt?.([row]))?.get(row);
  return place ? `line ${place.line}` : `row ${row}`;
}

async function toReadFailure(thrown: unknown, parts: readonly OpenPart[]): Promise<unknown> {
  const texts = parts.flatMap((part) => (part.text ? [part.text] : []));
  const failure = texts.length > 0 ? await toCsvFailure(thrown, texts) : thrown;
  const parquet = parts.find((part) => part.plan.format === 'parquet');
  return parquet ? toParquetFailure(failure, parquet.file) : failure;
}

function toParquetFailure(thrown: unknown, { name, path }: SourceFile): unknown {
  if (thrown instanceof CoreError || !(thrown instanceof Error)) return thrown;
  if (
    !/^(IO Error|Invalid Input Error|Invalid Error|Serialization Error|TProtocolException|Not implemented Error)/.test(
      thrown.message,
    )
  ) {
    return thrown;
  }
  const [reason = ''] = thrown.message.split('\n');
  return new CoreError(
    'PARQUET_MALFORMED',
    `${name} is a damaged Parquet file (${reason}); copy or export it again.`,
    { details: { path }, cause: thrown },
  );
}
