import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { columnClaim } from '../pii/column-claim.ts';
import { streetScore } from '../pii/street.ts';

/** Columns of street addresses, by the form of the most frequent values and the name of the column. Counts the filled cells. */
export const piiStreet: Detector = {
  id: 'pii.street',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const score = streetScore(facts);
      if (score < context.thresholds.piiScore) continue;
      issues.push(
        await columnClaim(context, {
          detector: 'pii.street',
          columns: [facts],
          label: 'street addresses',
          score,
          mask: { method: 'hash' },
        }),
      );
    }
    return { issues };
  },
};
