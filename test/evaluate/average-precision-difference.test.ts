import { expect, test } from 'vitest';
import { averagePrecisionDifference } from '../../core/evaluate/average-precision-difference.ts';
import { createRng } from '../../core/shared/rng.ts';

const rng = createRng(7);
const labels = Int32Array.from({ length: 300 }, (_, i) => (i % 5 === 0 ? 1 : 0));
const scores = (skill: number) => {
  const positive = Float64Array.from(labels, (label) => rng.next() * (1 - skill) + label * skill);
  return [positive.map((p) => 1 - p), positive];
};
const good = scores(0.7);
const poor = scores(0.05);
const compare = (a: Float64Array[], b: Float64Array[], of: ArrayLike<number> = labels) =>
  averagePrecisionDifference({ labels: of, classCount: 2, positiveIndex: 1, a, b, seed: 3 });

test('the same model twice has no difference and an interval of no width', () => {
  expect(compare(good, good)).toMatchObject({ estimate: 0, interval: { low: 0, high: 0, level: 0.95 } });
});

test('a better model has a positive difference whose interval excludes zero', () => {
  const { a, b, estimate, interval } = compare(poor, good);
  expect(estimate).toBe((b ?? 0) - (a ?? 0));
  expect(interval?.low).toBeGreaterThan(0);
});

test('changing sides changes the sign, and the same call gives the same interval', () => {
  const [forth, back] = [compare(poor, good), compare(good, poor)];
  expect(back.estimate).toBe(-(forth.estimate ?? 0));
  // Percentiles of negated values: equal up to rounding of the interpolation.
  expect(back.interval?.low).toBeCloseTo(-(forth.interval?.high ?? 0), 12);
  expect(compare(poor, good)).toEqual(forth);
});

test('nothing is defined where the rows have one class only', () => {
  const one = new Int32Array(300);
  expect(compare(poor, good, one)).toEqual({ a: null, b: null, estimate: null, interval: null });
});
