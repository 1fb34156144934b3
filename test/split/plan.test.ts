import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSpec } from '../../core/contract/experiment.ts';
import { CoreError } from '../../core/errors.ts';
import { apportion, largestRemainder } from '../../core/split/apportion.ts';
import { PART, partRows, planSplit } from '../../core/split/plan.ts';

const fractions = fc
  .tuple(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }))
  .filter(([train, validation]) => train + validation < 100)
  .map(([train, validation]) => ({
    train: train / 100,
    validation: validation / 100,
    test: 1 - train / 100 - validation / 100,
  }));
const classSizes = fc.array(fc.integer({ min: 3, max: 60 }), { minLength: 2, maxLength: 6 });
const seeds = fc.integer({ min: 0, max: 4_294_967_295 });
const missing = fc.integer({ min: 0, max: 5 });

function labelsOf(sizes: readonly number[], missingRows = 0) {
  const codes = Int32Array.from([
    ...Array.from({ length: missingRows }, () => -1),
    ...sizes.flatMap((size, k) => Array.from({ length: size }, () => k)),
  ]);
  return { codes, classNames: sizes.map((_, k) => `class ${k}`) };
}

function countsOf(parts: Uint8Array, codes: Int32Array, classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => [0, 0, 0]);
  for (const [row, part] of parts.entries()) {
    const cell = counts[codes[row] ?? -1];
    if (cell && part !== PART.excluded) cell[part] = (cell[part] ?? 0) + 1;
  }
  return counts;
}

test('every labelled row is in exactly one part and every other row in none', () => {
  fc.assert(
    fc.property(classSizes, fractions, seeds, missing, (sizes, parts, seed, missingRows) => {
      const labels = labelsOf(sizes, missingRows);
      const plan = planSplit({ labels, spec: splitSpec.parse(parts), seed });
      const rows = [PART.train, PART.validation, PART.test].flatMap((part) => [
        ...partRows(plan.parts, part),
      ]);
      expect(rows.toSorted((a, b) => a - b)).toEqual(
        [...labels.codes.keys()].filter((row) => (labels.codes[row] ?? -1) >= 0),
      );
      expect([...partRows(plan.parts, PART.excluded)]).toEqual(
        Array.from({ length: missingRows }, (_, i) => i),
      );
    }),
  );
});

test('every class keeps its share in each part to within one row, and the totals match', () => {
  const large = fc.array(fc.integer({ min: 100, max: 300 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(large, fractions, seeds, (sizes, parts, seed) => {
      const labels = labelsOf(sizes);
      const plan = planSplit({ labels, spec: splitSpec.parse(parts), seed });
      const counts = countsOf(plan.parts, labels.codes, sizes.length);
      const shares = [parts.train, parts.validation, parts.test];
      for (const [k, size] of sizes.entries()) {
        for (const [p, share] of shares.entries()) {
          expect(Math.abs((counts[k]?.[p] ?? 0) - size * share)).toBeLessThan(1 + 1e-6);
        }
      }
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const totals = shares.map((_, p) => counts.reduce((sum, cell) => sum + (cell[p] ?? 0), 0));
      expect(totals).toEqual(largestRemainder(total, shares));
    }),
  );
});

test('every class of three rows or more has a row in each part', () => {
  fc.assert(
    fc.property(classSizes, fractions, seeds, (sizes, parts, seed) => {
      const labels = labelsOf(sizes);
      const plan = planSplit({ labels, spec: splitSpec.parse(parts), seed });
      for (const cell of countsOf(plan.parts, labels.codes, sizes.length)) {
        expect(Math.min(...cell)).toBeGreaterThan(0);
      }
    }),
  );
});

test('apportioned rows of a class always add up to the class', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 }),
      fractions,
      (sizes, f) => {
        const cells = apportion(sizes, [f.train, f.validation, f.test]);
        expect(cells.map((cell) => cell.reduce((sum, n) => sum + n, 0))).toEqual(sizes);
        expect(Math.min(...cells.flat())).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('the same seed gives the same parts and another seed gives others', () => {
  const labels = labelsOf([70, 30]);
  for (const kind of ['stratified', 'random'] as const) {
    const spec = splitSpec.parse({ kind });
    const first = planSplit({ labels, spec, seed: 7 });
    expect(planSplit({ labels, spec, seed: 7 })).toEqual(first);
    expect(planSplit({ labels, spec, seed: 8 }).digest).not.toBe(first.digest);
  }
});

test('a random split meets the total sizes', () => {
  const plan = planSplit({
    labels: labelsOf([500, 501]),
    spec: splitSpec.parse({ kind: 'random' }),
    seed: 1,
  });
  const sizes = [PART.train, PART.validation, PART.test].map((part) => partRows(plan.parts, part).length);
  expect(sizes).toEqual([601, 200, 200]);
});

test('rows that are left out as duplicates are in no part', () => {
  const labels = labelsOf([20, 20]);
  const excluded = new Uint8Array(40);
  excluded[3] = 1;
  excluded[39] = 1;
  const plan = planSplit({ labels, spec: splitSpec.parse({}), seed: 1, excluded });
  expect([...partRows(plan.parts, PART.excluded)]).toEqual([3, 39]);
});

test('a class of fewer than three rows is refused by name', () => {
  expect(() => planSplit({ labels: labelsOf([30, 2]), spec: splitSpec.parse({}), seed: 1 })).toThrow(
    expect.objectContaining({
      code: 'SPLIT_TOO_SMALL',
      message: expect.stringContaining('"class 1" has 2 rows'),
    }),
  );
});

test('a random split without a class in some part is refused', () => {
  const spec = splitSpec.parse({ kind: 'random' });
  expect(() => planSplit({ labels: labelsOf([300, 1]), spec, seed: 1 })).toThrow(CoreError);
});
