import { type DatasetVersionId, datasetVersionId } from '../contract/ids.ts';
import { type JoinSpec, joinSpec, type VersionOrigin } from '../contract/relation.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** What a version was made from; no parents for one that was loaded. Parents may have been removed since. */
export function getVersionOrigin(project: Project, version: DatasetVersionId): VersionOrigin {
  return inDatabase(project.path, () => {
    const { database } = project;
    const parents = database
      .prepare<[string], string>('SELECT parent FROM version_parents WHERE version = ? ORDER BY position')
      .pluck()
      .all(version);
    const document = database
      .prepare<[string], string>('SELECT document FROM version_joins WHERE version = ?')
      .pluck()
      .get(version);
    return {
      parents: parents.map((parent) => datasetVersionId.parse(parent)),
      join: document === undefined ? null : joinSpec.parse(fromJsonText(document)),
    };
  });
}

/** Records that a version, which must be in the project, is this join. What was recorded first stays. */
export function saveJoinOrigin(
  project: Project,
  { version, join }: { version: DatasetVersionId; join: JoinSpec },
): void {
  const { database } = project;
  const save = database.transaction(() => {
    const { changes } = database
      .prepare('INSERT OR IGNORE INTO version_joins (version, document) VALUES (?, ?)')
      .run(version, toJsonText(join));
    if (changes === 0) return;
    const insert = database.prepare(
      'INSERT INTO version_parents (version, position, parent) VALUES (?, ?, ?)',
    );
    for (const [position, parent] of [join.left, join.right].entries()) insert.run(version, position, parent);
  });
  inDatabase(project.path, () => save.immediate());
}
