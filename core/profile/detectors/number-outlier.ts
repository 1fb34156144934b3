import type { Fix, Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { runAt } from '../number-runs.ts';
import {
  type OutlierLimits,
  quartileScore,
  type Spread,
  shapedLimits,
  spreadOf,
  type UsualLimits,
  usualLimits,
} from '../outlier-limits.ts';
import { counted, numberText, percent } from '../phrase.ts';
import { lowerBound } from '../quantile.ts';
import { numericSentinels } from '../sentinel-numbers.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * Numbers far from the bulk of their column: robust z above 6 (0.6745 (x - median) / MAD; Iglewicz and Hoaglin,
 * 1993) or outside the outer fences, quartiles -+ 3 IQR (Tukey, 1977); in long columns both lie further out, where the
 * farthest of as many normal values would (see `usualLimits`). Counts such cells. Codes for missing are set aside first.
 * Columns whose middle half is one value have no scale and are left alone. When all of them fit the skew or the tails of
 * the column, seen in its middle or in the logarithms of the positive values, the finding is a note; else only those
 * count that do not fit.
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

type Explanation = 'skew' | 'logarithm' | 'tails';

/** A look at the statistics that spares most columns the fetch. */
function mayHaveOutliers({ numeric, statistics }: ColumnFacts, thresholds: Thresholds): boolean {
  if (numeric === null) return false;
  const { min, max, infinite, ...quartiles } = numeric.statistics;
  if (numeric.isWhole && max - min <= thresholds.outlierSpan) return false;
  const spread = { ...quartiles, count: statistics.count - infinite, deviation: numeric.deviation };
  const limits = usualLimits(spread, thresholds);
  return infinite > 0 || limits === null || min < limits.low || max > limits.high;
}

async function findIn(context: ProfileContext, facts: ColumnFacts): Promise<Issue | null> {
  const { thresholds, table } = context;
  const values = await context.values.numbers(facts.column);
  const finite = await context.values.sorted(facts.column);
  const codes = new Set(numericSentinels(finite, thresholds).map(({ value }) => value));
  const sorted = codes.size === 0 ? finite : finite.filter((value) => !codes.has(value));
  if (sorted.length < thresholds.outlierCells) return null;
  const usual = usualLimits(spreadOf(sorted), thresholds);
  if (usual === null) return null;
  const { explanation, widest } = widen(sorted, usual, thresholds);
  const isExplained = explanation !== null && facts.numeric?.statistics.infinite === 0;
  const limits = isExplained ? usual : widest;
  const isOutlier = (value: number) => (value < limits.low || value > limits.high) && !codes.has(value);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (isOutlier(values[i] ?? Number.NaN)) count++;
  const share = count / table.rowCount;
  if (count === 0 || share >= thresholds.outlierShare) return null;
  return describe({
    context,
    facts,
    sorted,
    usual,
    limits,
    count,
    codes,
    rows: firstRows(values.length, (i) => isOutlier(values[i] ?? Number.NaN)),
    explanation: isExplained ? explanation : null,
  });
}

/**
 * The limits that the shape of the column allows, and what about it explains everything beyond the usual limits; null
 * when something lies further out than that.
 */
function widen(
  sorted: Float64Array,
  usual: UsualLimits,
  thresholds: Thresholds,
): { widest: OutlierLimits; explanation: Explanation | null } {
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const shaped = shapedLimits(sorted, usual, thresholds);
  const logHigh = min >= 0 && min >= usual.low ? highOfLogarithms(sorted, thresholds) : -Infinity;
  const widest = { low: shaped.low, high: Math.max(shaped.high, logHigh) };
  if (min < widest.low || max > widest.high) return { widest, explanation: null };
  return { widest, explanation: max <= logHigh ? 'logarithm' : shaped.shape };
}

/** The upper limit of the logarithms of the positive values, as a value. */
function highOfLogarithms(sorted: Float64Array, thresholds: Thresholds): number {
  const positive = sorted.subarray(runAt(sorted, 0).end);
  const logs = new Float64Array(positive.length);
  for (let i = 0; i < logs.length; i++) logs[i] = Math.log(positive[i] ?? 0);
  const usual = usualLimits(spreadOf(logs), thresholds);
  return usual === null ? -Infinity : Math.exp(shapedLimits(logs, usual, thresholds).high);
}

const reasons: Readonly<Record<Explanation, string>> = {
  logarithm:
    'The column is skewed: on a logarithmic scale nothing stands out, so a transform serves better than removal.',
  skew: 'The column is skewed: for its skew nothing stands out, so a transform serves better than removal.',
  tails:
    'Both tails of the column are heavy: for their weight nothing stands out, so clipping serves better than removal.',
};

function describe(finding: {
  context: ProfileContext;
  facts: ColumnFacts;
  sorted: Float64Array;
  usual: UsualLimits;
  limits: OutlierLimits;
  count: number;
  /** Codes for missing, which are not in `sorted`. */
  codes: ReadonlySet<number>;
  rows: number[];
  explanation: Explanation | null;
}): Issue {
  const { context, facts, sorted, usual, limits, count, explanation } = finding;
  const { name } = facts.column;
  const share = count / context.table.rowCount;
  const sides = [
    (sorted[0] ?? 0) < limits.low ? `below ${numberText(limits.low)}` : null,
    (sorted.at(-1) ?? 0) > limits.high ? `above ${numberText(limits.high)}` : null,
  ].filter((side) => side !== null);
  const where = sides.length === 0 ? 'infinite' : sides.join(' or ');
  const spread = spreadOf(sorted);
  const reason =
    explanation === null
      ? 'A few extreme cells can steer scaling and linear models; they may be typing errors or another unit.'
      : reasons[explanation];
  return {
    detector: 'number.outlier',
    severity: explanation === null ? 'warning' : 'note',
    columns: [name],
    count,
    share,
    ...farthest(sorted, spread, usual),
    rows: finding.rows,
    title: `${name} has ${counted(count, 'cell')} far from the rest`,
    message: `${counted(count, 'cell')} (${percent(share)}) ${count === 1 ? 'is' : 'are'} ${where}; the median is ${numberText(spread.median)}. ${reason}`,
    fixes: fixesFor(finding),
  };
}

/**
 * A logarithm where a tail to the right explains the cells, else a clip, which a recipe learns as quantiles of the
 * training rows: they leave out twice the share of cells beyond the limits, so that none of these sets the clip when all
 * are among half of the rows. No clip while codes for missing lie beyond the limits, nor for infinite cells alone.
 */
function fixesFor(finding: {
  facts: ColumnFacts;
  sorted: Float64Array;
  limits: OutlierLimits;
  codes: ReadonlySet<number>;
  explanation: Explanation | null;
}): Fix[] {
  const { facts, sorted, limits, codes, explanation } = finding;
  const column = facts.column.name;
  const below = lowerBound(sorted, limits.low);
  const above = sorted.length - runAt(sorted, limits.high).end;
  const isRight = explanation === 'logarithm' || (explanation === 'skew' && below === 0);
  if (isRight) return [{ kind: 'log1p', label: `Take the logarithm of ${column}`, column }];
  const isOut = (value: number) => value < limits.low || value > limits.high;
  const isMany = 4 * Math.max(below, above) >= sorted.length;
  if (below + above === 0 || isMany || [...codes].some(isOut)) return [];
  const low = (2 * below) / sorted.length;
  const high = 1 - (2 * above) / sorted.length;
  const label = `Clip ${column} to the ${percent(high - low)} in its middle`;
  return [{ kind: 'clip', label, column, low, high }];
}

/** The rule that the most extreme finite value breaks: robust z where it does, else the fences. */
function farthest(sorted: Float64Array, spread: Spread, usual: UsualLimits) {
  const { median, deviation, firstQuartile: low, thirdQuartile: high } = spread;
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const z = (quartileScore * Math.max(max - median, median - min)) / deviation;
  if (deviation > 0 && z > usual.z) {
    return { measure: 'largest robust z-score', statistic: z, threshold: usual.z };
  }
  const statistic = Math.max(max - high, low - min) / (high - low);
  return { measure: 'interquartile ranges beyond the quartiles', statistic, threshold: usual.fence };
}
