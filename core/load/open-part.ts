import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { csvFaultFailure, csvFaultReason } from './csv-fault.ts';
import { hasMixedLineEnds } from './line-ends.ts';
import { openDatabase } from './open-database.ts';
import { openRows } from './open-rows.ts';
import { parquetTable } from './parquet-table.ts';
import { isCutOff, type OpenPart, type PartRequest } from './part.ts';
import { planRead } from './plan-read.ts';
import type { CsvPlan, ReadPlan } from './read-plan.ts';
import { readableSource } from './readable-source.ts';
import { type CsvSource, copyGoodRows, recordsAt } from './sift-csv.ts';
import { csvTable } from './source-table.ts';
import { unpacked } from './unpack.ts';

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
        rowsAt: null,
        text: null,
        notes: plan.notes,
      };
    case 'excel':
      return openWorkbook({ ...request, file, plan, path });
    case 'sqlite':
      return openDatabase({ ...request, file, plan, path });
    default:
      return openRows({ ...request, file, plan, path });
  }
}

async function openCsv(request: PartRequest & { plan: CsvPlan; path: string }): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, onProgress, signal } = request;
  const { name } = file;
  const limitBytes = limit && plan.encoding === 'utf-8' && file.bytes > limit.bytes ? limit.bytes : undefined;
  const source: CsvSource = { path, plan, limitBytes, isCut: isCutOff(request), signal };
  const mustSift = read.badRows === 'set-aside' || limitBytes !== undefined || source.isCut;
  const isMixed = mustSift ? Promise.resolve(true) : hasMixedLineEnds(path, signal);
  isMixed.catch(() => null); // Whoever awaits it hears of the failure, later.
  const isBeside = request.isLookedThroughBeside && !mustSift;
  const rowsAt = (rows: readonly number[]) => recordsAt(source, rows);
  const facts = { file, plan, rowsAt, notes: plan.notes };
  if (isBeside || !(await isMixed)) {
    const part = {
      ...facts,
      paths: [path],
      table: async () => csvTable(path, plan),
      text: { ...source, name },
    };
    return isBeside ? { ...part, isMixed } : part;
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

async function openWorkbook(request: PartRequest & { plan: ReadPlan; path: string }): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, onProgress, signal } = request;
  onProgress('reading the workbook', 0);
  const target = join(directory, 'rows.csv');
  const { table, notes, options, choices, sheetRows } = await request.stage(
    { kind: 'sheet', path, name: file.name, read, target, rowLimit: limit?.rows },
    signal,
  );
  return {
    file,
    plan: { ...plan, options: { ...plan.options, ...options } },
    paths: [],
    table: async () => table,
    rowsAt: null,
    sheetRows,
    text: null,
    notes: [...plan.notes, ...notes],
    choices,
  };
}
