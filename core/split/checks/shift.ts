import type { Issue } from '../../contract/profile.ts';
import { chiSquaredTwoRows } from '../../profile/chi-squared.ts';
import type { ColumnFacts } from '../../profile/column-facts.ts';
import { commonCounts, jensenShannon, wasserstein } from '../../profile/diff/distances.ts';
import { normalTail, rejectedHypotheses } from '../../profile/false-discovery.ts';
import { countText } from '../../profile/phrase.ts';
import { standardDeviation } from '../../shared/statistics.ts';
import { PART } from '../plan.ts';
import { countParts, countsOf, firstRowsOf, type HeldOut, heldOut, sortedOf } from './part-rows.ts';
import { type PartScores, partScores } from './part-scores.ts';
import type { SplitCheck, SplitContext } from './split-check.ts';

/**
 * Features whose values differ between train and a held-out part: Jensen-Shannon distance (numbers in 20 groups of
 * equal size) or Wasserstein distance over the standard deviation in train, and chi-squared with Benjamini and
 * Hochberg's correction. And all features together: a classifier that tells the parts apart (Lopez-Paz and Oquab,
 * 2017). A note after a split by time, in which parts are not drawn alike. Single features are compared over all rows, the
 * classifier sees at most 20,000. Evidence are rows of the part with what it has more of, or which it takes for its own.
 */
export const shift: SplitCheck = {
  id: 'split.shift',
  async detect(context) {
    const { profile, features, limits } = context;
    const compared: Compared[] = [];
    for (const facts of features) {
      await profile.pause();
      compared.push(...(await compare(context, facts)));
    }
    const isSignificant = rejectedHypotheses(
      compared.map(({ pValue }) => pValue),
      limits.splitSignificance,
    );
    const single = compared.flatMap((one, i) => {
      const effect = Math.max(one.distance, one.distanceInDeviations ?? 0);
      return isSignificant[i] === true && effect >= limits.shift ? [describe(context, one)] : [];
    });
    const together: Issue[] = [];
    let sampledRows: number | null = null;
    for (const part of heldOut) {
      const scores = await partScores(context, part);
      if (scores === null) continue;
      if (scores.isSample) sampledRows = scores.rows;
      const strength = 2 * scores.auc - 1;
      const pValue = normalTail((scores.auc - 0.5) / scores.deviation);
      if (strength >= limits.shiftClassifier && pValue < limits.splitSignificance) {
        together.push(describeTogether(context, { part, strength, ...scores }));
      }
    }
    return { issues: [...together, ...single], ...(sampledRows === null ? {} : { sampledRows }) };
  },
};

interface Compared {
  readonly facts: ColumnFacts;
  readonly part: HeldOut;
  readonly distance: number;
  /** Null for what is no number. */
  readonly distanceInDeviations: number | null;
  readonly pValue: number;
  /** Whether the cell of a row holds what the part has more of than train. */
  readonly isMore: (row: number) => boolean;
}

/** A feature against train, once for each held-out part; nothing for what has no distribution. */
async function compare({ profile, parts, limits }: SplitContext, facts: ColumnFacts): Promise<Compared[]> {
  const { column, statistics } = facts;
  if (statistics.distinct < 2) return [];
  if (column.type === 'text') {
    if (statistics.distinct > limits.categoryUnique * statistics.count) return [];
    const { codes, names } = await profile.values.levels(column);
    const counts = (part: number) => [...countsOf(codes, names.length, parts, part)];
    const train = counts(PART.train);
    return heldOut.flatMap((part) => {
      const other = counts(PART[part]);
      const level = grownLevel(train, other);
      const isMore = (row: number) => codes[row] === level;
      return counted({ facts, part, train, other, distanceInDeviations: null, isMore }) ?? [];
    });
  }
  const values = await profile.values.numbers(column);
  const train = sortedOf(values, parts, PART.train);
  const deviation = standardDeviation(train);
  return heldOut.flatMap((part) => {
    const other = sortedOf(values, parts, PART[part]);
    const groups = commonCounts(train, other);
    const moved = wasserstein(train, other) / deviation;
    const distanceInDeviations = Number.isFinite(moved) ? moved : null;
    const { value, isAbove } = widestGap(train, other);
    const isMore = (row: number) => {
      const cell = values[row] ?? Number.NaN;
      return isAbove ? cell > value : cell <= value;
    };
    const pair = { train: groups.before, other: groups.after };
    return counted({ facts, part, ...pair, distanceInDeviations, isMore }) ?? [];
  });
}

/** The code whose share grew most. */
function grownLevel(train: readonly number[], other: readonly number[]): number {
  const [n, m] = [train, other].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  const growth = train.map((count, code) => (other[code] ?? 0) / (m || 1) - count / (n || 1));
  return growth.indexOf(Math.max(...growth));
}

/** Where two distributions lie furthest apart (Kolmogorov and Smirnov), and whether the second has more above it. */
function widestGap(train: Float64Array, other: Float64Array): { value: number; isAbove: boolean } {
  let widest = { value: Number.NaN, gap: 0 };
  for (let [i, j] = [0, 0]; i < train.length && j < other.length; ) {
    const value = Math.min(train[i] ?? 0, other[j] ?? 0);
    while (i < train.length && (train[i] ?? 0) <= value) i++;
    while (j < other.length && (other[j] ?? 0) <= value) j++;
    const gap = i / train.length - j / other.length;
    if (Math.abs(gap) > Math.abs(widest.gap)) widest = { value, gap };
  }
  return { value: widest.value, isAbove: widest.gap > 0 };
}

function counted(options: {
  facts: ColumnFacts;
  part: HeldOut;
  train: number[];
  other: number[];
  distanceInDeviations: number | null;
  isMore: (row: number) => boolean;
}): Compared | null {
  const { train, other, ...rest } = options;
  const test = chiSquaredTwoRows(train, other);
  return test === null ? null : { ...rest, distance: jensenShannon(train, other), pValue: test.pValue };
}

const consequences = {
  byLot: 'Measures on held-out rows are about other rows than those that were learned from.',
  byTime: 'It changes with time, and a model that learns from the past meets that in use as well.',
} as const;

function describe({ profile, parts, limits, kind }: SplitContext, one: Compared): Issue {
  const { facts, part, distance, distanceInDeviations } = one;
  const { name } = facts.column;
  const count = countParts(parts)[part];
  const isMoved = (distanceInDeviations ?? 0) > distance;
  return {
    detector: 'split.shift',
    severity: kind === 'time' ? 'note' : 'warning',
    columns: [name],
    count,
    share: count / profile.table.rowCount,
    measure: isMoved ? 'Wasserstein distance over the standard deviation' : 'Jensen-Shannon distance',
    statistic: isMoved ? distanceInDeviations : distance,
    threshold: limits.shift,
    rows: firstRowsOf(parts, PART[part], one.isMore),
    title: `${name} differs between train and ${part}`,
    message: `The Jensen-Shannon distance is ${distance.toFixed(2)}${distanceInDeviations === null ? '' : `, and the values lie ${distanceInDeviations.toFixed(2)} standard deviations apart on average`}: more than chance would bring. ${kind === 'time' ? consequences.byTime : consequences.byLot}`,
    fixes: [],
  };
}

function describeTogether(
  { profile, parts, limits, kind }: SplitContext,
  { part, strength, auc, rows, likeliest }: PartScores & { part: HeldOut; strength: number },
): Issue {
  const count = countParts(parts)[part];
  return {
    detector: 'split.shift',
    severity: kind === 'time' ? 'note' : 'warning',
    columns: [],
    count,
    share: count / profile.table.rowCount,
    measure: '2 AUC - 1 of a classifier that tells the parts apart',
    statistic: strength,
    threshold: limits.shiftClassifier,
    rows: [...likeliest],
    title: `Rows of ${part} can be told from training rows`,
    message: `A naive Bayes classifier over all features tells them apart with an out-of-fold AUC of ${auc.toFixed(2)} (${countText(rows)} rows). ${kind === 'time' ? 'The data changes with time; measures on later rows say how well the past serves.' : `The parts are not drawn alike, so measures on ${part} need not hold elsewhere.`}`,
    fixes: [],
  };
}
