import { join } from 'node:path';
import { CoreError } from '../errors.ts';
import { chosenSource, readSqlite, sqliteSources } from './formats/sqlite.ts';
import { badRowFailure, type StagedTable } from './formats/staged-table.ts';
import type { OpenPart, PartRequest } from './part.ts';
import type { ReadPlan } from './read-plan.ts';
import { createStage } from './staged-rows.ts';

/** One table or view of an SQLite database. A view is computed, which may take long, so it is read elsewhere. */
export async function openDatabase(
  request: PartRequest & { plan: ReadPlan; path: string },
): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, signal } = request;
  const { name } = file;
  const sources = sqliteSources({ path, name });
  const { name: table, isView } = chosenSource(sources, { wanted: read.table, file: name });
  const target = join(directory, 'rows.csv');
  const staged = isView
    ? await request.stage(
        { kind: 'view', path, name, read: { ...read, table }, target, rowLimit: limit?.rows },
        signal,
      )
    : await stagedTable({ ...request, target });
  for (const row of staged.bad) request.setAside(row);
  await request.flushSetAside();
  if (staged.rowCount === 0) {
    throw new CoreError('TABLE_EMPTY', `"${table}" of ${name} has no rows; choose a table with data.`);
  }
  return {
    file,
    plan: { ...plan, options: { ...plan.options, table } },
    paths: [],
    table: async () => staged.table,
    rowsAt: null,
    text: null,
    notes: [...plan.notes, ...staged.notes],
    choices: { kind: 'table', names: sources.map((source) => source.name) },
  };
}

async function stagedTable(
  request: PartRequest & { path: string; target: string },
): Promise<Pick<StagedTable, 'table' | 'rowCount' | 'notes' | 'bad'>> {
  const { file, path, target, limit, read, onProgress, signal } = request;
  const { name } = file;
  const stage = await createStage({ path: target, name, read, rowLimit: limit?.rows });
  try {
    const { notes } = await readSqlite({
      path,
      name,
      read,
      isCut: false,
      stage,
      bad: (row) => {
        if (read.badRows !== 'set-aside') throw badRowFailure(name, row);
        request.setAside(row);
      },
      onBytes: (bytes) => onProgress('reading rows', Math.min(1, bytes / file.bytes)),
      signal,
    });
    return { table: await stage.finish(), rowCount: stage.rowCount, notes, bad: [] };
  } finally {
    await stage.close();
  }
}
