import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BadRow, FilePreview, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { CsvText } from './csv-failure.ts';
import { csvFaultFailure, csvFaultReason } from './csv-fault.ts';
import { readArff } from './formats/arff.ts';
import { readJson } from './formats/json.ts';
import { readNdjson } from './formats/ndjson.ts';
import type { RowReader } from './formats/row-reader.ts';
import { readSqlite, sqliteTables } from './formats/sqlite.ts';
import type { StageWorkbook } from './formats/workbook.ts';
import { hasMixedLineEnds } from './line-ends.ts';
import { parquetTable } from './parquet-table.ts';
import { planRead } from './plan-read.ts';
import type { CsvPlan, ReadPlan } from './read-plan.ts';
import { readableSource } from './readable-source.ts';
import { type CsvSource, copyGoodRows, lineOfRow } from './sift-csv.ts';
import type { SourceFile } from './source-file.ts';
import { csvTable, type SourceTable } from './source-table.ts';
import { createStage } from './staged-rows.ts';
import { unpacked } from './unpack.ts';

/** One file, ready to be a table. */
export interface OpenPart {
  readonly file: SourceFile;
  readonly plan: ReadPlan;
  /** Paths outside the working folder that SQL must reach. */
  readonly paths: readonly string[];
  readonly table: (sql: Sql) => Promise<SourceTable>;
  /** Line of the file on which a data row begins, where that can be told. */
  readonly lineOf: ((row: number) => Promise<number | null>) | null;
  /** The text that DuckDB reads, when it is the file's own. */
  readonly text: CsvText | null;
  readonly notes: readonly string[];
  readonly choices?: FilePreview['choices'];
}

/** What a part is made with. */
export interface PartRequest {
  readonly file: SourceFile;
  readonly read: ReadOptions;
  /** An empty folder for what is made of the file. */
  readonly directory: string;
  /** For a preview: how much of a text, and how many rows of other files are looked at. */
  readonly limit?: { readonly bytes: number; readonly rows: number };
  readonly stageWorkbook: StageWorkbook;
  /** Takes a row that is set aside. */
  readonly setAside: (row: Omit<BadRow, 'file'>) => void;
  readonly flushSetAside: () => Promise<void>;
  /** Told what is done with the file, and how much of it is done, 0 to 1. */
  readonly onProgress: (message: string, share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes one file ready: unpacks it, plans how it is read, and where DuckDB does not read it as it is, brings it into a
 * form that it reads: another encoding, mixed line ends, rows to set aside, JSON, Excel, SQLite, ARFF.
 */
export async function openPart(request: PartRequest): Promise<OpenPart> {
  const { read, directory, limit, onProgress, signal } = request;
  await mkdir(directory, { recursive: true });
  const file = await unpacked(request.file, {
    directory,
    limitBytes: limit?.bytes,
    onBytes: (bytes) => onProgress('unpacking the file', bytes / request.file.bytes),
    signal,
  });
  const plan = planRead(file, read);
  const path = await readableSource({ file, plan, directory, limitBytes: limit?.bytes, signal });
  switch (plan.format) {
    case 'csv':
      return openCsv({ ...request, file, plan, path });
    case 'parquet':
      return {
        file,
        plan,
        paths: [path],
        table: (sql) => parquetTable({ sql, path, name: file.name, read, signal }),
        lineOf: null,
        text: null,
        notes: plan.notes,
      };
    case 'excel':
      return openWorkbook({ ...request, file, plan, path });
    default:
      return openRows({ ...request, file, plan, path });
  }
}

async function openCsv(request: PartRequest & { plan: CsvPlan; path: string }): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, onProgress, signal } = request;
  const { name } = file;
  const limitBytes = limit && plan.encoding === 'utf-8' && file.bytes > limit.bytes ? limit.bytes : undefined;
  const source: CsvSource = { path, plan, limitBytes, isCut: isCutOff(request), signal };
  const mustSift =
    read.badRows === 'set-aside' ||
    limitBytes !== undefined ||
    source.isCut ||
    (await hasMixedLineEnds(path, signal));
  const facts = { file, plan, lineOf: (row: number) => lineOfRow(source, row), notes: plan.notes };
  if (!mustSift) {
    return { ...facts, paths: [path], table: async () => csvTable(path, plan), text: { ...source, name } };
  }
  const target = join(directory, 'rows.csv');
  await copyGoodRows(
    { ...source, onBytes: (bytes) => onProgress('reading lines', bytes / file.bytes) },
    {
      target,
      onFault: (fault) => {
        if (read.badRows !== 'set-aside') throw csvFaultFailure(name, fault);
        request.setAside({ line: fault.line, text: fault.text, reason: csvFaultReason(fault) });
      },
      flush: request.flushSetAside,
    },
  );
  const sifted = { ...plan, hasHeader: false, skipLines: 0 };
  return {
    ...facts,
    paths: [],
    table: async () => csvTable(target, sifted),
    text: { path: target, plan: sifted, name, signal },
  };
}

/** Whether what is read of a file ends before it does: unpacked, or turned into UTF-8, only in part. */
function isCutOff({ file, plan, limit }: PartRequest & { plan: ReadPlan }): boolean {
  const isCopy = 'encoding' in plan && plan.encoding !== 'utf-8';
  return file.isCut || (isCopy && limit !== undefined && file.bytes > limit.bytes);
}

const readers: Record<
  'json' | 'ndjson' | 'arff' | 'sqlite',
  { read: RowReader; code: 'JSON_MALFORMED' | 'ARFF_MALFORMED' | 'SQLITE_MALFORMED' }
> = {
  json: { read: readJson, code: 'JSON_MALFORMED' },
  ndjson: { read: readNdjson, code: 'JSON_MALFORMED' },
  arff: { read: readArff, code: 'ARFF_MALFORMED' },
  sqlite: { read: readSqlite, code: 'SQLITE_MALFORMED' },
};

async function openRows(
  request: PartRequest & { plan: Exclude<ReadPlan, CsvPlan>; path: string },
): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, onProgress, signal } = request;
  const { name } = file;
  if (plan.format === 'parquet' || plan.format === 'excel')
    throw new Error(`${plan.format} has no rows to read`);
  const { read: reader, code } = readers[plan.format];
  const stage = await createStage({ path: join(directory, 'rows.csv'), name, read, rowLimit: limit?.rows });
  try {
    const notes = await reader({
      path,
      name,
      read,
      stage,
      isCut: isCutOff(request),
      bad: ({ line, text, reason }) => {
        if (read.badRows === 'set-aside') return request.setAside({ line, text, reason });
        throw new CoreError(code, `${name}, line ${line} ${reason}; mend it, or set bad rows aside.`, {
          details: { line },
        });
      },
      onBytes: (bytes) => onProgress('reading rows', Math.min(1, bytes / file.bytes)),
      signal,
    });
    await request.flushSetAside();
    if (stage.rowCount === 0) {
      throw new CoreError('TABLE_EMPTY', `${name} has no rows; choose a file with data.`);
    }
    const table = await stage.finish();
    const choices =
      plan.format === 'sqlite' ? { kind: 'table' as const, names: sqliteTables({ path, name }) } : undefined;
    const options = choices ? { ...plan.options, table: read.table ?? choices.names[0] } : plan.options;
    return {
      file,
      plan: { ...plan, options },
      paths: [],
      table: async () => table,
      lineOf: null,
      text: null,
      notes: [...plan.notes, ...notes],
      ...(choices ? { choices } : {}),
    };
  } finally {
    await stage.close();
  }
}

async function openWorkbook(request: PartRequest & { plan: ReadPlan; path: string }): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, onProgress, signal } = request;
  onProgress('reading the workbook', 0);
  const { table, facts } = await request.stageWorkbook(
    { path, name: file.name, read, target: join(directory, 'rows.csv'), rowLimit: limit?.rows },
    signal,
  );
  const { sheet, sheets, hasHeader, notes } = facts;
  return {
    file,
    plan: { ...plan, options: { ...plan.options, sheet, header: hasHeader } },
    paths: [],
    table: async () => table,
    lineOf: null,
    text: null,
    notes: [...plan.notes, ...notes],
    choices: { kind: 'sheet', names: sheets },
  };
}
