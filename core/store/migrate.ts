import type { Database } from 'better-sqlite3';
import { CoreError } from '../errors.ts';
import { migrationSteps } from './migrations/steps.ts';

/**
 * Applies the steps that a database lacks; part of the caller's transaction. Throws PROJECT_INVALID when the
 * database was made by a newer Assay.
 */
export function migrate(database: Database, steps: readonly string[] = migrationSteps): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > steps.length) {
    throw new CoreError(
      'PROJECT_INVALID',
      `The project was made by a newer Assay (database version ${version}, this one knows ${steps.length}); update Assay to open it.`,
      { details: { version, known: steps.length } },
    );
  }
  for (const [i, step] of steps.entries()) {
    if (i < version) continue;
    database.exec(step);
    database.pragma(`user_version = ${i + 1}`);
  }
}
