import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'last-project.txt';

/** The folder that was open last, if it still exists. */
export function rememberedProject(userDataDirectory: string): string | null {
  const path = join(userDataDirectory, fileName);
  if (!existsSync(path)) return null;
  const project = readFileSync(path, 'utf8').trim();
  return project !== '' && existsSync(project) ? project : null;
}

/** Keeps the folder for the next start. */
export function rememberProject(userDataDirectory: string, projectDirectory: string): void {
  writeFileSync(join(userDataDirectory, fileName), `${projectDirectory}\n`);
}
