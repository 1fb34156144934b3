/** What confident learning says about labels, given out-of-fold probabilities. */
export interface LabelVerdict {
  /** Positions of rows whose label is to be pruned, in input order, and the class that it seems to be. */
  readonly pruned: readonly { readonly position: number; readonly likely: number }[];
  /** Mean probability of its own class, by class: the threshold of being confident. */
  readonly confidence: readonly number[];
}

/**
 * Rows to prune by noise rate (Northcutt, Jiang and Chuang, 2021, confident learning; `prune_by_noise_rate`): a row
 * counts for the most likely class whose mean self-confidence it reaches; these counts, scaled to the number of
 * labels, say how many labels of class i are class j; for every pair that many rows are taken, those with the largest
 * margin of j over i first (ties by position). `probabilities` is rows x classes.
 */
export function confidentLearning(options: {
  probabilities: Float64Array;
  codes: Int32Array;
  classes: number;
}): LabelVerdict {
  const { probabilities, codes, classes } = options;
  const p = (position: number, code: number) => probabilities[position * classes + code] ?? 0;
  const counts: number[] = new Array(classes).fill(0);
  const sums: number[] = new Array(classes).fill(0);
  codes.forEach((code, position) => {
    counts[code] = (counts[code] ?? 0) + 1;
    sums[code] = (sums[code] ?? 0) + p(position, code);
  });
  const confidence = sums.map((sum, code) => sum / Math.max(1, counts[code] ?? 0));
  const joint = new Float64Array(classes * classes);
  codes.forEach((code, position) => {
    let likely = -1;
    for (let c = 0; c < classes; c++) {
      if (p(position, c) < (confidence[c] ?? 1)) continue;
      if (likely < 0 || p(position, c) > p(position, likely)) likely = c;
    }
    if (likely >= 0) joint[code * classes + likely] = (joint[code * classes + likely] ?? 0) + 1;
  });
  const pruned = new Map<number, { position: number; likely: number; margin: number }>();
  for (let i = 0; i < classes; i++) {
    const own = joint.subarray(i * classes, (i + 1) * classes);
    const total = own.reduce((sum, count) => sum + count, 0);
    const members = Array.from(codes.keys()).filter((position) => codes[position] === i);
    for (let j = 0; j < classes; j++) {
      const wanted = total > 0 ? Math.round(((own[j] ?? 0) / total) * (counts[i] ?? 0)) : 0;
      if (i === j || wanted === 0) continue;
      members
        .map((position) => ({ position, likely: j, margin: p(position, j) - p(position, i) }))
        .sort((a, b) => b.margin - a.margin || a.position - b.position)
        .slice(0, wanted)
        .forEach((candidate) => {
          const other = pruned.get(candidate.position);
          if (other === undefined || candidate.margin > other.margin)
            pruned.set(candidate.position, candidate);
        });
    }
  }
  return {
    pruned: [...pruned.values()].sort((a, b) => a.position - b.position),
    confidence,
  };
}
