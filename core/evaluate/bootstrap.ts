import type { Rng } from '../shared/rng.ts';
import { sortDescending } from './sort-descending.ts';

/** Steps (rows times rankings times resamples) above which fewer resamples are drawn: some seconds of work. */
export const bootstrapWorkBudget = 2e8;

/** Fewest resamples, whatever the work. */
export const fewestResamples = 100;

/** How many of the wanted resamples fit the work budget, and never fewer than `fewestResamples` if wanted. */
export function affordableResamples(options: { wanted: number; rows: number; rankings: number }): number {
  const affordable = Math.floor(bootstrapWorkBudget / Math.max(1, options.rows * options.rankings));
  return Math.min(options.wanted, Math.max(fewestResamples, affordable));
}

/** Rows of one class against the rest, ordered by score once, so that no resample needs sorting. */
export interface Ranking {
  readonly positives: number;
  /** Row indices, highest score first. */
  readonly order: Uint32Array;
  /** In that order: bit 0 for a positive row, bit 1 where a group of equal scores ends. */
  readonly flags: Uint8Array;
}

/** Ranks scores (no NaN) against labels of 0 and 1. */
export function rankRows(scores: Float64Array, labels: ArrayLike<number>): Ranking {
  const order = sortDescending(scores);
  const flags = new Uint8Array(order.length);
  let positives = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0;
    const label = labels[row] ?? 0;
    const isLast = i + 1 === order.length || scores[order[i + 1] ?? 0] !== scores[row];
    positives += label;
    flags[i] = label | (isLast ? 2 : 0);
  }
  return { positives, order, flags };
}

/**
 * Average precision when row r counts `counts[r]` times. The counts of the positive rows must add up to their
 * number, as a stratified resample's do. One pass, no sorting. NaN without positives.
 */
export function resampledAveragePrecision(ranking: Ranking, counts: Uint32Array): number {
  const { order, flags, positives } = ranking;
  let tp = 0;
  let fp = 0;
  let groupTp = 0;
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    const count = counts[order[i] ?? 0] ?? 0;
    const flag = flags[i] ?? 0;
    if ((flag & 1) === 1) groupTp += count;
    else fp += count;
    if (flag >= 2 && groupTp > 0) {
      tp += groupTp;
      sum += groupTp * (tp / (tp + fp));
      groupTp = 0;
    }
  }
  return positives === 0 ? Number.NaN : sum / positives;
}

/** Row indices of each class. */
export function strataOf(labels: ArrayLike<number>, classCount: number): Uint32Array[] {
  const rows: number[][] = Array.from({ length: classCount }, () => []);
  for (let i = 0; i < labels.length; i++) rows[labels[i] ?? 0]?.push(i);
  return rows.map((stratum) => Uint32Array.from(stratum));
}

/**
 * Draws as many rows from each stratum as it has, with replacement, and writes how often each row was drawn
 * into `counts` (Efron and Tibshirani 1993, chapter 8: resampling within strata).
 */
export function drawCounts(strata: readonly Uint32Array[], counts: Uint32Array, rng: Rng): void {
  counts.fill(0);
  for (const stratum of strata) {
    const size = stratum.length;
    for (let i = 0; i < size; i++) {
      const row = stratum[Math.floor(rng.next() * size)] ?? 0;
      counts[row] = (counts[row] ?? 0) + 1;
    }
  }
}
