import type { LearnerKind, LearnerSpec } from '../contract/experiment.ts';

/** Kinds of learner from the simplest to the most complex: the order for "simplest sufficient". */
export const complexityOrder: readonly LearnerKind[] = [
  'prior',
  'stratified-random',
  'single-feature',
  'logistic-regression',
  'mlp',
];

const names: Readonly<Record<LearnerKind, string>> = {
  prior: 'Prior',
  'stratified-random': 'Stratified random',
  'single-feature': 'Single best feature',
  'logistic-regression': 'Logistic regression',
  mlp: 'Multilayer perceptron',
};

/** Whether a learner is something to beat rather than a candidate. */
export function isBaseline(kind: LearnerKind): boolean {
  return kind !== 'mlp';
}

/** The name given in the spec, or the usual name of the kind. */
export function learnerName(spec: LearnerSpec): string {
  return spec.name ?? names[spec.kind];
}

/** A key for each learner, unique within the run: its kind, then "mlp-2", "mlp-3" for more of the same kind. */
export function learnerKeys(learners: readonly Pick<LearnerSpec, 'kind'>[]): string[] {
  const seen = new Map<LearnerKind, number>();
  return learners.map(({ kind }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count === 1 ? kind : `${kind}-${count}`;
  });
}
