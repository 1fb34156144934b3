import type { PrecisionBand } from '../contract/evaluate.ts';
import { quantileSorted } from '../shared/statistics.ts';
import type { BootstrapOptions } from './average-precision-bootstrap.ts';
import { affordableResamples, drawCounts, type Ranking, rankRows, strataOf } from './bootstrap.ts';
import { checkLabels, checkScores } from './scored-part.ts';

/**
 * Pointwise band of precision over a grid of recall (1/points, 2/points, … 1), from the stratified bootstrap.
 * Precision at a recall is that of the highest threshold which reaches it, so the band follows the steps of
 * the curve. Resamples by default 500. Null when the labels (0 and 1) are of one class.
 * Errors as in `operatingPoints`.
 */
export function precisionBand(
  options: BootstrapOptions & { scores: Float64Array; labels: ArrayLike<number>; points?: number },
): PrecisionBand | null {
  const { scores, labels, level = 0.95, points = 100 } = options;
  checkScores(scores);
  checkLabels(labels, { rows: scores.length, classCount: 2 });
  const ranking = rankRows(scores, labels);
  if (ranking.positives === 0 || ranking.positives === labels.length) return null;
  const resamples = affordableResamples({
    wanted: options.resamples ?? 500,
    rows: labels.length,
    rankings: 1,
  });
  const strata = strataOf(labels, 2);
  const counts = new Uint32Array(labels.length);
  const samples = Array.from({ length: points }, () => new Float64Array(resamples));
  for (let b = 0; b < resamples; b++) {
    drawCounts(strata, counts, options.rng);
    for (const [point, value] of precisionAtRecalls({ ranking, counts, points }).entries()) {
      const sample = samples[point];
      if (sample) sample[b] = value;
    }
  }
  const sorted = samples.map((sample) => sample.sort());
  return {
    recall: Float64Array.from({ length: points }, (_, point) => (point + 1) / points),
    low: Float64Array.from(sorted, (sample) => quantileSorted(sample, (1 - level) / 2)),
    high: Float64Array.from(sorted, (sample) => quantileSorted(sample, (1 + level) / 2)),
    level,
    resamples,
  };
}

/** Precision at every grid point for one resample. */
function precisionAtRecalls(options: {
  ranking: Ranking;
  counts: Uint32Array;
  points: number;
}): Float64Array {
  const { counts, points } = options;
  const { order, flags, positives } = options.ranking;
  const result = new Float64Array(points);
  let tp = 0;
  let fp = 0;
  let point = 0;
  for (let i = 0; i < order.length && point < points; i++) {
    const count = counts[order[i] ?? 0] ?? 0;
    const flag = flags[i] ?? 0;
    if ((flag & 1) === 1) tp += count;
    else fp += count;
    if (flag < 2) continue;
    while (point < points && tp * points >= (point + 1) * positives) result[point++] = tp / (tp + fp);
  }
  return result;
}
