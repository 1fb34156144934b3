import { describe, expect, test } from 'vitest';
import { fitGAndH, gAndHQuantile } from '../../core/profile/g-and-h.ts';
import { shapedLimits, spreadOf, usualLimits } from '../../core/profile/outlier-limits.ts';
import { defaultThresholds } from '../../core/profile/thresholds.ts';
import { createRng } from '../../core/shared/rng.ts';

const rng = createRng(11);
const normal = () => rng.normal();
const exponential = () => -Math.log(1 - rng.next());
const sign = () => (rng.next() < 0.5 ? -1 : 1);

/** Draws of clean columns, and how many of ten columns of 1,000 cells may have a cell that looks far off. */
const clean: Readonly<Record<string, { draw: () => number; alarms: number }>> = {
  normal: { draw: normal, alarms: 0 },
  uniform: { draw: () => rng.next(), alarms: 0 },
  lognormal: { draw: () => Math.exp(0.8 * normal()), alarms: 0 },
  'lognormal below zero': { draw: () => 5 - Math.exp(normal()), alarms: 0 },
  exponential: { draw: exponential, alarms: 0 },
  'sum of two exponentials': { draw: () => exponential() + exponential(), alarms: 0 },
  Laplace: { draw: () => sign() * exponential(), alarms: 1 },
  logistic: { draw: () => Math.log(1 / (rng.next() || 0.5) - 1), alarms: 5 },
  'two humps': { draw: () => (rng.next() < 0.35 ? 22 + 4 * normal() : 71 + 8 * normal()), alarms: 0 },
  'rounded to whole numbers': { draw: () => Math.round(4 * normal()), alarms: 0 },
};

function limitsOf(sorted: Float64Array) {
  const usual = usualLimits(spreadOf(sorted), defaultThresholds);
  if (usual === null) throw new Error('no spread');
  return { usual, shaped: shapedLimits(sorted, usual, defaultThresholds) };
}

const hasFar = (sorted: Float64Array) => {
  const { shaped } = limitsOf(sorted);
  return (sorted[0] ?? 0) < shaped.low || (sorted.at(-1) ?? 0) > shaped.high;
};

const drawn = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw).sort();

describe.each(Object.entries(clean))('a clean column, %s', (_, { draw, alarms }) => {
  test('has nothing far off in 1,000 cells, or seldom', () => {
    const found = Array.from({ length: 10 }, () => hasFar(drawn(1000, draw))).filter(Boolean).length;
    expect(found).toBeLessThanOrEqual(alarms);
  });

  test.each([100_000, 1_000_000])('has nothing far off in %i cells', (count) => {
    expect(hasFar(drawn(count, draw))).toBe(false);
  });
});

test('the fences move out with the number of cells, and the outer fences alone would alarm', () => {
  const fences = [1000, 1_000_000].map((count) => limitsOf(drawn(count, normal)).usual);
  expect(fences[0]).toMatchObject({ z: 6 });
  expect(fences[0]?.fence).toBeCloseTo(3.13, 2);
  expect(fences[1]?.z).toBeCloseTo(6.11, 2);
  expect(fences[1]?.fence).toBeCloseTo(4.03, 2);
  const sorted = drawn(1_000_000, normal);
  const { firstQuartile, thirdQuartile } = spreadOf(sorted);
  const reach = 3 * (thirdQuartile - firstQuartile);
  const isBeyond = (value: number) => value < firstQuartile - reach || value > thirdQuartile + reach;
  expect(sorted.some(isBeyond)).toBe(true);
});

describe.each([1e-5, 1e-4, 1e-3, 1e-2])('values far off in a share of %f of the cells', (share) => {
  const kinds: Readonly<Record<string, (score: number) => number>> = {
    normal: (score) => score,
    lognormal: (score) => Math.exp(0.8 * score),
    'heavy tails': (score) => Math.sinh(score),
  };
  test.each(Object.entries(kinds))('are found in a column that is %s', (_, of) => {
    for (const count of [1000, 100_000, 1_000_000].filter((cells) => cells * share >= 1)) {
      const planted = Array.from({ length: count * share }, () => of(15 + 25 * rng.next()));
      const bulk = Array.from({ length: count - planted.length }, () => of(normal()));
      const { shaped } = limitsOf(Float64Array.from([...bulk, ...planted]).sort());
      expect(planted.filter((value) => value > shaped.high)).toHaveLength(planted.length);
      expect(bulk.filter((value) => value < shaped.low || value > shaped.high)).toEqual([]);
    }
  });
});

test('a g-and-h distribution is fitted from quantiles, and outliers hardly move it', () => {
  const draw = () => gAndHQuantile({ centre: 3, scale: 2, skew: 0.4, tail: 0.1, isShort: false }, normal());
  const fit = fitGAndH(drawn(200_000, draw));
  expect(fit?.centre).toBeCloseTo(3, 1);
  expect(fit?.scale).toBeCloseTo(2, 1);
  expect(fit?.skew).toBeCloseTo(0.4, 1);
  expect(fit?.tail).toBeCloseTo(0.1, 1);
  const fouled = fitGAndH(drawn(200_000, () => (rng.next() < 0.01 ? 1000 : draw())));
  expect(fouled?.skew).toBeCloseTo(fit?.skew ?? 0, 1);
  expect(fouled?.tail).toBeLessThan(0.15);
});

test('a column whose quartiles stand on its median has no shape to fit', () => {
  expect(fitGAndH(Float64Array.from({ length: 1000 }, (_, i) => (i < 900 ? 0 : i)))).toBe(null);
  expect(usualLimits(spreadOf(new Float64Array(50)), defaultThresholds)).toBe(null);
});
