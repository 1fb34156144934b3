import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceDistance,
  commonCounts,
  jensenShannon,
  wasserstein,
} from '../../../core/profile/diff/distances.ts';
import { createRng } from '../../../core/shared/rng.ts';

const counts = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 12 });
const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

describe('the Jensen-Shannon distance', () => {
  // By hand: entropy of (3/4, 1/4) is 0.811278 bits, the mean entropy of (1, 0) and (1/2, 1/2) is 1/2.
  it('is the root of the divergence in bits', () => {
    expect(jensenShannon([10, 0], [5, 5])).toBeCloseTo(Math.sqrt(0.8112781244591328 - 0.5), 12);
  });

  it('is 1 for nothing in common, and 0 for equal shares and for a version without cells', () => {
    expect(jensenShannon([3, 0], [0, 8])).toBe(1);
    expect(jensenShannon([1, 2], [10, 20])).toBeCloseTo(0, 7);
    expect(jensenShannon([0, 0], [1, 2])).toBe(0);
  });

  it('is symmetric and within 0 and 1', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const [before, after] = [pairs.map(([n]) => n), pairs.map(([, n]) => n)];
        const distance = jensenShannon(before, after);
        expect(distance).toBeCloseTo(jensenShannon(after, before), 7);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of two samples of one population passes the chance distance in about 1 of 1,000 cases', () => {
    const rng = createRng(7);
    let beyond = 0;
    const trials = 3000;
    for (let trial = 0; trial < trials; trial++) {
      const [before, after] = [400, 700].map((size) => {
        const tally = new Array<number>(6).fill(0);
        for (let i = 0; i < size; i++) {
          const level = Math.min(5, Math.floor(rng.next() ** 2 * 6));
          tally[level] = (tally[level] ?? 0) + 1;
        }
        return tally;
      });
      if (!before || !after) throw new Error('two samples were drawn');
      if (jensenShannon(before, after) > chanceDistance(before, after)) beyond++;
    }
    // Binomial(3000, 0.001): more than 10 has a probability below 3e-4.
    expect(beyond).toBeLessThanOrEqual(10);
  });
});

describe('the Wasserstein distance', () => {
  // The first two values are the examples in the documentation of scipy.stats.wasserstein_distance.
  it.each([
    [[0, 1, 3], [5, 6, 8], 5],
    [[0, 0, 0, 1], [0, 1, 1, 1], 0.5],
    [[2], [2, 2, 2], 0],
  ])('of %j and %j is %d', (before, after, expected) => {
    expect(wasserstein(sorted(before), sorted(after))).toBeCloseTo(expected, 12);
  });

  it('is the shift when all values move alike, and symmetric', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: -1000, max: 1000 }), (values, shift) => {
        const [before, after] = [sorted(values), sorted(values.map((value) => value + shift))];
        expect(wasserstein(before, after)).toBeCloseTo(Math.abs(shift), 6);
        expect(wasserstein(after, before)).toBeCloseTo(Math.abs(shift), 6);
      }),
    );
  });

  it('is undefined without values', () => {
    expect(wasserstein(sorted([]), sorted([1]))).toBeNaN();
  });
});

describe('common groups', () => {
  it('hold every value once, whatever the ties', () => {
    fc.assert(
      fc.property(sample, sample, fc.nat(3), (a, b, digits) => {
        const round = (value: number) => Number(value.toPrecision(digits + 1));
        const [before, after] = [sorted(a.map(round)), sorted(b.map(round))];
        const groups = commonCounts(before, after);
        const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
        expect([sum(groups.before), sum(groups.after)]).toEqual([before.length, after.length]);
        expect(groups.before.length).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('are the values themselves where there are few', () => {
    expect(commonCounts(sorted([1, 1, 2]), sorted([2, 3]))).toEqual({ before: [2, 1, 0], after: [0, 1, 1] });
  });
});
