import type { Rng } from '../shared/rng.ts';
import { normalTail } from './false-discovery.ts';
import { lowerBound, quantile } from './quantile.ts';
import type { TargetClasses } from './target-classes.ts';

/** Rows of a column as small numbers: -1 is scored with the prior, all others are below `size`. */
export interface Coded {
  readonly codes: Int32Array;
  readonly size: number;
}

/** Classes as scores need them, without the column that they come from. */
export type ScoredClasses = Omit<TargetClasses, 'column'>;

/** How well one column alone predicts the target. */
export interface FeatureScore {
  /** Mean over folds of the ROC AUC; for more than two classes the mean of one against the rest. */
  readonly auc: number;
  /**
   * Weighted F1 of the most likely class, 0 for what the better of two guesses reaches (always the largest class,
   * or classes at random in their shares) and 1 for perfect: the predictive power score of ppscore (2020),
   * with bins in place of its tree.
   */
  readonly predictive: number;
}

/**
 * Fold of every row, 0 to `folds` - 1, stratified by class and drawn from `rng`; -1 without a label.
 */
export function stratifiedFolds(options: {
  target: { readonly codes: Int32Array; readonly names: { readonly length: number } };
  folds: number;
  rng: Rng;
}): Int8Array {
  const { target, folds, rng } = options;
  const next = new Uint32Array(target.names.length);
  const foldOf = new Int8Array(target.codes.length).fill(-1);
  for (const row of rng.permutation(target.codes.length)) {
    const code = target.codes[row] ?? -1;
    if (code < 0) continue;
    const dealt = next[code] ?? 0;
    foldOf[row] = dealt % folds;
    next[code] = dealt + 1;
  }
  return foldOf;
}

/**
 * Numbers as quantile bins plus one for missing: at most `most`, and the square root of their number (at least
 * 10) where that is less. Columns with no more distinct values get a bin each. The edges are quantiles of the column alone,
 * so that they tell nothing about the target; infinite values fall into the outer bins.
 */
export function quantileBins(options: { values: Float64Array; sorted: Float64Array; most: number }): Coded {
  const { values, sorted, most } = options;
  const bins = Math.min(most, Math.max(10, Math.floor(Math.sqrt(sorted.length))));
  const edges: number[] = [];
  for (let i = 0; i < bins - 1; i++) {
    const edge = quantile(sorted, (i + 1) / bins);
    if (edge !== edges.at(-1)) edges.push(edge);
  }
  const limits = Float64Array.from(distinctUpTo(sorted, bins) ?? edges);
  const missing = limits.length + 1;
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    codes[i] = Number.isNaN(value) ? missing : lowerBound(limits, value);
  }
  return { codes, size: missing + 1 };
}

/** The distinct values when there are at most `limit`, else null. */
function distinctUpTo(sorted: Float64Array, limit: number): number[] | null {
  const found: number[] = [];
  for (const value of sorted) {
    if (value === found.at(-1)) continue;
    found.push(value);
    if (found.length > limit) return null;
  }
  return found;
}

/**
 * Scores a coded column out of fold: every row gets the class shares of its code in the other folds, smoothed
 * with one row of the prior. Ties count half. Classes with fewer rows than folds are left out of the mean;
 * null when fewer than two classes are left.
 */
export function scoreFeature(options: {
  coded: Coded;
  target: ScoredClasses;
  foldOf: Int8Array;
  folds: number;
}): FeatureScore | null {
  const { coded, target, foldOf, folds } = options;
  const eligible = target.counts.flatMap((count, index) => (count >= folds ? [index] : []));
  if (eligible.length < 2) return null;
  const tally = countCells(options);
  const scored = target.positive === null ? eligible : [target.positive];
  let total = 0;
  for (const index of scored) {
    for (let fold = 0; fold < folds; fold++) total += foldAuc({ tally, index, fold });
  }
  return {
    auc: total / (scored.length * folds),
    predictive: predictivePower({ tally, target, coded, foldOf, folds }),
  };
}

/**
 * One-sided p-value of an AUC under no relation (Mann and Whitney's normal approximation); of more than two classes
 * the smallest that is scored stands for all.
 */
export function aucPValue(auc: number, { counts, labelled, positive }: ScoredClasses, folds: number): number {
  const scored = counts.filter((count) => count >= folds);
  const ones = positive === null ? Math.min(...scored) : (counts[positive] ?? 0);
  const zeros = labelled - ones;
  const deviation = Math.sqrt((ones + zeros + 1) / (12 * ones * zeros));
  return normalTail((auc - 0.5) / deviation);
}

interface Tally {
  readonly size: number;
  readonly classes: number;
  /** Rows by fold, code and class; the last code holds those scored with the prior. */
  readonly byFold: Int32Array[];
  readonly all: Int32Array;
}

function countCells(options: {
  coded: Coded;
  target: ScoredClasses;
  foldOf: Int8Array;
  folds: number;
}): Tally {
  const { coded, target, foldOf, folds } = options;
  const size = coded.size + 1;
  const classes = target.names.length;
  const byFold = Array.from({ length: folds }, () => new Int32Array(size * classes));
  for (let row = 0; row < foldOf.length; row++) {
    const cells = byFold[foldOf[row] ?? -1];
    if (cells === undefined) continue;
    const code = coded.codes[row] ?? -1;
    const cell = (code < 0 ? coded.size : code) * classes + (target.codes[row] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const all = new Int32Array(size * classes);
  for (const cells of byFold) for (let i = 0; i < all.length; i++) all[i] = (all[i] ?? 0) + (cells[i] ?? 0);
  return { size, classes, byFold, all };
}

/** AUC of one class against the rest within one fold, from counts alone. */
function foldAuc({ tally, index, fold }: { tally: Tally; index: number; fold: number }): number {
  const { size, classes, all } = tally;
  const held = tally.byFold[fold] ?? new Int32Array(0);
  const heldRows = new Float64Array(size);
  const trainRows = new Float64Array(size);
  let rows = 0;
  let positives = 0;
  for (let code = 0; code < size; code++) {
    for (let cell = code * classes; cell < (code + 1) * classes; cell++) {
      heldRows[code] = (heldRows[code] ?? 0) + (held[cell] ?? 0);
      trainRows[code] = (trainRows[code] ?? 0) + (all[cell] ?? 0) - (held[cell] ?? 0);
    }
    rows += trainRows[code] ?? 0;
    positives += (all[code * classes + index] ?? 0) - (held[code * classes + index] ?? 0);
  }
  const prior = positives / rows;
  const groups: Group[] = [];
  for (let code = 0; code < size; code++) {
    const here = heldRows[code] ?? 0;
    if (here === 0) continue;
    const positive = held[code * classes + index] ?? 0;
    const trained = (all[code * classes + index] ?? 0) - positive;
    const score = code === size - 1 ? prior : (trained + prior) / ((trainRows[code] ?? 0) + 1);
    groups.push({ score, positive, negative: here - positive });
  }
  return groupedAuc(groups);
}

/** Held-out rows of one score. */
interface Group {
  readonly score: number;
  readonly positive: number;
  readonly negative: number;
}

/** Mann and Whitney's U over the product of the class sizes, from groups of equal score; ties count half. */
function groupedAuc(groups: Group[]): number {
  groups.sort((a, b) => a.score - b.score);
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let i = 0; i < groups.length; ) {
    let positive = 0;
    let negative = 0;
    const score = groups[i]?.score;
    for (; i < groups.length && groups[i]?.score === score; i++) {
      positive += groups[i]?.positive ?? 0;
      negative += groups[i]?.negative ?? 0;
    }
    wins += positive * (negatives + negative / 2);
    positives += positive;
    negatives += negative;
  }
  return positives === 0 || negatives === 0 ? 0.5 : wins / (positives * negatives);
}

function predictivePower(options: {
  tally: Tally;
  target: ScoredClasses;
  coded: Coded;
  foldOf: Int8Array;
  folds: number;
}): number {
  const { tally, target } = options;
  const { classes } = tally;
  const largest = target.counts.indexOf(Math.max(...target.counts));
  const right = new Float64Array(classes);
  const predicted = new Float64Array(classes);
  for (const held of tally.byFold) {
    for (let code = 0; code < tally.size; code++) {
      let best = largest;
      let bestCount = 0;
      for (let c = 0; c < classes; c++) {
        const cell = code * classes + c;
        const count = (tally.all[cell] ?? 0) - (held[cell] ?? 0);
        if (count > bestCount) {
          best = c;
          bestCount = count;
        }
      }
      const guess = code === tally.size - 1 ? largest : best;
      for (let c = 0; c < classes; c++)
        predicted[guess] = (predicted[guess] ?? 0) + (held[code * classes + c] ?? 0);
      right[guess] = (right[guess] ?? 0) + (held[code * classes + guess] ?? 0);
    }
  }
  const shares = target.counts.map((count) => count / target.labelled);
  const reached = shares.reduce((sum, share, c) => {
    const total = (predicted[c] ?? 0) + (target.counts[c] ?? 0);
    return sum + (total === 0 ? 0 : (share * 2 * (right[c] ?? 0)) / total);
  }, 0);
  const top = Math.max(...shares);
  const guessed = Math.max(
    (top * 2 * top) / (1 + top),
    shares.reduce((sum, share) => sum + share * share, 0),
  );
  return guessed >= 1 ? 0 : Math.max(0, (reached - guessed) / (1 - guessed));
}
