import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../../core/shared/rng.ts';
import {
  exactSum,
  mean,
  normalQuantile,
  quantile,
  standardDeviation,
  variance,
} from '../../core/shared/statistics.ts';

/** Sum of doubles as an exact fraction of 2^1074, rounded by way of its decimal digits. */
function bigSum(values: readonly number[]): number {
  const view = new DataView(new ArrayBuffer(8));
  let total = 0n;
  for (const value of values) {
    view.setFloat64(0, value);
    const bits = view.getBigUint64(0);
    const exponent = (bits >> 52n) & 0x7ffn;
    const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0n ? 0n : 1n << 52n);
    const scaled = mantissa << (exponent === 0n ? 0n : exponent - 1n);
    total += bits >> 63n ? -scaled : scaled;
  }
  const digits = (total * 5n ** 1074n).toString();
  return Number(`${digits}e-1074`);
}

describe('exactSum', () => {
  test('is the correctly rounded sum', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { maxLength: 12 }),
        (values) => {
          expect(exactSum(values) + 0).toBe(bigSum(values) + 0);
        },
      ),
    );
  });

  test('does not depend on the order of the values', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i) * 10 ** (i % 40));
    const shuffled = Float64Array.from(createRng(5).permutation(values.length), (i) => values[i] ?? 0);
    expect(exactSum(shuffled)).toBe(exactSum(values));
  });

  test('keeps what naive addition loses', () => {
    expect(exactSum([1e16, 1, -1e16])).toBe(1);
    expect(exactSum(new Array(10).fill(0.1))).toBe(1);
  });

  test('of no values is 0, of infinities infinite, of NaN or both infinities NaN', () => {
    expect(exactSum([])).toBe(0);
    expect(exactSum([1, Infinity])).toBe(Infinity);
    expect(exactSum([Infinity, -Infinity])).toBeNaN();
    expect(exactSum([1, NaN])).toBeNaN();
  });
});

describe('quantile', () => {
  test('interpolates linearly between order statistics', () => {
    // numpy.quantile([3, 1, 4, 1, 5], q) with its default method
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((q) => quantile([3, 1, 4, 1, 5], q))).toEqual([
      1, 1, 1, 3, 4.6, 5,
    ]);
  });

  test('is NaN for no values, for NaN among them and outside 0 to 1', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([1, NaN], 0.5)).toBeNaN();
    expect(quantile([1], 1.5)).toBeNaN();
    expect(quantile([7], 0.3)).toBe(7);
  });
});

test('mean, variance and standard deviation are undefined for too few values', () => {
  expect(mean([])).toBeNaN();
  expect(variance([1])).toBeNaN();
  expect(variance([1, 2, 3, 4])).toBeCloseTo(5 / 3, 15);
  expect(standardDeviation([2, 4])).toBeCloseTo(Math.SQRT2, 15);
});

test('normal quantiles agree with tables to seven digits', () => {
  // scipy.stats.norm.ppf
  const table = {
    0.975: 1.959963985,
    0.5: 0,
    0.9999: 3.719016485,
    0.0005: -3.290526731,
    0.00001: -4.264890794,
  };
  for (const [p, z] of Object.entries(table)) expect(normalQuantile(Number(p))).toBeCloseTo(z, 7);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalQuantile(1.1)).toBeNaN();
});
