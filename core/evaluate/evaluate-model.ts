import type { Metrics } from '../contract/evaluate.ts';
import type { BootstrapOptions } from './average-precision-bootstrap.ts';
import { evaluateBinary } from './evaluate-binary.ts';
import { evaluateMulticlass } from './evaluate-multiclass.ts';
import { checkLabels, checkProbabilities, type ScoredPart } from './scored-part.ts';

export interface EvaluateOptions extends ScoredPart {
  readonly classNames: readonly string[];
  /** Null for more than two classes. */
  readonly positiveIndex: number | null;
  /** Decides a two-class target; not used for more classes, where the largest probability decides. */
  readonly threshold: number;
  /** Null for no interval. */
  readonly bootstrap: BootstrapOptions | null;
}

/**
 * All metrics of one model on one part. What is undefined for the input (a class without rows, nothing called
 * positive, no rows at all) is null, never a stand-in number. A probability that is NaN or outside 0 to 1, or a
 * label that is no class index, is INPUT_INVALID. The same input and generator give the same bits.
 */
export function evaluateModel(options: EvaluateOptions): Metrics {
  const { labels, probabilities, classNames, positiveIndex } = options;
  checkLabels(labels, { rows: probabilities[0]?.length ?? 0, classCount: classNames.length });
  checkProbabilities(probabilities, labels.length);
  return positiveIndex === null ? evaluateMulticlass(options) : evaluateBinary({ ...options, positiveIndex });
}
