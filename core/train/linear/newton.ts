import { setImmediate } from 'node:timers/promises';
import { CoreError, throwIfCancelled } from '../../errors.ts';

/** A smooth convex function of weights that act through linear scores. */
export interface Objective {
  readonly rowCount: number;
  /** Linear in the weights. */
  scores(weights: Float64Array): Float64Array;
  value(scores: Float64Array, weights: Float64Array): number;
  /** First and second derivatives at a point. */
  expand(
    scores: Float64Array,
    weights: Float64Array,
  ): {
    gradient: Float64Array;
    /** Diagonal of the Hessian: the preconditioner. */
    diagonal: Float64Array;
    timesHessian(v: Float64Array): Float64Array;
  };
}

/** Where the search ended. `gradientNorm` is the largest absolute derivative, divided by the number of rows. */
export interface Minimum {
  readonly weights: Float64Array;
  readonly steps: number;
  readonly gradientNorm: number;
  readonly isConverged: boolean;
}

/** By default the search has converged when no derivative, divided by the number of rows, is larger. */
export const gradientTolerance = 1e-8;

/**
 * Minimises by Newton steps, each solved by preconditioned conjugate gradients and shortened until the value falls
 * enough (Nocedal and Wright 2006, algorithm 7.1). Deterministic. Without a finite minimum (separable classes,
 * no penalty) it stops at the tolerance or after `maxSteps`, with finite weights. Throws TRAINING_DIVERGED when
 * even the starting point has no finite derivative, CANCELLED on abort.
 */
export async function minimise(options: {
  objective: Objective;
  start: Float64Array;
  maxSteps: number;
  tolerance?: number;
  signal?: AbortSignal;
  onStep?: (step: number, weights: Float64Array) => void;
}): Promise<Minimum> {
  const { objective, maxSteps, tolerance = gradientTolerance, signal, onStep } = options;
  let weights = options.start;
  let scores = objective.scores(weights);
  let value = objective.value(scores, weights);
  for (let step = 0; ; step++) {
    throwIfCancelled(signal);
    const { gradient, diagonal, timesHessian } = objective.expand(scores, weights);
    const gradientNorm = maxAbs(gradient) / Math.max(1, objective.rowCount);
    if (!Number.isFinite(gradientNorm) || !Number.isFinite(value)) throw diverged();
    const isConverged = gradientNorm <= tolerance;
    if (isConverged || step === maxSteps) return { weights, steps: step, gradientNorm, isConverged };
    const direction = solve({
      gradient,
      diagonal,
      timesHessian,
      tolerance: Math.min(0.1, Math.sqrt(gradientNorm)),
    });
    const next = descend({ objective, weights, scores, value, direction, slope: dot(gradient, direction) });
    if (!next) return { weights, steps: step, gradientNorm, isConverged };
    ({ weights, scores, value } = next);
    onStep?.(step + 1, weights);
    await setImmediate();
  }
}

/** Approximately solves Hessian * d = -gradient, to a residual of `tolerance` relative to the gradient. */
function solve(options: {
  gradient: Float64Array;
  diagonal: Float64Array;
  timesHessian: (v: Float64Array) => Float64Array;
  tolerance: number;
}): Float64Array {
  const { gradient, diagonal, timesHessian, tolerance } = options;
  const solution = new Float64Array(gradient.length);
  const residual = gradient.map((g) => -g);
  const precondition = () => residual.map((r, i) => r / Math.max(diagonal[i] ?? 0, 1e-12));
  let conditioned = precondition();
  let direction = Float64Array.from(conditioned);
  let product = dot(residual, conditioned);
  const enough = tolerance * Math.sqrt(dot(gradient, gradient));
  for (let i = 0; i < Math.min(500, 2 * gradient.length + 10); i++) {
    const image = timesHessian(direction);
    const curvature = dot(direction, image);
    if (!(curvature > 0)) break;
    const length = product / curvature;
    for (let j = 0; j < solution.length; j++) {
      solution[j] = (solution[j] ?? 0) + length * (direction[j] ?? 0);
      residual[j] = (residual[j] ?? 0) - length * (image[j] ?? 0);
    }
    if (Math.sqrt(dot(residual, residual)) <= enough) break;
    conditioned = precondition();
    const nextProduct = dot(residual, conditioned);
    const keep = nextProduct / product;
    direction = direction.map((d, j) => (conditioned[j] ?? 0) + keep * d);
    product = nextProduct;
  }
  return solution;
}

/**
 * The longest of the steps 1, 1/2, 1/4, … with a sufficient decrease (Armijo's rule, with room for rounding, so that
 * the last steps are not refused); null when there is none.
 */
function descend(options: {
  objective: Objective;
  weights: Float64Array;
  scores: Float64Array;
  value: number;
  direction: Float64Array;
  slope: number;
}): { weights: Float64Array; scores: Float64Array; value: number } | null {
  const { objective, weights, scores, value, direction, slope } = options;
  if (!(slope < 0)) return null;
  const change = objective.scores(direction);
  const rounding = 4 * Number.EPSILON * Math.abs(value);
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = along(weights, direction, length);
    const nextScores = along(scores, change, length);
    const nextValue = objective.value(nextScores, next);
    if (nextValue <= value + 1e-4 * length * slope + rounding)
      return { weights: next, scores: nextScores, value: nextValue };
  }
  return null;
}

function along(from: Float64Array, direction: Float64Array, length: number): Float64Array {
  const to = new Float64Array(from.length);
  for (let i = 0; i < to.length; i++) to[i] = (from[i] ?? 0) + length * (direction[i] ?? 0);
  return to;
}

function diverged(): CoreError {
  return new CoreError(
    'TRAINING_DIVERGED',
    'Logistic regression met numbers too large to compute with; set scale to standard in the recipe.',
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function maxAbs(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
