import { dot } from '../dot.ts';
import type { DesignMatrix } from './design-matrix.ts';

const memory = 8;
const mostSteps = 60;
const tolerance = 1e-4;

/** Rows to fit a logistic regression to. */
export interface LogisticWork {
  readonly design: DesignMatrix;
  /** Rows that are fitted. */
  readonly rows: Uint32Array;
  readonly codes: Int32Array;
  readonly classes: number;
}

/**
 * Weights (width x outputs, row by row) of a logistic regression with an L2 penalty of 1 on all but the constant:
 * one output for two classes (log-odds of class 1), one per class for more. Limited-memory BFGS with backtracking
 * (Nocedal and Wright, 2006, algorithm 7.5), at most 60 steps; sums run in row order, so results are the same
 * every time.
 */
export async function fitLogistic(
  options: LogisticWork & { pause?: () => Promise<void> },
): Promise<Float64Array> {
  const { design, classes, pause } = options;
  const outputs = classes === 2 ? 1 : classes;
  let weights = new Float64Array(design.width * outputs);
  let at = lossAt({ ...options, outputs, weights });
  const steps: Step[] = [];
  for (let step = 0; step < mostSteps; step++) {
    await pause?.();
    if (largest(at.gradient) <= tolerance * options.rows.length) break;
    const direction = descent(at.gradient, steps);
    const slope = dot(direction, at.gradient);
    let length = step === 0 ? Math.min(1, 1 / largest(at.gradient)) : 1;
    let next = null;
    for (let attempt = 0; attempt < 20; attempt++, length /= 2) {
      const moved = weights.map((weight, i) => weight + length * (direction[i] ?? 0));
      const tried = lossAt({ ...options, outputs, weights: moved });
      if (tried.loss <= at.loss + 1e-4 * length * slope) {
        next = { moved, tried };
        break;
      }
    }
    if (next === null) break;
    const change = next.moved.map((weight, i) => weight - (weights[i] ?? 0));
    const bend = next.tried.gradient.map((value, i) => value - (at.gradient[i] ?? 0));
    const product = dot(change, bend);
    if (product > 1e-12) steps.push({ change, bend, product });
    if (steps.length > memory) steps.shift();
    const gain = at.loss - next.tried.loss;
    weights = next.moved;
    at = next.tried;
    if (gain <= 1e-7 * Math.abs(at.loss)) break;
  }
  return weights;
}

/** Class probabilities (rows x classes) of these rows. */
export function predictLogistic(options: {
  design: DesignMatrix;
  rows: Uint32Array;
  weights: Float64Array;
  classes: number;
}): Float64Array {
  const { design, rows, weights, classes } = options;
  const outputs = classes === 2 ? 1 : classes;
  const result = new Float64Array(rows.length * classes);
  const scores = new Float64Array(outputs);
  rows.forEach((row, i) => {
    scoresOf(design, row, weights, scores);
    if (outputs === 1) {
      const p = 1 / (1 + Math.exp(-(scores[0] ?? 0)));
      result[i * 2] = 1 - p;
      result[i * 2 + 1] = p;
    } else {
      softmax(scores);
      result.set(scores, i * classes);
    }
  });
  return result;
}

interface Step {
  readonly change: Float64Array;
  readonly bend: Float64Array;
  readonly product: number;
}

function descent(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { change, bend, product } of steps.toReversed()) {
    const share = dot(change, direction) / product;
    shares.push(share);
    addScaled(direction, bend, -share);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = last.product / dot(last.bend, last.bend);
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) * scale;
  }
  for (const { change, bend, product } of steps) {
    addScaled(direction, change, (shares.pop() ?? 0) - dot(bend, direction) / product);
  }
  return direction;
}

function lossAt(options: {
  design: DesignMatrix;
  rows: Uint32Array;
  codes: Int32Array;
  outputs: number;
  weights: Float64Array;
}): { loss: number; gradient: Float64Array } {
  const { design, rows, codes, outputs, weights } = options;
  const { width, cells } = design;
  const gradient = new Float64Array(weights.length);
  const scores = new Float64Array(outputs);
  let loss = 0;
  for (const row of rows) {
    const code = codes[row] ?? 0;
    scoresOf(design, row, weights, scores);
    if (outputs === 1) {
      const score = scores[0] ?? 0;
      const signed = code === 1 ? score : -score;
      loss += signed > 0 ? Math.log1p(Math.exp(-signed)) : -signed + Math.log1p(Math.exp(signed));
      scores[0] = 1 / (1 + Math.exp(-score)) - (code === 1 ? 1 : 0);
    } else {
      softmax(scores);
      loss -= Math.log(Math.max(scores[code] ?? 0, 1e-300));
      scores[code] = (scores[code] ?? 0) - 1;
    }
    if (outputs === 1) {
      const residual = scores[0] ?? 0;
      for (let f = 0, at = row * width; f < width; f++, at++)
        gradient[f] = (gradient[f] ?? 0) + (cells[at] ?? 0) * residual;
      continue;
    }
    for (let f = 0, at = row * width; f < width; f++, at++) {
      const cell = cells[at] ?? 0;
      if (cell === 0) continue;
      for (let o = 0; o < outputs; o++)
        gradient[f * outputs + o] = (gradient[f * outputs + o] ?? 0) + cell * (scores[o] ?? 0);
    }
  }
  for (let i = 0; i < (width - 1) * outputs; i++) {
    const weight = weights[i] ?? 0;
    loss += (weight * weight) / 2;
    gradient[i] = (gradient[i] ?? 0) + weight;
  }
  return { loss, gradient };
}

function scoresOf(design: DesignMatrix, row: number, weights: Float64Array, into: Float64Array): void {
  const { width, cells } = design;
  const outputs = into.length;
  if (outputs === 1) {
    let sum = 0;
    for (let f = 0, at = row * width; f < width; f++, at++) sum += (cells[at] ?? 0) * (weights[f] ?? 0);
    into[0] = sum;
    return;
  }
  into.fill(0);
  for (let f = 0, at = row * width; f < width; f++, at++) {
    const cell = cells[at] ?? 0;
    if (cell === 0) continue;
    for (let o = 0; o < outputs; o++) into[o] = (into[o] ?? 0) + cell * (weights[f * outputs + o] ?? 0);
  }
}

/** Turns scores into probabilities in place. */
function softmax(scores: Float64Array): void {
  const top = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  let sum = 0;
  for (let o = 0; o < scores.length; o++) {
    scores[o] = Math.exp((scores[o] ?? 0) - top);
    sum += scores[o] ?? 0;
  }
  for (let o = 0; o < scores.length; o++) scores[o] = (scores[o] ?? 0) / sum;
}

function addScaled(into: Float64Array, from: Float64Array, scale: number): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + scale * (from[i] ?? 0);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
