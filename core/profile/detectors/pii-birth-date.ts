import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { birthDateScore } from '../pii/birth-date.ts';
import { columnClaim } from '../pii/column-claim.ts';

/** Columns of dates of birth, by the name of the column and the span of its dates. Counts the filled cells. */
export const piiBirthDate: Detector = {
  id: 'pii.birth-date',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const score = birthDateScore(facts);
      if (score < context.thresholds.piiScore) continue;
      issues.push(
        await columnClaim(context, {
          detector: 'pii.birth-date',
          columns: [facts],
          label: 'dates of birth',
          score,
          mask: facts.column.type === 'text' ? { method: 'hash' } : { method: 'year' },
        }),
      );
    }
    return { issues };
  },
};
