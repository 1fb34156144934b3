/** Kinds of learners, simplest first: the order in which a model counts as simpler than another. */
export const complexityOrder: readonly string[] = [
  'prior',
  'stratified-random',
  'single-feature',
  'logistic-regression',
  'mlp',
];

/** Place of a learner's kind in the order of complexity; an unknown kind counts as more complex than all. */
export function complexityOf(kind: string): number {
  const place = complexityOrder.indexOf(kind);
  return place < 0 ? complexityOrder.length : place;
}
