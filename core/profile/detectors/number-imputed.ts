import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { decimalsOf, type FinerRun } from '../finer-run.ts';
import type { Spike } from '../number-shape.ts';
import { counted, countText, numberText, percent } from '../phrase.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * One value with a fraction that was put where cells were missing: it is written more finely than all others (by
 * two decimals, or by one when it is the rounded mean) and repeated, or it is the rounded mean or the median and
 * holds ten times the cells of the values around it, as no other value does. It must lie between the quartiles or be
 * the mean. Counts its cells.
 */
export const numberImputed: Detector = {
  id: 'number.imputed',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const found = findImputed(facts, context.thresholds);
      if (found === null) continue;
      await context.pause();
      issues.push(await describe(context, facts, found));
    }
    return { issues };
  },
};

interface Imputed {
  readonly value: number;
  readonly count: number;
  readonly measure: string;
  readonly statistic: number;
  readonly threshold: number;
  readonly reason: string;
}

function findImputed(facts: ColumnFacts, limits: Thresholds): Imputed | null {
  const { numeric, statistics } = facts;
  if (numeric === null || statistics.distinct < 10) return null;
  const { finer } = numeric.shape;
  if (finer !== null && isPutIn(finer, facts, limits)) {
    const more = finer.decimals - finer.usualDecimals;
    return {
      ...finer,
      measure: 'cells with this value',
      statistic: finer.count,
      threshold: limits.imputedCells,
      reason: `it has ${counted(more, 'decimal')} more than the others`,
    };
  }
  const { mean, median } = numeric.statistics;
  const { spikes } = numeric.shape;
  const spike = spikes.find(({ value }) => value === median || isRounded(mean, value));
  if (spike === undefined || spike.count < limits.imputedCells) return null;
  if (spike.count < limits.imputedSpike * spike.neighbours) return null;
  const isRival = ({ value, count, neighbours }: Spike) =>
    value !== spike.value && 5 * count >= spike.count && 2 * count >= limits.imputedSpike * neighbours;
  if (spikes.some(isRival)) return null;
  return {
    ...spike,
    measure: 'cells over the mean of the values around it',
    statistic: spike.count / spike.neighbours,
    threshold: limits.imputedSpike,
    reason: `it is the ${spike.value === median ? 'median' : 'mean'}, and values around it have ${spike.neighbours.toFixed(1)} cells on average`,
  };
}

function isPutIn(finer: FinerRun, { numeric }: ColumnFacts, limits: Thresholds): boolean {
  if (numeric === null || finer.count < limits.imputedCells) return false;
  if (finer.count < limits.imputedAlone * finer.finerCells) return false;
  const { mean, firstQuartile, thirdQuartile } = numeric.statistics;
  if (isRounded(mean, finer.value)) return true;
  const isInside = finer.value > firstQuartile && finer.value < thirdQuartile;
  return isInside && finer.decimals - finer.usualDecimals >= 2;
}

/** Whether `value` is the mean, rounded to the decimals that it is written with. */
function isRounded(mean: number, value: number): boolean {
  return Math.abs(value - mean) <= 0.5 * 10 ** -decimalsOf(value) + 1e-9 * Math.abs(mean);
}

async function describe(context: ProfileContext, facts: ColumnFacts, found: Imputed): Promise<Issue> {
  const { name } = facts.column;
  const { value, count, measure, statistic, threshold, reason } = found;
  const share = count / context.table.rowCount;
  const values = await context.values.numbers(facts.column);
  const shown = String(value);
  return {
    detector: 'number.imputed',
    severity: 'warning',
    columns: [name],
    count,
    share,
    measure,
    statistic,
    threshold,
    rows: firstRows(values.length, (row) => values[row] === value),
    title: `${name} was filled in with ${shown}`,
    message: `${shown} stands in ${counted(count, 'row')} (${percent(share)} of ${countText(context.table.rowCount)}); ${reason}, and the mean is ${numberText(facts.numeric?.statistics.mean ?? 0)}. Cells that were missing look measured, spread comes out too small, and a mean over all rows has seen the test part.`,
    fixes: [{ kind: 'mark-missing', label: `Read ${shown} as missing`, column: name, values: [value] }],
  };
}
