import { type LearnerKind, type LearnerSpec, learnerSpec } from '../../../core/contract/experiment.ts';
import { distinctName } from '../../charts/distinct-names.ts';

export const BASELINES: readonly LearnerKind[] = [
  'prior',
  'stratified-random',
  'single-feature',
  'logistic-regression',
];

export const KIND_NAMES: Readonly<Record<LearnerKind, string>> = {
  prior: 'Prior',
  'stratified-random': 'Stratified random',
  'single-feature': 'Single best feature',
  'logistic-regression': 'Logistic regression',
  mlp: 'Multilayer perceptron',
};

export const KIND_TEXTS: Readonly<Record<LearnerKind, string>> = {
  prior: 'Gives every row the shares of the classes in train: what knowing nothing scores.',
  'stratified-random': 'Draws a class at random by those shares: what guessing scores.',
  'single-feature': 'Uses the one feature that separates the classes best.',
  'logistic-regression': 'Weighs all features linearly.',
  mlp: 'Layers of units, trained until the validation loss stops falling.',
};

/** A learner of this kind with the contract's defaults. */
export function defaultLearner(kind: LearnerKind): LearnerSpec {
  return learnerSpec.parse({ kind });
}

/** Name of a learner in the list: its own, or its kind. */
export function learnerTitle(learner: LearnerSpec): string {
  return learner.name ?? KIND_NAMES[learner.kind];
}

/** The learner with a name of its own where another one is called the same. */
export function withDistinctName(learner: LearnerSpec, others: readonly LearnerSpec[]): LearnerSpec {
  const title = learnerTitle(learner);
  const name = distinctName(title, new Set(others.map(learnerTitle)));
  return name === title ? learner : { ...learner, name };
}
