import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { CoreError } from '../errors.ts';
import { inDatabase } from './in-database.ts';
import { migrate } from './migrate.ts';
import { processMark } from './owner.ts';
import { type Recovery, recover } from './recover.ts';

/** Absolute folders of a project. `tmp` belongs to this opening alone and goes when it is closed. */
export interface ProjectFolders {
  readonly data: string;
  readonly runs: string;
  readonly bundles: string;
  readonly uploads: string;
  readonly tmp: string;
}

/** An open project. Several processes may have one project open. Whoever opens it closes it. */
export interface Project {
  readonly path: string;
  /** Name of the folder. */
  readonly name: string;
  readonly database: Database;
  readonly folders: ProjectFolders;
  /** Identifies this opening among all that ever were: the name of its temporary folder. */
  readonly owner: string;
  /** What was found broken when the project was opened, and mended. */
  readonly recovered: Recovery;
  close(): void;
}

/** Name of the database inside a project folder: a folder with such a file is a project. */
export const databaseName = 'assay.db';

const busyTimeoutMs = 5000;

/**
 * Opens the project in `directory`, making the folder and all in it if need be, and clears what killed processes
 * left behind. Throws PROJECT_INVALID when it cannot be a project, PROJECT_LOCKED when another process holds it.
 */
export function openProject({ directory, now }: { directory: string; now: () => Date }): Project {
  const path = resolve(directory);
  const shared = makeFolders(path);
  const file = join(path, databaseName);
  return inDatabase(file, () => {
    const database = new SqliteDatabase(file, { timeout: busyTimeoutMs });
    try {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      const open = database.transaction(() => {
        migrate(database);
        const recovered = recover({ database, path, now: now() });
        const tmp = mkdtempSync(join(path, 'tmp', `${processMark()}-`));
        return { recovered, tmp };
      });
      const { recovered, tmp } = open.immediate();
      const close = () => {
        database.close();
        rmSync(tmp, { recursive: true, force: true });
      };
      const folders = { ...shared, tmp };
      return { path, name: basename(path), database, folders, owner: basename(tmp), recovered, close };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function makeFolders(path: string): Omit<ProjectFolders, 'tmp'> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new CoreError('PROJECT_INVALID', `${path} is a file; choose a folder for the project.`, {
      details: { path },
    });
  }
  const at = (name: string) => join(path, name);
  const folders = { data: at('data'), runs: at('runs'), bundles: at('bundles'), uploads: at('uploads') };
  try {
    for (const folder of [...Object.values(folders), at('tmp')]) mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new CoreError(
      'PROJECT_INVALID',
      `The project folder ${path} cannot be made (${cause instanceof Error ? cause.message : cause}); choose a folder that you may write to.`,
      { details: { path }, cause },
    );
  }
  return folders;
}
