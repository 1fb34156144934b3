import type { ColumnStatistics, Issue, Profile, Severity } from '../../core/contract/profile.ts';
import type { FoundParts } from './job-view.ts';

/** What is known of a version: its complete profile, or as much of it as was found. */
export interface Findings {
  /** By the index of the column; null, or past the end, where a column was not counted yet. */
  readonly columns: readonly (ColumnStatistics | null)[];
  /** Worst first, in the order of the complete profile. */
  readonly issues: readonly Issue[];
  readonly isComplete: boolean;
}

/** Issues of severity error: all of them, and those that the draft's recipe does not answer. */
export interface Problems {
  readonly total: number;
  readonly open: number;
}

const noFindings: Findings = { columns: [], issues: [], isComplete: false };

/**
 * The findings of a complete profile, else of the parts found so far. `counted` are statistics of the same version
 * that are known from a profile with another target: they do not depend on it.
 */
export function findingsOf(known: {
  profile: Profile | null;
  found: FoundParts | null;
  counted: readonly ColumnStatistics[];
}): Findings {
  const { profile, found, counted } = known;
  if (profile) return { columns: profile.columns, issues: profile.issues, isComplete: true };
  if (!found && counted.length === 0) return noFindings;
  const columns: (ColumnStatistics | null)[] = [...counted];
  for (const statistics of found?.columns ?? []) {
    while (columns.length < statistics.column.index) columns.push(null);
    columns[statistics.column.index] = statistics;
  }
  return { columns, issues: found ? rankFound(found.issues) : [], isComplete: false };
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Found issues, worst first: by severity, then by the place of their part; those of one part keep their order. */
function rankFound(found: FoundParts['issues']): Issue[] {
  return [...found]
    .sort((a, b) => severityOrder[a.issue.severity] - severityOrder[b.issue.severity] || a.place - b.place)
    .map(({ issue }) => issue);
}

/** How many columns are counted. */
export function countedColumns({ columns }: Findings): number {
  return columns.reduce((count, column) => count + (column === null ? 0 : 1), 0);
}
