/**
 * Average precision of scores: the sum over distinct thresholds of the gain in recall times the precision, tied
 * scores counted as one (Manning, Raghavan and Schütze 2008, section 8.4). Used here to choose between features.
 * NaN without a positive.
 */
export function averagePrecisionOf(scores: Float64Array, isPositive: (i: number) => boolean): number {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  let positives = 0;
  let rows = 0;
  let sum = 0;
  while (rows < order.length) {
    const score = scores[order[rows] ?? 0];
    const before = positives;
    for (; rows < order.length && scores[order[rows] ?? 0] === score; rows++) {
      if (isPositive(order[rows] ?? 0)) positives++;
    }
    sum += (positives - before) * (positives / rows);
  }
  return sum / positives;
}
