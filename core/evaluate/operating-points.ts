import { checkLabels, checkScores } from './scored-part.ts';
import { sortDescending } from './sort-descending.ts';

/**
 * What a model does at every distinct threshold, highest first: a row is called positive when its
 * score >= threshold. Counts are running totals of positives and negatives called positive.
 */
export interface OperatingPoints {
  readonly positives: number;
  readonly negatives: number;
  readonly threshold: Float64Array<ArrayBuffer>;
  readonly truePositives: Float64Array<ArrayBuffer>;
  readonly falsePositives: Float64Array<ArrayBuffer>;
}

/**
 * The operating points of scores against labels of 0 and 1, one per distinct score, ties taken together.
 * No rows give no points. Infinite scores rank as such; a NaN score or another label is INPUT_INVALID.
 */
export function operatingPoints(scores: Float64Array, labels: ArrayLike<number>): OperatingPoints {
  checkScores(scores);
  checkLabels(labels, { rows: scores.length, classCount: 2 });
  const order = sortDescending(scores);
  const n = scores.length;
  const threshold = new Float64Array(n);
  const truePositives = new Float64Array(n);
  const falsePositives = new Float64Array(n);
  let positives = 0;
  let points = 0;
  let row = order[0] ?? 0;
  let score = n > 0 ? (scores[row] ?? 0) : 0;
  for (let i = 0; i < n; i++) {
    positives += labels[row] ?? 0;
    row = order[i + 1] ?? 0;
    const next = i + 1 < n ? (scores[row] ?? 0) : Number.NaN;
    if (next !== score) {
      threshold[points] = score;
      truePositives[points] = positives;
      falsePositives[points] = i + 1 - positives;
      points++;
    }
    score = next;
  }
  return {
    positives,
    negatives: n - positives,
    threshold: threshold.slice(0, points),
    truePositives: truePositives.slice(0, points),
    falsePositives: falsePositives.slice(0, points),
  };
}
