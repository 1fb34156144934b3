/** Moves weights against their gradients, in place. */
export interface Optimizer {
  /** One step: `gradients[i]` belongs to `weights[i]` of the arrays that the optimizer was made for. */
  step(gradients: readonly ArrayLike<number>[]): void;
}

/** Adam (Kingma and Ba 2015) with decay rates 0.9 and 0.999, bias correction and epsilon 1e-8. */
export function createAdam(weights: readonly Float32Array[], learningRate: number): Optimizer {
  const means = weights.map((values) => new Float64Array(values.length));
  const squares = weights.map((values) => new Float64Array(values.length));
  let steps = 0;
  return {
    step(gradients) {
      steps++;
      const rate = (learningRate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
      const epsilon = 1e-8 * Math.sqrt(1 - 0.999 ** steps);
      for (const [i, values] of weights.entries()) {
        const mean = means[i];
        const square = squares[i];
        const gradient = gradients[i];
        if (!mean || !square || !gradient) continue;
        for (let j = 0; j < values.length; j++) {
          const g = gradient[j] ?? 0;
          const m = 0.9 * (mean[j] ?? 0) + 0.1 * g;
          const v = 0.999 * (square[j] ?? 0) + 0.001 * g * g;
          mean[j] = m;
          square[j] = v;
          values[j] = (values[j] ?? 0) - (rate * m) / (Math.sqrt(v) + epsilon);
        }
      }
    },
  };
}
