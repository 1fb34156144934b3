import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, ReadOptions } from '../../core/contract/dataset.ts';
import type { LoadedFile } from '../../core/load/load-file.ts';
import type { Project } from '../../core/store/project.ts';
import { loadInto, tableOf, temporaryProject } from './temporary-project.ts';

/** A loaded file with its cells, row by row. */
export interface LoadedText extends LoadedFile {
  readonly rows: Cell[][];
  readonly project: Project;
}

/** Writes text (or bytes) to a file, loads it into a fresh project and reads all of it back. */
export async function loadText(
  text: string | Uint8Array,
  {
    options = {},
    fileName = 'table.csv',
    project = temporaryProject(),
  }: { options?: ReadOptions; fileName?: string; project?: Project } = {},
): Promise<LoadedText> {
  const path = join(project.path, fileName);
  writeFileSync(path, text);
  const loaded = await loadInto(project, path, { options });
  return { ...loaded, rows: await readAll(project, loaded), project };
}

/** All cells of a loaded file, row by row in file order. */
export async function readAll(project: Project, loaded: LoadedFile): Promise<Cell[][]> {
  const { table, duck } = await tableOf(project, loaded);
  const names = table.columns.map((column) => column.sql);
  const rows = await duck.sql.rows(`SELECT ${names.join(', ')} FROM ${table.from} ORDER BY __row`);
  return rows.map((row) => names.map((name) => row[name] ?? null));
}

/** Column names with their types. */
export function typesOf(loaded: LoadedFile): Record<string, string> {
  return Object.fromEntries(loaded.columns.map(({ name, type }) => [name, type]));
}
