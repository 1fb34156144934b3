import fc from 'fast-check';
import { createRng } from '../../core/shared/rng.ts';

/** Scores with many ties and labels of both classes. */
export const scoredRows = fc
  .array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.boolean()), { minLength: 2, maxLength: 60 })
  .filter((rows) => rows.some(([, label]) => label) && rows.some(([, label]) => !label))
  .map((rows) => ({
    scores: Float64Array.from(rows, ([score]) => score / 8),
    labels: Uint8Array.from(rows, ([, label]) => (label ? 1 : 0)),
  }));

/** Two-class answers: positives score higher by about `lead` standard deviations. */
export function simulate(options: { rows: number; share: number; lead: number; seed: number }) {
  const rng = createRng(options.seed);
  const labels = Uint8Array.from({ length: options.rows }, () => (rng.next() < options.share ? 1 : 0));
  const scores = Float64Array.from(labels, (label) => {
    const logit = options.lead * label - 2 + rng.normal();
    return 1 / (1 + Math.exp(-logit));
  });
  return { labels, scores, probabilities: [scores.map((p) => 1 - p), scores] };
}

/** The rows in another order. */
export function reordered<T extends { scores: Float64Array; labels: Uint8Array }>(rows: T, seed: number) {
  const order = createRng(seed).permutation(rows.labels.length);
  return {
    scores: Float64Array.from(order, (i) => rows.scores[i] ?? 0),
    labels: Uint8Array.from(order, (i) => rows.labels[i] ?? 0),
  };
}
