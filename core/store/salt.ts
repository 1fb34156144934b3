import { randomBytes } from 'node:crypto';
import { inDatabase } from './in-database.ts';
import type { Project } from './project.ts';

const row = 'salt';

/**
 * The project's salt: 64 hex digits, made when first asked for and never changed. It keys the hashes of masked
 * columns, so it never leaves the project: bundles do not hold it.
 */
export function projectSalt(project: Project): string {
  return inDatabase(project.path, () => {
    const { database } = project;
    database
      .prepare('INSERT OR IGNORE INTO settings (name, document) VALUES (?, ?)')
      .run(row, randomBytes(32).toString('hex'));
    return String(
      database.prepare<[string], string>('SELECT document FROM settings WHERE name = ?').pluck().get(row),
    );
  });
}
