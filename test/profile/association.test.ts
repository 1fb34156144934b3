import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeCategory } from '../../core/profile/coded-category.ts';
import { centreNumbers, correlationRatio } from '../../core/profile/correlation-ratio.ts';
import { cramersV } from '../../core/profile/cramers-v.ts';
import { rankColumn, spearman } from '../../core/profile/ranks.ts';
import { createRng } from '../../core/shared/rng.ts';

const correlate = (a: readonly number[], b: readonly number[]) =>
  spearman(rankColumn(Float64Array.from(a)), rankColumn(Float64Array.from(b)));
const category = (codes: readonly number[]) =>
  codeCategory({ codes: Int32Array.from(codes), size: Math.max(...codes) + 1 });
const numbers = (...values: readonly number[]) => centreNumbers(Float64Array.from(values));

describe('Spearman', () => {
  test('ties get their mean rank', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: covariance 4.5 over sqrt(4.5 * 5).
    expect(correlate([1, 2, 2, 3], [1, 2, 3, 4]).correlation).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  });

  test('only rows in which both are present count, and ranks are taken among those', () => {
    const nan = Number.NaN;
    const found = correlate([1, nan, 2, 3, 100], [1, 50, 2, 3, nan]);
    expect(found.rows).toBe(3);
    expect(found.correlation).toBeCloseTo(1, 12);
  });

  test('a constant column has none', () => {
    expect(correlate([1, 1, 1], [1, 2, 3]).correlation).toBeNaN();
  });

  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 3,
    maxLength: 60,
  });

  test('does not change under strictly growing transforms, and turns round under falling ones', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
        const plain = correlate(a, b).correlation;
        const grown = correlate(
          a.map((x) => Math.exp(x / 10)),
          b.map((y) => y ** 3 + y),
        ).correlation;
        const fallen = correlate(
          a.map((x) => -x),
          b,
        ).correlation;
        if (Number.isNaN(plain)) {
          expect(grown).toBeNaN();
          expect(fallen).toBeNaN();
        } else {
          expect(grown).toBeCloseTo(plain, 10);
          expect(fallen).toBeCloseTo(-plain, 10);
        }
      }),
    );
  });

  test('is symmetric and between -1 and 1', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
        const { correlation } = correlate(a, b);
        if (Number.isNaN(correlation)) return;
        expect(Math.abs(correlation)).toBeLessThanOrEqual(1);
        expect(correlate(b, a).correlation).toBeCloseTo(correlation, 12);
      }),
    );
  });
});

describe("bias-corrected Cramér's V", () => {
  test('of a 2 x 2 table follows Bergsma', () => {
    // Counts 30 10 10 30: phi squared 0.25, corrected 0.25 - 1/79, levels 2 - 1/79.
    const a = [...Array(40).fill(0), ...Array(40).fill(1)];
    const b = [...Array(30).fill(0), ...Array(10).fill(1), ...Array(10).fill(0), ...Array(30).fill(1)];
    const expected = Math.sqrt((0.25 - 1 / 79) / (1 - 1 / 79));
    expect(cramersV(category(a), category(b)).strength).toBeCloseTo(expected, 12);
  });

  test('is 0 without a relation and 1 when one level follows from the other', () => {
    const a = Array.from({ length: 400 }, (_, i) => i % 4);
    const independent = Array.from({ length: 400 }, (_, i) => Math.floor(i / 4) % 2);
    expect(cramersV(category(a), category(independent)).strength).toBe(0);
    expect(cramersV(category(a), category(a.map((code) => code % 2))).strength).toBeCloseTo(1, 2);
  });

  test('leaves out rows in which one is missing', () => {
    const found = cramersV(category([0, 1, -1, 0, 1]), category([0, 1, 1, -1, 1]));
    expect(found.rows).toBe(3);
  });

  test('needs two levels', () => {
    expect(cramersV(category([0, 0, 0]), category([0, 1, 0])).strength).toBeNaN();
  });
});

describe('correlation ratio', () => {
  test('is the root of the share of variance between levels', () => {
    // Means 2 and 6 around 4: between 16, within 4.
    const found = correlationRatio(category([0, 0, 1, 1]), numbers(1, 3, 5, 7));
    expect(found.strength).toBeCloseTo(Math.sqrt(16 / 20), 12);
    expect(found.rows).toBe(4);
  });

  test('ignores missing cells and infinities', () => {
    const values = numbers(1, 1, 2, 2, Number.NaN, Infinity);
    expect(correlationRatio(category([0, 0, 1, 1, 1, 0]), values)).toEqual({ strength: 1, rows: 4 });
  });

  test('loses no digits where the rows in common are far from the others', () => {
    const far = Array.from({ length: 500 }, () => 1e9);
    const codes = [0, 0, 1, 1, ...far.map(() => -1)];
    const found = correlationRatio(category(codes), numbers(1, 3, 5, 7, ...far));
    expect(found.strength).toBeCloseTo(Math.sqrt(16 / 20), 6);
    expect(found.rows).toBe(4);
  });
});

test("Cramér's V is the same from a table and where a table would be mostly empty", () => {
  const rng = createRng(3);
  const codes = (levels: number) => Array.from({ length: 6000 }, () => rng.integer(levels + 1) - 1);
  const [a, b] = [codes(30), codes(40)];
  const inTable = cramersV(category(a), category(b));
  const spread = (code: number) => (code < 0 ? -1 : code * 70);
  const inGroups = cramersV(category(a.map(spread)), category(b.map(spread)));
  expect(inTable.rows).toBeLessThan(6000);
  expect(inGroups.rows).toBe(inTable.rows);
  expect(inGroups.strength).toBeCloseTo(inTable.strength, 12);
});
