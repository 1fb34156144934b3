import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { countText, numberText, percent } from '../phrase.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * Measures that are zero in more than half of the rows. Counts of things are left alone: whole numbers up to 1,000,
 * none negative. Counts the zeros.
 */
export const numberZeros: Detector = {
  id: 'number.zeros',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const { thresholds, table } = context;
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const zeros = facts.numeric?.statistics.zeros ?? 0;
      const share = zeros / table.rowCount;
      if (share <= thresholds.zerosShare || facts.statistics.distinct < 3 || isCount(facts, thresholds))
        continue;
      await context.pause();
      const values = await context.values.numbers(facts.column);
      const { min = 0, max = 0 } = facts.numeric?.statistics ?? {};
      issues.push({
        detector: 'number.zeros',
        severity: 'note',
        columns: [facts.column.name],
        count: zeros,
        share,
        measure: 'share of zeros',
        statistic: share,
        threshold: thresholds.zerosShare,
        rows: firstRows(values.length, (row) => values[row] === 0),
        title: `${facts.column.name} is mostly zero`,
        message: `${countText(zeros)} cells (${percent(share)}) are zero, the others lie between ${numberText(min < 0 ? min : 0)} and ${numberText(max)}. Whether it is zero and how large it is are two facts; scaling treats them as one, and zero may stand for not measured.`,
        fixes: [],
      });
    }
    return { issues };
  },
};

function isCount({ numeric }: ColumnFacts, { zerosCount }: Thresholds): boolean {
  if (numeric === null || !numeric.isWhole) return false;
  const { min, max } = numeric.statistics;
  return min >= 0 && max <= zerosCount;
}
