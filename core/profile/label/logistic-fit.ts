import { dot } from '../dot.ts';
import { inverseOf } from '../variance-inflation.ts';
import type { DesignMatrix } from './design-matrix.ts';

const memory = 8;
const mostSteps = 60;
const tolerance = 1e-4;
/** The curvature is taken from every fourth row, or from more when there are few rows for each column. */
const curvatureStride = 4;
const curvatureRows = 8;

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
 * (Nocedal and Wright, 2006, algorithm 7.5), at most 60 steps, that begins from the inverse curvature at zero weights,
 * so that few steps reach the tolerance; sums run in row order, so results are the same every time.
 */
export async function fitLogistic(
  options: LogisticWork & { pause?: () => Promise<void> },
): Promise<Float64Array> {
  const { design, classes, pause } = options;
  const outputs = classes === 2 ? 1 : classes;
  let weights = new Float64Array(design.width * outputs);
  let at = lossAt({ ...options, outputs, weights });
  const inverse = inverseCurvature(options);
  const steps: Step[] = [];
  for (let step = 0; step < mostSteps; step++) {
    await pause?.();
    if (largest(at.gradient) <= tolerance * options.rows.length) break;
    const direction = descent(at.gradient, { steps, inverse, outputs });
    const slope = dot(direction, at.gradient);
    let length = 1;
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

/**
 * The direction of the next step (Nocedal and Wright, algorithm 7.4), which begins from the inverse curvature, scaled as
 * equation 7.20 scales the identity, but measured by that curvature.
 */
function descent(
  gradient: Float64Array,
  { steps, inverse, outputs }: { steps: readonly Step[]; inverse: Float64Array; outputs: number },
): Float64Array {
  const rest = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { change, bend, product } of steps.toReversed()) {
    const share = dot(change, rest) / product;
    shares.push(share);
    addScaled(rest, bend, -share);
  }
  const direction = timesMatrix(inverse, rest, outputs);
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = last.product / dot(last.bend, timesMatrix(inverse, last.bend, outputs));
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) * scale;
  }
  for (const { change, bend, product } of steps) {
    addScaled(direction, change, (shares.pop() ?? 0) - dot(bend, direction) / product);
  }
  return direction;
}

/**
 * About the inverse (width x width) of the loss's second derivatives at zero weights, by the weights of any one output.
 * All classes are as likely there: they are cells times cells over 4 for two classes, over the number of classes for more,
 * whose gradients sum to zero (the bound of Böhning, 1992, says why one matrix does for all), plus the penalty.
 */
function inverseCurvature({ design, rows, classes }: LogisticWork): Float64Array {
  const { width } = design;
  const stride = Math.max(1, Math.min(curvatureStride, Math.floor(rows.length / (curvatureRows * width))));
  const matrix = cellProducts(
    design,
    rows.filter((_, i) => i % stride === 0),
  );
  const weight = stride / (classes === 2 ? 4 : classes);
  for (let i = 0; i < matrix.length; i++) matrix[i] = weight * (matrix[i] ?? 0);
  for (let f = 0; f < width - 1; f++) matrix[f * width + f] = (matrix[f * width + f] ?? 0) + 1;
  return inverseOf(matrix, width);
}

/** Sums (width x width) over rows of each cell times each cell. */
function cellProducts(design: DesignMatrix, rows: Uint32Array): Float64Array {
  const { width } = design;
  const sums = new Float64Array(width * width);
  const filled = new Uint32Array(width);
  for (const row of rows) addProducts(design, row, { filled, sums });
  for (let f = 0; f < width; f++) for (let g = 0; g < f; g++) sums[g * width + f] = sums[f * width + g] ?? 0;
  return sums;
}

/** Adds the products of a row's cells to the lower triangle of `sums`; `filled` has room for a row. */
function addProducts(
  { width, cells }: DesignMatrix,
  row: number,
  { filled, sums }: { filled: Uint32Array; sums: Float64Array },
): void {
  const at = row * width;
  // Most indicators are 0.
  let count = 0;
  for (let f = 0; f < width; f++) {
    const cell = cells[at + f] ?? 0;
    if (cell === 0) continue;
    filled[count++] = f;
    for (let l = 0, to = f * width; l < count; l++) {
      const g = filled[l] ?? 0;
      sums[to + g] = (sums[to + g] ?? 0) + cell * (cells[at + g] ?? 0);
    }
  }
}

/** A symmetric matrix (width x width) times weights (width x outputs). */
function timesMatrix(matrix: Float64Array, weights: Float64Array, outputs: number): Float64Array {
  const width = weights.length / outputs;
  const product = new Float64Array(weights.length);
  const own = new Float64Array(width);
  for (let o = 0; o < outputs; o++) {
    for (let f = 0; f < width; f++) own[f] = weights[f * outputs + o] ?? 0;
    for (let f = 0; f < width; f++)
      product[f * outputs + o] = dot(matrix.subarray(f * width, (f + 1) * width), own);
  }
  return product;
}

function lossAt(options: {
  design: DesignMatrix;
  rows: Uint32Array;
  codes: Int32Array;
  outputs: number;
  weights: Float64Array;
}): { loss: number; gradient: Float64Array } {
  const { design, rows, codes, outputs, weights } = options;
  const { width } = design;
  const gradient = new Float64Array(weights.length);
  const scores = new Float64Array(outputs);
  let loss = 0;
  for (const row of rows) {
    const code = codes[row] ?? 0;
    scoresOf(design, row, weights, scores);
    if (outputs === 1) {
      const score = scores[0] ?? 0;
      const odds = Math.exp(-Math.abs(score));
      loss += Math.log1p(odds) + (score > 0 === (code === 1) ? 0 : Math.abs(score));
      scores[0] = (score > 0 ? 1 : odds) / (1 + odds) - (code === 1 ? 1 : 0);
    } else {
      softmax(scores);
      loss -= Math.log(Math.max(scores[code] ?? 0, 1e-300));
      scores[code] = (scores[code] ?? 0) - 1;
    }
    addRow(design, row, scores, gradient);
  }
  for (let i = 0; i < (width - 1) * outputs; i++) {
    const weight = weights[i] ?? 0;
    loss += (weight * weight) / 2;
    gradient[i] = (gradient[i] ?? 0) + weight;
  }
  return { loss, gradient };
}

/** Adds a row's cells times residuals (one for each output) to a gradient (width x outputs). */
function addRow(design: DesignMatrix, row: number, residuals: Float64Array, into: Float64Array): void {
  const { width, cells } = design;
  const outputs = residuals.length;
  if (outputs === 1) {
    const residual = residuals[0] ?? 0;
    for (let f = 0, at = row * width; f < width; f++, at++)
      into[f] = (into[f] ?? 0) + (cells[at] ?? 0) * residual;
    return;
  }
  for (let f = 0, at = row * width; f < width; f++, at++) {
    const cell = cells[at] ?? 0;
    if (cell === 0) continue;
    for (let o = 0, to = f * outputs; o < outputs; o++, to++)
      into[to] = (into[to] ?? 0) + cell * (residuals[o] ?? 0);
  }
}

function scoresOf(design: DesignMatrix, row: number, weights: Float64Array, into: Float64Array): void {
  const { width, cells } = design;
  const outputs = into.length;
  if (outputs === 1) {
    // Two sums, so that one addition need not wait for the last.
    let [even, odd] = [0, 0];
    let [f, at] = [0, row * width];
    for (; f < width - 1; f += 2, at += 2) {
      even += (cells[at] ?? 0) * (weights[f] ?? 0);
      odd += (cells[at + 1] ?? 0) * (weights[f + 1] ?? 0);
    }
    if (f < width) even += (cells[at] ?? 0) * (weights[f] ?? 0);
    into[0] = even + odd;
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
