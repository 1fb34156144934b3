import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DatasetVersion, datasetVersion } from '../contract/dataset.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { CoreError } from '../errors.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/**
 * Adds a dataset version; its Parquet file must be in place. It gets the next number under its name, which is
 * never given twice. Content that the project has already adds nothing: the version that is there is returned.
 */
export function insertVersion(
  project: Project,
  loaded: Omit<DatasetVersion, 'number'>,
): { version: DatasetVersion; isNew: boolean } {
  const { database } = project;
  const insert = database.transaction(() => {
    const existing = findVersion(project, loaded.id);
    if (existing) return { version: withBadRows(project, existing, loaded.badRowCount), isNew: false };
    const number = database
      .prepare<[string], number>(
        `INSERT INTO dataset_names (name, last_number) VALUES (?, 1)
         ON CONFLICT (name) DO UPDATE SET last_number = last_number + 1 RETURNING last_number`,
      )
      .pluck()
      .get(loaded.name);
    const version = datasetVersion.parse({ ...loaded, number });
    database
      .prepare('INSERT INTO versions (id, name, number, loaded_at, document) VALUES (?, ?, ?, ?, ?)')
      .run(version.id, version.name, version.number, version.loadedAt, toJsonText(version));
    return { version, isNew: true };
  });
  return inDatabase(project.path, () => insert.immediate());
}

/** The version with the number of rows that a later load of the same content set aside, if it did. */
function withBadRows(project: Project, version: DatasetVersion, badRowCount?: number): DatasetVersion {
  if (badRowCount === undefined || badRowCount === version.badRowCount) return version;
  const changed = { ...version, badRowCount };
  project.database
    .prepare('UPDATE versions SET document = ? WHERE id = ?')
    .run(toJsonText(changed), version.id);
  return changed;
}

/** All dataset versions, newest first. */
export function listVersions(project: Project): DatasetVersion[] {
  return inDatabase(project.path, () =>
    project.database
      .prepare<[], string>('SELECT document FROM versions ORDER BY loaded_at DESC, rowid DESC')
      .pluck()
      .all()
      .map((document) => datasetVersion.parse(fromJsonText(document))),
  );
}

/** The version with this id, or null. */
export function findVersion(project: Project, id: DatasetVersionId): DatasetVersion | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM versions WHERE id = ?')
      .pluck()
      .get(id);
    return document === undefined ? null : datasetVersion.parse(fromJsonText(document));
  });
}

/** The version with this id; throws VERSION_UNKNOWN. */
export function getVersion(project: Project, id: DatasetVersionId): DatasetVersion {
  const version = findVersion(project, id);
  if (version) return version;
  throw new CoreError(
    'VERSION_UNKNOWN',
    `The project has no dataset version ${id.slice(0, 12)}; load its file again, or list the datasets to see those there are.`,
    { details: { version: id } },
  );
}

/** Removes a version with its profiles, draft and data file; runs made from it stay. Throws VERSION_UNKNOWN. */
export function removeVersion(project: Project, id: DatasetVersionId): void {
  getVersion(project, id);
  inDatabase(project.path, () => project.database.prepare('DELETE FROM versions WHERE id = ?').run(id));
  for (const path of [versionPath(project, id), badRowsPath(project, id)]) rmSync(path, { force: true });
}

/** Absolute path of a version's Parquet file. */
export function versionPath(project: Project, id: DatasetVersionId): string {
  return join(project.folders.data, `${id}.parquet`);
}

/** Absolute path of the file with the rows that were set aside when the version was loaded, if there are any. */
export function badRowsPath(project: Project, id: DatasetVersionId): string {
  return join(project.folders.data, `${id}.bad.ndjson`);
}
