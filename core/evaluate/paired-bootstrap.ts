import type { Interval } from '../contract/evaluate.ts';
import type { Rng } from '../shared/rng.ts';
import { normalQuantile, quantileSorted, standardDeviation } from '../shared/statistics.ts';
import {
  affordableResamples,
  drawCounts,
  rankRows,
  resampledAveragePrecision,
  strataOf,
} from './bootstrap.ts';
import { binaryLabels } from './scored-part.ts';

/** Resampled average precision of several models: `values[m][b]` for model m in resample b. */
export interface PairedResamples {
  readonly resamples: number;
  readonly values: readonly Float64Array[];
}

/**
 * Average precision of every model on the same stratified resamples of the test rows, so that differences
 * between models are paired row by row. `classes` are averaged; those without rows are left out.
 */
export function pairedResamples(options: {
  labels: ArrayLike<number>;
  classCount: number;
  classes: readonly number[];
  models: readonly (readonly Float64Array[])[];
  resamples: number;
  rng: Rng;
}): PairedResamples {
  const { labels, models, rng } = options;
  const strata = strataOf(labels, options.classCount);
  const present = options.classes.filter((index) => (strata[index]?.length ?? 0) > 0);
  const actual = present.map((index) => binaryLabels(labels, index));
  const rankings = models.map((probabilities) =>
    present.map((index, at) => rankRows(probabilities[index] ?? new Float64Array(), actual[at] ?? [])),
  );
  const resamples = affordableResamples({
    wanted: options.resamples,
    rows: labels.length,
    rankings: models.length * present.length,
  });
  const values = models.map(() => new Float64Array(resamples));
  const counts = new Uint32Array(labels.length);
  for (let b = 0; b < resamples; b++) {
    drawCounts(strata, counts, rng);
    for (const [m, perClass] of rankings.entries()) {
      let sum = 0;
      for (const ranking of perClass) sum += resampledAveragePrecision(ranking, counts);
      const row = values[m];
      if (row) row[b] = sum / perClass.length;
    }
  }
  return { resamples, values };
}

/**
 * Interval of the difference a - b at `level`: percentiles of the paired differences, or, where fewer than five
 * resamples would lie beyond each end, the estimate plus and minus the normal quantile times their standard
 * deviation (Efron and Tibshirani 1993, chapters 12 and 13).
 */
export function differenceInterval(options: {
  a: Float64Array;
  b: Float64Array;
  estimate: number;
  level: number;
}): Interval {
  const { a, b, estimate, level } = options;
  const differences = a.map((value, i) => value - (b[i] ?? Number.NaN)).sort();
  const resamples = differences.length;
  const tail = (1 - level) / 2;
  if (tail * resamples >= 5) {
    const low = quantileSorted(differences, tail);
    return { low, high: quantileSorted(differences, 1 - tail), level, resamples };
  }
  const reach = -normalQuantile(tail) * standardDeviation(differences);
  return { low: estimate - reach, high: estimate + reach, level, resamples };
}
