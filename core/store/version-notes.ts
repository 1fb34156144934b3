import type { DatasetVersionId } from '../contract/ids.ts';
import { type VersionNotes, versionNotes } from '../contract/version.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** What was noted on a version, empty where nothing was. */
export function getVersionNotes(project: Project, version: DatasetVersionId): VersionNotes {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM version_notes WHERE version = ?')
      .pluck()
      .get(version);
    return versionNotes.parse(document === undefined ? {} : fromJsonText(document));
  });
}

/** Replaces the notes on a version, which must be in the project; they go when it is removed. */
export function saveVersionNotes(
  project: Project,
  { version, notes }: { version: DatasetVersionId; notes: VersionNotes },
): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR REPLACE INTO version_notes (version, document) VALUES (?, ?)')
      .run(version, toJsonText(notes)),
  );
}
