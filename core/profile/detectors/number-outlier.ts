import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { runAt } from '../number-runs.ts';
import { counted, numberText, percent } from '../phrase.ts';
import { type Ascending, medianAbsoluteDeviation, quantile } from '../quantile.ts';
import { numericSentinels } from '../sentinel-numbers.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * Numbers far from the bulk of their column: robust z above 6 (0.6745 (x - median) / MAD; Iglewicz and Hoaglin,
 * 1993) or outside the outer fences, quartiles -+ 3 IQR (Tukey, 1977). Counts such cells. Codes for missing are
 * set aside first. Columns whose middle half is one value have no scale and are left alone. When the logarithms
 * of the positive values have no outliers, skew explains them and the finding is a note.
 */
export const numberOutlier: Detector = {
  id: 'number.outlier',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      if (facts.numeric === null || !mayHaveOutliers(facts, context.thresholds)) continue;
      await context.pause();
      if ((await context.idReason(facts)) !== null) continue;
      const issue = await findIn(context, facts);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

/** The third quartile of the standard normal distribution. */
const zScale = 0.6744897501960817;

interface Limits {
  readonly low: number;
  readonly high: number;
}

/** A look at the statistics that spares most columns the fetch. */
function mayHaveOutliers({ numeric }: ColumnFacts, thresholds: Thresholds): boolean {
  if (numeric === null) return false;
  if (numeric.isWhole && numeric.statistics.max - numeric.statistics.min <= thresholds.outlierSpan)
    return false;
  const { firstQuartile, thirdQuartile, median, min, max, infinite } = numeric.statistics;
  const limits = outlierLimits(
    { firstQuartile, median, thirdQuartile, deviation: numeric.deviation },
    thresholds,
  );
  return infinite > 0 || limits === null || min < limits.low || max > limits.high;
}

async function findIn(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  const { thresholds, table } = context;
  const values = await context.values.numbers(facts.column);
  const finite = await context.values.sorted(facts.column);
  const codes = new Set(numericSentinels(finite, thresholds).map(({ value }) => value));
  const sorted = codes.size === 0 ? finite : finite.filter((value) => !codes.has(value));
  if (sorted.length < thresholds.outlierCells) return null;
  const limits = limitsOf(sorted, thresholds);
  if (limits === null) return null;
  const isOutlier = (value: number) => (value < limits.low || value > limits.high) && !codes.has(value);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (isOutlier(values[i] ?? Number.NaN)) count++;
  const share = count / table.rowCount;
  if (count === 0 || share >= thresholds.outlierShare) return null;
  return describe({
    context,
    facts,
    sorted,
    limits,
    count,
    rows: firstRows(values.length, (i) => isOutlier(values[i] ?? Number.NaN)),
    isSkew: explainedBySkew(sorted, limits, thresholds),
  });
}

function limitsOf(sorted: Ascending, thresholds: Thresholds): Limits | null {
  const median = quantile(sorted, 0.5);
  const spread = {
    firstQuartile: quantile(sorted, 0.25),
    median,
    thirdQuartile: quantile(sorted, 0.75),
    deviation: medianAbsoluteDeviation(sorted, median),
  };
  return outlierLimits(spread, thresholds);
}

function outlierLimits(
  spread: { firstQuartile: number; median: number; thirdQuartile: number; deviation: number },
  { outlierZ, outlierFence }: Thresholds,
): Limits | null {
  const range = spread.thirdQuartile - spread.firstQuartile;
  if (!(range > 0)) return null;
  const fences = [spread.firstQuartile - outlierFence * range, spread.thirdQuartile + outlierFence * range];
  const reach = spread.deviation > 0 ? (outlierZ * spread.deviation) / zScale : Infinity;
  return {
    low: Math.max(fences[0] ?? 0, spread.median - reach),
    high: Math.min(fences[1] ?? 0, spread.median + reach),
  };
}

function explainedBySkew(sorted: Float64Array, limits: Limits, thresholds: Thresholds): boolean {
  const min = sorted[0] ?? 0;
  if (min < 0 || min < limits.low) return false;
  const positive = sorted.subarray(runAt(sorted, 0).end);
  const logs = { length: positive.length, at: (i: number) => Math.log(positive[i] ?? Number.NaN) };
  const allowed = limitsOf(logs, thresholds);
  return allowed !== null && logs.at(logs.length - 1) <= allowed.high;
}

function describe(finding: {
  context: ProfileContext;
  facts: ColumnFacts;
  sorted: Float64Array;
  limits: Limits;
  count: number;
  rows: number[];
  isSkew: boolean;
}): Issue {
  const { context, facts, sorted, limits, count, isSkew } = finding;
  const { name } = facts.column;
  const share = count / context.table.rowCount;
  const sides = [
    (sorted[0] ?? 0) < limits.low ? `below ${numberText(limits.low)}` : null,
    (sorted.at(-1) ?? 0) > limits.high ? `above ${numberText(limits.high)}` : null,
  ].filter((side) => side !== null);
  const where = sides.length === 0 ? 'infinite' : sides.join(' or ');
  const reason = isSkew
    ? 'The column is skewed: on a logarithmic scale nothing stands out, so a transform serves better than removal.'
    : 'A few extreme cells can steer scaling and linear models; they may be typing errors or another unit.';
  return {
    detector: 'number.outlier',
    severity: isSkew ? 'note' : 'warning',
    columns: [name],
    count,
    share,
    ...farthest(sorted, context.thresholds),
    rows: finding.rows,
    title: `${name} has ${counted(count, 'cell')} far from the rest`,
    message: `${counted(count, 'cell')} (${percent(share)}) ${count === 1 ? 'is' : 'are'} ${where}; the median is ${numberText(quantile(sorted, 0.5))}. ${reason}`,
    fixes: [],
  };
}

/** The rule that the most extreme finite value breaks: robust z where it does, else the fences. */
function farthest(sorted: Float64Array, { outlierZ, outlierFence }: Thresholds) {
  const median = quantile(sorted, 0.5);
  const deviation = medianAbsoluteDeviation(sorted, median);
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const z = (zScale * Math.max(max - median, median - min)) / deviation;
  if (deviation > 0 && z > outlierZ) {
    return { measure: 'largest robust z-score', statistic: z, threshold: outlierZ };
  }
  const statistic = Math.max(max - high, low - min) / (high - low);
  return { measure: 'interquartile ranges beyond the quartiles', statistic, threshold: outlierFence };
}
