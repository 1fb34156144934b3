import type { Issue } from '../../contract/profile.ts';
import type { Detector } from '../detector.ts';
import { columnClaim } from '../pii/column-claim.ts';
import { coordinatePairs } from '../pii/coordinates.ts';

const score = 0.85;

/** Pairs of columns that hold coordinates, by name, range and fineness. Counts the rows with both. */
export const piiCoordinates: Detector = {
  id: 'pii.coordinates',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const columns of coordinatePairs(context.columns)) {
      issues.push(
        await columnClaim(context, {
          detector: 'pii.coordinates',
          columns,
          label: 'coordinates of places',
          score,
          mask: { method: 'bins', width: 0.1 },
        }),
      );
    }
    return { issues };
  },
};
