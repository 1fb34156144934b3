import { rename, rm } from 'node:fs/promises';
import type { RunSummary } from '../contract/run.ts';
import { inDatabase } from './in-database.ts';
import { toJsonText } from './json-text.ts';
import type { Project } from './project.ts';
import { hasRun, runPath } from './runs.ts';
import { syncFolder, syncTree } from './sync.ts';
import { withTemporaryDirectory } from './temporary.ts';

/**
 * Stores a run whole or not at all: `write` fills a temporary folder, which is synced and renamed to `runs/<id>`,
 * and the row comes last. A run that the project has already is left alone and `write` is not called. Returns the
 * run's folder.
 */
export async function writeRunDirectory(
  project: Project,
  { summary, write }: { summary: RunSummary; write: (directory: string) => Promise<void> },
): Promise<string> {
  const target = runPath(project, summary.id);
  if (hasRun(project, summary.id)) return target;
  await withTemporaryDirectory(project, async (directory) => {
    await write(directory);
    await syncTree(directory);
    if (hasRun(project, summary.id)) return;
    await moveInto(directory, target, () => hasRun(project, summary.id));
    await syncFolder(project.folders.runs);
    inDatabase(project.path, () =>
      project.database
        .prepare('INSERT OR IGNORE INTO runs (id, created_at, document) VALUES (?, ?, ?)')
        .run(summary.id, summary.createdAt, toJsonText(summary)),
    );
  });
  return target;
}

/** Renames over what an earlier, unfinished attempt left; what a finished one wrote meanwhile stays. */
async function moveInto(directory: string, target: string, isFinished: () => boolean): Promise<void> {
  try {
    await rename(directory, target);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code)) throw error;
    if (isFinished()) return;
    await rm(target, { recursive: true, force: true });
    await rename(directory, target);
  }
}
