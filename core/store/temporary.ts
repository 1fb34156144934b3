import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from './project.ts';

/** Lends an empty folder inside the project and removes it with all that is in it afterwards. */
export async function withTemporaryDirectory<T>(
  project: Project,
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(project.folders.tmp, 'work-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
