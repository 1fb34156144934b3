import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { inspectFile } from '../../core/load/inspect-file.ts';
import { type LoadedFile, loadFile } from '../../core/load/load-file.ts';
import { openTable } from '../../core/load/open-table.ts';
import type { OpenSql } from '../../core/shared/sql.ts';
import type { Table } from '../../core/shared/table.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';
import { openProject, type Project } from '../../core/store/project.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A time for tests. */
export const noon = new Date('2024-05-01T12:00:00Z');

/** A project in a folder of its own, closed and removed when the test ends. */
export function temporaryProject({ now = () => noon }: { now?: () => Date } = {}): Project {
  const project = openProject({ directory: join(temporaryFolder(), 'project'), now });
  onTestFinished(() => project.close());
  return project;
}

/** DuckDB with one thread and little memory, for these paths only. */
export const openSmallSql: OpenSql = (allowedPaths) =>
  openDuck({ threads: 1, memoryLimitMb: 500, spillDirectory: null, allowedPaths });

/** A DuckDB that is closed when the test ends. */
export async function temporaryDuck(allowedPaths: readonly string[] | null = null): Promise<Duck> {
  const duck = await openDuck({ threads: 2, memoryLimitMb: 500, spillDirectory: null, allowedPaths });
  onTestFinished(() => duck.close());
  return duck;
}

/** Loads a file into the project's data folder. */
export function loadInto(
  project: Project,
  path: string,
  { options = {}, ...rest }: { options?: ReadOptions } & Partial<Parameters<typeof loadFile>[0]> = {},
): Promise<LoadedFile> {
  return loadFile({
    path,
    options,
    targetDirectory: project.folders.data,
    temporaryDirectory: project.folders.tmp,
    openSql: openSmallSql,
    ...rest,
  });
}

/** Previews a file. */
export function inspectIn(project: Project, path: string, options: ReadOptions = {}) {
  return inspectFile({ path, options, temporaryDirectory: project.folders.tmp, openSql: openSmallSql });
}

/** A loaded file as a table, with SQL that can read it. */
export async function tableOf(project: Project, loaded: LoadedFile): Promise<{ table: Table; duck: Duck }> {
  const { parquetPath, id: version, rowCount, columns } = loaded;
  return {
    table: openTable({ parquetPath, version, rowCount, columns }),
    duck: await temporaryDuck([project.path]),
  };
}
