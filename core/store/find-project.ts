import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseName } from './project.ts';

/** The project that a command in `cwd` means: the nearest folder upward that is one, else `cwd/assay-project`. */
export function findProject(cwd: string): string {
  const start = resolve(cwd);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, databaseName))) return folder;
    if (folder === dirname(folder)) return join(start, 'assay-project');
  }
}
