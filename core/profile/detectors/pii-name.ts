import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { columnClaim } from '../pii/column-claim.ts';
import { personNameScore } from '../pii/person-name.ts';

/** Columns of names of persons, by the name of the column and the form of its most frequent values. Counts the filled cells. */
export const piiName: Detector = {
  id: 'pii.name',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const score = personNameScore(facts);
      if (score < context.thresholds.piiScore) continue;
      issues.push(
        await columnClaim(context, {
          detector: 'pii.name',
          columns: [facts],
          label: 'names of persons',
          score,
          mask: { method: 'hash' },
        }),
      );
    }
    return { issues };
  },
};
