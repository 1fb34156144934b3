import type { Issue, Profile } from '../contract/profile.ts';
import { defaultThresholds } from './thresholds.ts';

/** A column that should be no feature, and why, as a clause that follows its name. */
export interface ProposedDrop {
  readonly column: string;
  readonly reason: string;
}

/**
 * Columns that a first experiment should leave out, in file order, each with the first reason found in the
 * profile's ranking: identifiers, constants, empty columns, columns known only after the outcome, and columns
 * that alone give the target away (AUC 0.99 and more; strong honest features stay). Never the target. Pure.
 */
export function proposeDrops(profile: Profile): ProposedDrop[] {
  const reasons = new Map<string, string>();
  for (const issue of profile.issues) {
    const reason = dropReason(issue);
    if (reason === null) continue;
    for (const column of issue.columns) if (!reasons.has(column)) reasons.set(column, reason);
  }
  return profile.columns
    .map(({ column }) => column.name)
    .filter((name) => name !== profile.target?.column)
    .flatMap((column) => {
      const reason = reasons.get(column);
      return reason === undefined ? [] : [{ column, reason }];
    });
}

function dropReason({ detector, severity, share, statistic }: Issue): string | null {
  switch (detector) {
    case 'id.column':
      return 'it looks like an identifier.';
    case 'leak.after-outcome':
      return 'it is probably known only after the outcome.';
    case 'constant.column':
      return severity === 'warning' ? 'it has only one value.' : null;
    case 'missing.column':
      return share === 1 ? 'it has no values.' : null;
    case 'leak.feature':
      return (statistic ?? 0) >= defaultThresholds.leakDrop ? 'it alone gives the target away.' : null;
    default:
      return null;
  }
}
