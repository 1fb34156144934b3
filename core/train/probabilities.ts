/**
 * Scores before the last activation, row-major: one per row for two classes (the log-odds of the second), else one
 * per class.
 */
export interface Scores {
  readonly values: Float64Array;
  readonly outputs: number;
}

/** Outputs that a model needs for this many classes. */
export function outputCount(classCount: number): number {
  return classCount === 2 ? 1 : classCount;
}

/** Class probabilities, rows x classes, row-major: logistic function for one output, softmax for more. */
export function toProbabilities({ values, outputs }: Scores): Float64Array<ArrayBuffer> {
  const classes = outputs === 1 ? 2 : outputs;
  const result = new Float64Array((values.length / outputs) * classes);
  if (outputs === 1) {
    for (let row = 0; row < values.length; row++) {
      const z = values[row] ?? 0;
      result[2 * row] = logistic(-z);
      result[2 * row + 1] = logistic(z);
    }
    return result;
  }
  for (let at = 0; at < values.length; at += outputs) {
    const top = largest(values, at, outputs);
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      const e = Math.exp((values[at + k] ?? 0) - top);
      result[at + k] = e;
      sum += e;
    }
    for (let k = 0; k < outputs; k++) result[at + k] = (result[at + k] ?? 0) / sum;
  }
  return result;
}

/** Sum over rows of minus the log probability of the row's class. Finite for finite scores; 0 without rows. */
export function logLossSum({ values, outputs }: Scores, codes: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0, at = 0; at < values.length; row++, at += outputs) {
    const code = codes[row] ?? 0;
    if (outputs === 1) {
      const z = values[at] ?? 0;
      sum += Math.max(code === 1 ? -z : z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    } else {
      const top = largest(values, at, outputs);
      let total = 0;
      for (let k = 0; k < outputs; k++) total += Math.exp((values[at + k] ?? 0) - top);
      sum += Math.log(total) + top - (values[at + code] ?? 0);
    }
  }
  return sum;
}

/** 1 / (1 + exp(-z)), without overflow. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

function largest(values: Float64Array, from: number, count: number): number {
  let top = values[from] ?? 0;
  for (let k = 1; k < count; k++) top = Math.max(top, values[from + k] ?? 0);
  return top;
}
