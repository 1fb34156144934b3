import type { Interval } from '../contract/evaluate.ts';
import type { Rng } from '../shared/rng.ts';
import { quantileSorted, standardDeviation } from '../shared/statistics.ts';
import {
  affordableResamples,
  drawCounts,
  rankRows,
  resampledAveragePrecision,
  strataOf,
} from './bootstrap.ts';
import { binaryLabels, type ScoredPart } from './scored-part.ts';

export interface BootstrapOptions {
  readonly rng: Rng;
  /** Resamples wanted, by default 1000; large inputs get fewer, see `affordableResamples`. */
  readonly resamples?: number;
  /** Nominal coverage, by default 0.95. */
  readonly level?: number;
}

/**
 * Percentile interval and standard error of average precision from the stratified bootstrap. `classes` are the
 * classes whose one-against-rest values are averaged; those without rows are left out. Null when none of them
 * has rows, or no row is of another class.
 */
export function bootstrapAveragePrecision(
  part: ScoredPart,
  classes: readonly number[],
  options: BootstrapOptions,
): { interval: Interval; error: number } | null {
  const { labels, probabilities } = part;
  const rankings = classes
    .map((index) => rankRows(probabilities[index] ?? new Float64Array(), binaryLabels(labels, index)))
    .filter((ranking) => ranking.positives > 0 && ranking.positives < labels.length);
  if (rankings.length === 0) return null;
  const level = options.level ?? 0.95;
  const resamples = affordableResamples({
    wanted: options.resamples ?? 1000,
    rows: labels.length,
    rankings: rankings.length,
  });
  const strata = strataOf(labels, probabilities.length);
  const counts = new Uint32Array(labels.length);
  const values = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    drawCounts(strata, counts, options.rng);
    let sum = 0;
    for (const ranking of rankings) sum += resampledAveragePrecision(ranking, counts);
    values[b] = sum / rankings.length;
  }
  values.sort();
  const low = quantileSorted(values, (1 - level) / 2);
  const high = quantileSorted(values, (1 + level) / 2);
  return { interval: { low, high, level, resamples }, error: standardDeviation(values) };
}
