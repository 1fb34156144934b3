import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankColumn, spearman, spearmanBound } from '../../core/profile/ranks.ts';
import { centredRanks, sortedFinite } from '../../core/profile/sort-numbers.ts';
import { createRng } from '../../core/shared/rng.ts';

/** Long enough for the faster ways of sorting. */
const size = 5000;
const rng = createRng(7);
const column = (next: (i: number) => number) => Float64Array.from({ length: size }, (_, i) => next(i));
const columns = {
  'a few whole numbers': column(() => rng.integer(50) - 20),
  'whole numbers over a wide range': column(() => rng.integer(4_000_000_000) - 5_000_000_000),
  'numbers with decimals': column(() => Math.round(rng.normal() * 1e4) / 1000),
  'numbers with many decimals': column(() => rng.normal() * 10 ** (rng.integer(30) - 15)),
  'missing cells': column((i) => (i % 3 === 0 ? Number.NaN : rng.integer(900) / 10)),
  'infinite cells': column((i) => (i % 7 === 0 ? (i % 2 ? Infinity : -Infinity) : rng.integer(90))),
  'zeros of both signs': column((i) => (i % 2 === 0 ? -0 : i % 5)),
  'whole numbers beyond 2^53': column(() => rng.integer(1000) * 2 ** 60),
  'nothing but missing cells': column(() => Number.NaN),
};

describe.each(Object.entries(columns))('%s', (_, values) => {
  test('are sorted as the language sorts them', () => {
    const expected = values.filter((value) => Number.isFinite(value)).sort();
    expect(Array.from(sortedFinite(values), (value) => value + 0)).toEqual(
      Array.from(expected, (value) => value + 0),
    );
  });

  test('get ranks that count the numbers below and above', () => {
    const present = values.filter((value) => !Number.isNaN(value)).sort();
    const found = centredRanks(values, () => 0);
    expect(found.present).toBe(present.length);
    for (let i = 0; i < size; i += 97) {
      const value = values[i] ?? 0;
      const below = present.filter((other) => other < value).length;
      const above = present.filter((other) => other > value).length;
      expect(found.ranks[i]).toBe(Number.isNaN(value) ? 0 : below - above);
    }
  });
});

test('no rank correlation exceeds its bound, and that of spread numbers is near', () => {
  const cell = fc.option(fc.integer({ min: 0, max: 30 }), { nil: Number.NaN });
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 300 });
  fc.assert(
    fc.property(rows, (pairs) => {
      const a = rankColumn(Float64Array.from(pairs, ([x]) => x));
      const b = rankColumn(Float64Array.from(pairs, ([, y]) => y));
      const { correlation } = spearman(a, b);
      if (!Number.isNaN(correlation))
        expect(spearmanBound(a, b)).toBeGreaterThanOrEqual(Math.abs(correlation));
    }),
  );
  const a = rankColumn(column((i) => (i % 10 === 0 ? Number.NaN : rng.normal())));
  const b = rankColumn(column(() => rng.normal()));
  expect(spearmanBound(a, b)).toBeLessThan(0.25);
});
