import type { Issue } from '../contract/profile.ts';
import { detectors } from './registry.ts';

const severityOrder = { error: 0, warning: 1, note: 2 } as const;

/**
 * Issues by likely harm to the evaluation: severity first, then the registry's order of detectors, then the
 * stronger link (leaks and correlations) or the larger share of rows, then column names. Detectors that the registry does not know come last. Pure.
 */
export function rankIssues(issues: readonly Issue[]): Issue[] {
  const place = new Map(detectors.map((detector, i) => [detector.id, i]));
  const harm = (issue: Issue) => place.get(issue.detector) ?? detectors.length;
  return [...issues].sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      harm(a) - harm(b) ||
      weight(b) - weight(a) ||
      compareText(a.columns.join('\n'), b.columns.join('\n')),
  );
}

function weight({ detector, statistic, share }: Issue): number {
  return /^(leak|correlation)\./.test(detector) ? (statistic ?? 0) : share;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
