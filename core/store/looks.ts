import type { RunId } from '../contract/ids.ts';
import { inDatabase } from './in-database.ts';
import type { Project } from './project.ts';

/** Notes that a run was scored on the test part with this split digest. The same run counts once. `at` is ISO 8601. */
export function addLook(project: Project, look: { digest: string; run: RunId; at: string }): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR IGNORE INTO looks (digest, run, at) VALUES (?, ?, ?)')
      .run(look.digest, look.run, look.at),
  );
}

/** Runs scored so far on the test part with this split digest, removed ones included. */
export function countLooks(project: Project, digest: string): number {
  return inDatabase(
    project.path,
    () =>
      project.database
        .prepare<[string], number>('SELECT count(*) FROM looks WHERE digest = ?')
        .pluck()
        .get(digest) ?? 0,
  );
}
