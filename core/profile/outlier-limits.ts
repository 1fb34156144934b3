import { normalQuantile } from '../shared/statistics.ts';
import { fitGAndH, type GAndH, gAndHQuantile, midQuantile } from './g-and-h.ts';
import { type Ascending, medianAbsoluteDeviation, quantile } from './quantile.ts';
import type { Thresholds } from './thresholds.ts';

/** What the middle of a column says of its spread; `deviation` is the median absolute deviation, unscaled. */
export interface Spread {
  readonly count: number;
  readonly firstQuartile: number;
  readonly median: number;
  readonly thirdQuartile: number;
  readonly deviation: number;
}

export interface OutlierLimits {
  readonly low: number;
  readonly high: number;
}

/** Limits with the rules that they follow from. */
export interface UsualLimits extends OutlierLimits {
  /** Robust z-score, and interquartile ranges beyond the quartiles. */
  readonly z: number;
  readonly fence: number;
}

type Limits = Pick<Thresholds, 'outlierZ' | 'outlierFence' | 'outlierChance'>;

/** The third quartile of the standard normal distribution. */
export const quartileScore = 0.6744897501960817;

/**
 * The nearer of two limits on either side: a robust z-score, and the outer fences. Both move out with the number of values,
 * so that a normal column has a value beyond them with a probability of `outlierChance` at most, however long it is: they
 * lie at the score z with 2 n (1 - Phi(z)) = `outlierChance`, but never nearer than `outlierZ` and `outlierFence` (after
 * Hoaglin and Iglewicz, 1987, whose fences keep one rate per sample). Null without a spread.
 */
export function usualLimits(spread: Spread, limits: Limits): UsualLimits | null {
  const { firstQuartile, median, thirdQuartile, deviation } = spread;
  const range = thirdQuartile - firstQuartile;
  if (!(range > 0)) return null;
  const expected = farthestScore(spread.count, limits);
  const z = Math.max(limits.outlierZ, expected);
  const fence = Math.max(limits.outlierFence, (expected - quartileScore) / (2 * quartileScore));
  const reach = deviation > 0 ? (z * deviation) / quartileScore : Infinity;
  return {
    low: Math.max(firstQuartile - fence * range, median - reach),
    high: Math.min(thirdQuartile + fence * range, median + reach),
    z,
    fence,
  };
}

/**
 * The usual limits, moved out to where a skewed or heavy-tailed column as long as this one would end: the g-and-h
 * distribution of its middle at the same score, or the generalised Pareto distribution where a skewed column has a shorter
 * tail. `shape` says what moved them, null when nothing did.
 */
export function shapedLimits(
  sorted: Float64Array,
  usual: UsualLimits,
  limits: Limits,
): OutlierLimits & { shape: 'skew' | 'tails' | null } {
  const fit = fitGAndH(sorted);
  if (fit === null || (fit.skew === 0 && fit.tail === 0)) return { ...usual, shape: null };
  const score = farthestScore(sorted.length, limits);
  const share = limits.outlierChance / (2 * sorted.length);
  const end = (side: 1 | -1) => {
    const limit = gAndHQuantile(fit, side * score);
    if (!fit.isShort || side !== Math.sign(fit.skew)) return limit;
    const reach = Math.min(Math.abs(limit - fit.centre), paretoReach(sorted, fit, share));
    return fit.centre + side * reach;
  };
  return {
    low: Math.min(usual.low, end(-1)),
    high: Math.max(usual.high, end(1)),
    shape: fit.skew === 0 ? 'tails' : 'skew',
  };
}

/**
 * How far from the median the longer tail reaches at this share of the values, when its distances follow a generalised
 * Pareto distribution through the eighths and the thirty-seconds (Pickands, 1975): s ((2 share)^-k - 1) / k, never shorter
 * than an exponential tail.
 */
function paretoReach(sorted: Float64Array, { centre, skew }: GAndH, share: number): number {
  const distance = (depth: number) => Math.abs(midQuantile(sorted, skew > 0 ? 1 - depth : depth) - centre);
  const [eighth, thirtySecond] = [distance(1 / 8), distance(1 / 32)];
  const k = Math.max(0, Math.log(thirtySecond / eighth - 1) / Math.log(4)) || 0;
  const steps = (depth: number) =>
    k === 0 ? -Math.log(2 * depth) : Math.expm1(-k * Math.log(2 * depth)) / k;
  return (eighth / steps(1 / 8)) * steps(share);
}

/** The spread of values sorted ascending. */
export function spreadOf(sorted: Ascending): Spread {
  const median = quantile(sorted, 0.5);
  return {
    count: sorted.length,
    firstQuartile: quantile(sorted, 0.25),
    median,
    thirdQuartile: quantile(sorted, 0.75),
    deviation: medianAbsoluteDeviation(sorted, median),
  };
}

/** The score that the farthest of so many normal values passes with the given chance. */
function farthestScore(count: number, { outlierChance }: Limits): number {
  return -normalQuantile(outlierChance / (2 * Math.max(1, count)));
}
