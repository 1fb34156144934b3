import { logistic, logLossSum, toProbabilities } from '../probabilities.ts';
import { type Design, multiply, multiplyTransposed } from './design.ts';
import type { Objective } from './newton.ts';

/**
 * The sum of log losses plus l2/2 times the squared weights (the constant is not penalised), over weights laid out
 * features x outputs with the constant last. One output is logistic regression, more are multinomial, with a
 * weight vector per class (Hastie, Tibshirani and Friedman 2009, section 4.4; scikit-learn's C is 1/l2).
 */
export function logisticLoss(options: {
  design: Design;
  /** Class of each row of the design. */
  codes: Int32Array;
  outputs: number;
  l2: number;
}): Objective {
  const { design, codes, outputs, l2 } = options;
  const penalised = (design.end - design.start) * outputs;
  const penaltyOf = (weights: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < penalised; i++) sum += (weights[i] ?? 0) ** 2;
    return (l2 / 2) * sum;
  };
  const penalise = (result: Float64Array<ArrayBuffer>, by: Float64Array) => {
    for (let i = 0; i < penalised; i++) result[i] = (result[i] ?? 0) + l2 * (by[i] ?? 0);
    return result;
  };
  return {
    rowCount: codes.length,
    scores: (weights) => multiply(design, weights, outputs),
    value: (values, weights) => logLossSum({ values, outputs }, codes) + penaltyOf(weights),
    expand(values, weights) {
      const p = fitted(values, outputs);
      const residuals = Float64Array.from(p);
      const spread = new Float64Array(p.length);
      for (let i = 0; i < p.length; i++) spread[i] = (p[i] ?? 0) * (1 - (p[i] ?? 0));
      for (let row = 0; row < codes.length; row++) {
        const code = codes[row] ?? 0;
        const at = outputs === 1 ? row : row * outputs + code;
        if (outputs > 1 || code === 1) residuals[at] = (residuals[at] ?? 0) - 1;
      }
      return {
        gradient: penalise(multiplyTransposed(design, residuals, outputs), weights),
        diagonal: penalise(
          multiplyTransposed(design, spread, outputs, true),
          new Float64Array(weights.length).fill(1),
        ),
        timesHessian: (v) =>
          penalise(multiplyTransposed(design, curve(p, multiply(design, v, outputs), outputs), outputs), v),
      };
    },
  };
}

/** Fitted probabilities, one per output. */
function fitted(values: Float64Array, outputs: number): Float64Array<ArrayBuffer> {
  if (outputs > 1) return toProbabilities({ values, outputs });
  const p = new Float64Array(values.length);
  for (let i = 0; i < p.length; i++) p[i] = logistic(values[i] ?? 0);
  return p;
}

/** Second derivative of the loss by the scores, times a change of scores. */
function curve(
  p: Float64Array,
  change: Float64Array<ArrayBuffer>,
  outputs: number,
): Float64Array<ArrayBuffer> {
  if (outputs === 1) {
    for (let i = 0; i < p.length; i++) change[i] = (change[i] ?? 0) * (p[i] ?? 0) * (1 - (p[i] ?? 0));
    return change;
  }
  for (let at = 0; at < change.length; at += outputs) {
    let mean = 0;
    for (let k = 0; k < outputs; k++) mean += (p[at + k] ?? 0) * (change[at + k] ?? 0);
    for (let k = 0; k < outputs; k++) change[at + k] = (p[at + k] ?? 0) * ((change[at + k] ?? 0) - mean);
  }
  return change;
}
