import { normalQuantile } from '../shared/statistics.ts';
import { runAt } from './number-runs.ts';

/**
 * A g-and-h distribution (Tukey, 1977): centre + scale (e^(g z) - 1) / g e^(h z^2 / 2) for a standard normal z. With g = 0
 * and h = 0 it is normal, with h = 0 a lognormal that may be moved and turned round.
 */
export interface GAndH {
  readonly centre: number;
  readonly scale: number;
  /** g: above 0 with a long upper tail, below 0 with a long lower one. */
  readonly skew: number;
  /** h, at least 0: how much heavier than normal both tails are. */
  readonly tail: number;
  /** Whether the longer tail is shorter than that of a lognormal of this skew. */
  readonly isShort: boolean;
}

/** Shares of the values in a tail whose end is looked at: the fourth down to the thirty-second of them. */
const depths = [1 / 4, 1 / 8, 1 / 16, 1 / 32];
/** Values that a tail must hold, so that no single one decides. */
const leastInTail = 2;
/** Times the root of the number of values: standard errors of g and h in normal samples, found by simulation. */
const noise = { skew: 1.6, tail: 1.9 };

interface Letter {
  readonly z: number;
  /** Distances of the two quantiles from the median. */
  readonly above: number;
  readonly below: number;
}

/**
 * Fits g and h to letter values (Hoaglin, 1985) of values sorted ascending, all finite: up to a thirty-second of the
 * values in each tail leave the fit nearly alone, so that outliers can be judged by it (Xu, Iglewicz and Chervoneva, 2014).
 * g is the median over letters of ln(above / below) / z, h the lesser of the slopes of both sides over z^2 / 2. What lies
 * within its standard error counts as 0. Null where fewer than two letters part values on either side.
 */
export function fitGAndH(sorted: Float64Array): GAndH | null {
  const n = sorted.length;
  const centre = midQuantile(sorted, 0.5);
  const letters = depths.flatMap((depth): Letter[] => {
    const above = midQuantile(sorted, 1 - depth) - centre;
    const below = centre - midQuantile(sorted, depth);
    const isUsable = depth * n >= leastInTail && above > 0 && below > 0;
    return isUsable ? [{ z: -normalQuantile(depth), above, below }] : [];
  });
  if (letters.length < 2) return null;
  const skew = beyondNoise(
    median(letters.map(({ z, above, below }) => Math.log(above / below) / z)),
    noise.skew / Math.sqrt(n),
  );
  const ups = letters.map(({ z, above }) => Math.log(above / skewed(z, skew)));
  const downs = letters.map(({ z, below }) => Math.log(below / -skewed(-z, skew)));
  const squares = letters.map(({ z }) => (z * z) / 2);
  const [upper, lower] = [slope(squares, ups), slope(squares, downs)];
  const standardError = noise.tail / Math.sqrt(n);
  const tail = Math.max(0, beyondNoise(Math.min(upper, lower), standardError));
  const scales = [ups, downs].flatMap((side) => side.map((log, i) => log - tail * (squares[i] ?? 0)));
  const isShort = skew !== 0 && tail === 0 && (skew > 0 ? upper : lower) < -standardError;
  return { centre, scale: Math.exp(median(scales)), skew, tail, isShort };
}

/** The value that the distribution has at this standard normal score. */
export function gAndHQuantile({ centre, scale, skew, tail }: GAndH, z: number): number {
  return centre + scale * skewed(z, skew) * Math.exp((tail * z * z) / 2);
}

function skewed(z: number, skew: number): number {
  return skew === 0 ? z : Math.expm1(skew * z) / skew;
}

function beyondNoise(estimate: number, standardError: number): number {
  return Math.abs(estimate) > standardError ? estimate : 0;
}

/**
 * The value below which a share of the values lies. Equal values stand in the middle of the share that they take up, and
 * what is between them is interpolated, so that coarse steps do not look like tails; a value that takes up a quarter and
 * more is no step.
 */
export function midQuantile(sorted: Float64Array, share: number): number {
  const n = sorted.length;
  const own = sorted[Math.min(n - 1, Math.floor(share * n))] ?? Number.NaN;
  const { start, end } = runAt(sorted, own);
  const middle = (start + end) / 2 / n;
  const next = middle < share ? sorted[end] : middle > share ? sorted[start - 1] : undefined;
  if (next === undefined || end - start >= n / 4) return own;
  const beside = runAt(sorted, next);
  return own + ((next - own) * (share - middle)) / ((beside.start + beside.end) / 2 / n - middle);
}

/** Least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreX, centreY] = [mean(x), mean(y)];
  let [products, squares] = [0, 0];
  for (const [i, value] of x.entries()) {
    products += (value - centreX) * ((y[i] ?? 0) - centreY);
    squares += (value - centreX) ** 2;
  }
  return products / squares;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return ((sorted[half] ?? 0) + (sorted[sorted.length - 1 - half] ?? 0)) / 2;
}
