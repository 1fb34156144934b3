import { type Settings, settings } from '../contract/project.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

const row = 'app';

/** The project's settings, defaults where nothing was saved. */
export function getSettings(project: Project): Settings {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM settings WHERE name = ?')
      .pluck()
      .get(row);
    return settings.parse(document === undefined ? {} : fromJsonText(document));
  });
}

/** Replaces the project's settings. */
export function saveSettings(project: Project, saved: Settings): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR REPLACE INTO settings (name, document) VALUES (?, ?)')
      .run(row, toJsonText(saved)),
  );
}
