import type { Contender } from './verdict.ts';

const phrases: Readonly<Record<string, string>> = {
  prior: 'the prior',
  'stratified-random': 'stratified random guessing',
  'single-feature': 'the best single feature',
  'logistic-regression': 'logistic regression',
  mlp: 'the network',
};

/**
 * How sentences call a model: by its kind where that is the only one of the kind and has no name of its own, else by its name in
 * quotes, with the run where the name is not unique.
 */
export function modelPhrase(contender: Contender, all: readonly Contender[]): string {
  const { model, run } = contender;
  const phrase = phrases[model.kind];
  const isOnly = all.filter((other) => other.model.kind === model.kind).length === 1;
  if (phrase && isOnly && !model.hasOwnName) return phrase;
  const isUnique = all.filter((other) => other.model.name === model.name).length === 1;
  return isUnique ? `"${model.name}"` : `"${model.name}" of run "${run.runName}"`;
}

/** The phrase at the start of a sentence. */
export function capitalized(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
