import type { DatasetVersionId } from '../contract/ids.ts';
import type { ColumnFacts } from '../profile/column-facts.ts';
import type { Project } from '../store/project.ts';

/** Versions whose facts are kept. */
const mostKept = 8;

/** By the open project: a call has a context of its own. */
const known = new WeakMap<Project, Map<DatasetVersionId, readonly ColumnFacts[]>>();

/** Exact facts of the columns of a version, which never change, where they were counted since the project was opened. */
export function knownFacts(project: Project, version: DatasetVersionId): readonly ColumnFacts[] | undefined {
  return known.get(project)?.get(version);
}

/** Keeps facts of a version for whoever asks next; those kept first are forgotten. */
export function keepFacts(project: Project, version: DatasetVersionId, facts: readonly ColumnFacts[]): void {
  const kept = known.get(project) ?? new Map<DatasetVersionId, readonly ColumnFacts[]>();
  known.set(project, kept);
  kept.delete(version);
  kept.set(version, facts);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
}
