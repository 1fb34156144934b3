import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunId } from '../contract/ids.ts';
import { type RunSummary, runSummary } from '../contract/run.ts';
import { CoreError } from '../errors.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** All runs, newest first. */
export function listRuns(project: Project): RunSummary[] {
  return inDatabase(project.path, () =>
    project.database
      .prepare<[], string>('SELECT document FROM runs ORDER BY created_at DESC, rowid DESC')
      .pluck()
      .all()
      .map((document) => runSummary.parse(fromJsonText(document))),
  );
}

/** Whether the project has this run. */
export function hasRun(project: Project, id: RunId): boolean {
  return findRun(project, id) !== null;
}

/** What lists show of a run; throws RUN_UNKNOWN. */
export function getRunSummary(project: Project, id: RunId): RunSummary {
  const summary = findRun(project, id);
  if (summary) return summary;
  throw new CoreError('RUN_UNKNOWN', `The project has no run ${id}; list the runs to see those there are.`, {
    details: { run: id },
  });
}

/** Removes a run with its folder; its looks at the test part stay counted. Throws RUN_UNKNOWN. */
export function removeRun(project: Project, id: RunId): void {
  getRunSummary(project, id);
  inDatabase(project.path, () => project.database.prepare('DELETE FROM runs WHERE id = ?').run(id));
  const doomed = join(project.folders.tmp, `removed-${id}`);
  try {
    renameSync(runPath(project, id), doomed);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  rmSync(doomed, { recursive: true, force: true });
}

/** Absolute path of a run's folder. */
export function runPath(project: Project, id: RunId): string {
  return join(project.folders.runs, id);
}

function findRun(project: Project, id: RunId): RunSummary | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM runs WHERE id = ?')
      .pluck()
      .get(id);
    return document === undefined ? null : runSummary.parse(fromJsonText(document));
  });
}
