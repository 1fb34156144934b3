import type { Issue } from '../contract/profile.ts';
import { detectors } from './registry.ts';

const severityOrder = { error: 0, warning: 1, note: 2 } as const;

/**
 * Issues by likely harm to the evaluation: severity first, then the registry's order of detectors, then the
 * stronger link (leaks and correlations) or the larger share of rows, then column names. Detectors that the registry does not know come last. Pure.
 */
export function rankIssues(issues: readonly Issue[]): Issue[] {
  return [...issues].sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      harmPlace(a.detector) - harmPlace(b.detector) ||
      weight(b) - weight(a) ||
      compareText(a.columns.join('\n'), b.columns.join('\n')),
  );
}

/** Where the findings of this detector stand among those of the same severity, 0 for the most harmful. */
export function harmPlace(detector: string): number {
  const place = detectors.findIndex(({ id }) => id === detector);
  return place < 0 ? detectors.length : place;
}

function weight({ detector, statistic, share }: Issue): number {
  return /^(leak|correlation)\./.test(detector) ? (statistic ?? 0) : share;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
