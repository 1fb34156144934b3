import type { Metrics } from '../contract/evaluate.ts';
import { createRng } from '../shared/rng.ts';
import { chooseThreshold, type ThresholdObjective } from './choose-threshold.ts';
import { evaluateModel } from './evaluate-model.ts';
import { binaryLabels, type ScoredPart } from './scored-part.ts';

export interface EvaluatePartsOptions {
  /** Key of the model within its run. */
  readonly key: string;
  readonly validation: ScoredPart;
  readonly test: ScoredPart;
  readonly classNames: readonly string[];
  readonly positiveIndex: number | null;
  readonly objective: ThresholdObjective;
  /** Seed of the experiment. */
  readonly seed: number;
  /** Bootstrap resamples wanted on the test part, by default 1000. */
  readonly resamples?: number;
}

/**
 * What a run records of one model: the threshold is chosen on validation and held for test; the interval is on
 * test. Everything follows from the arguments, so that stored predictions give the same metrics again.
 * Errors as in `evaluateModel`.
 */
export function evaluateParts(options: EvaluatePartsOptions): { validation: Metrics; test: Metrics } {
  const { validation, test, classNames, positiveIndex, objective } = options;
  const threshold =
    positiveIndex === null
      ? 0.5
      : chooseThreshold({
          scores: validation.probabilities[positiveIndex] ?? new Float64Array(),
          labels: binaryLabels(validation.labels, positiveIndex),
          objective,
        }).threshold;
  const shared = { classNames, positiveIndex, threshold };
  const rng = createRng(options.seed).derive(`evaluate:${options.key}`);
  return {
    validation: evaluateModel({ ...validation, ...shared, bootstrap: null }),
    test: evaluateModel({ ...test, ...shared, bootstrap: { rng, resamples: options.resamples } }),
  };
}
