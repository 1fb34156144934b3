import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chiSquaredTail, chiSquaredTwoRows } from '../../core/profile/chi-squared.ts';

// Critical values from tables of the chi-squared distribution, to the digits printed there.
test.each([
  [3.841, 1, 0.05],
  [6.635, 1, 0.01],
  [10.828, 1, 0.001],
  [5.991, 2, 0.05],
  [9.488, 4, 0.05],
  [18.307, 10, 0.05],
  [76.154, 50, 0.01],
])('the tail beyond %d with %d degrees is %d', (statistic, degrees, expected) => {
  expect(chiSquaredTail(statistic, degrees)).toBeCloseTo(expected, 4);
});

test('with two degrees the tail is exp(-x / 2)', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1000, noNaN: true }), (x) => {
      expect(chiSquaredTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 9);
    }),
  );
});

test('equal shares give zero, and rare classes are pooled', () => {
  expect(chiSquaredTwoRows([10, 20, 30], [20, 40, 60])).toMatchObject({
    statistic: 0,
    degrees: 2,
    pValue: 1,
  });
  expect(chiSquaredTwoRows([50, 49, 1, 0], [450, 449, 0, 1])?.degrees).toBe(1);
  expect(chiSquaredTwoRows([5, 0], [50, 0])).toBeNull();
});
