import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeSpec } from '../../core/contract/experiment.ts';
import { applyRecipe } from '../../core/recipe/apply.ts';
import { fitRecipe } from '../../core/recipe/fit.ts';
import { PART } from '../../core/split/plan.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck, sampleTable } from '../split/make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const columns = { n: 'number', i: 'integer', c: 'text', b: 'boolean', d: 'date', y: 'text' } as const;
const row = fc.tuple(
  fc.oneof(fc.double(), fc.constant(null)),
  fc.oneof(fc.integer(), fc.constant(null)),
  fc.oneof(fc.constantFrom('u', 'v', 'w', ''), fc.constant(null)),
  fc.oneof(fc.boolean(), fc.constant(null)),
  fc.oneof(fc.constantFrom('1999-12-31', '2020-02-29', '2024-07-01'), fc.constant(null)),
  fc.constantFrom('yes', 'no'),
);
const rows = fc.array(row, { minLength: 3, maxLength: 12 });
const otherParts = fc.constantFrom(PART.validation, PART.test, PART.excluded);

test('whatever is in rows outside the training part, the fitted recipe is the same', async () => {
  const recipe = recipeSpec.parse({
    maxLevels: 2,
    missing: { i: [0] },
    steps: [
      { kind: 'clip', column: 'n', low: 0.2, high: 0.8 },
      { kind: 'log1p', column: 'i' },
      { kind: 'trim', column: 'c' },
      { kind: 'mask', column: 'd', mask: { method: 'year' } },
    ],
  });
  await fc.assert(
    fc.asyncProperty(rows, rows, rows, otherParts, async (train, others, replaced, part) => {
      const fitOn = async (outside: typeof others) => {
        const table = await makeTable(duck.sql, columns, [
          [1, 1, 'u', true, '2020-01-01', 'yes'],
          ...train,
          ...outside,
        ]);
        const parts = Uint8Array.from({ length: table.rowCount }, (_, i) =>
          i <= train.length ? PART.train : part,
        );
        return JSON.stringify(await fitRecipe({ sql: duck.sql, table, target: 'y', recipe, parts }));
      };
      expect(await fitOn(replaced)).toBe(await fitOn(others));
    }),
    { numRuns: 15 },
  );
});

test('fitting and applying twice give the same bytes', async () => {
  const table = await sampleTable(duck.sql, 'birdstrikes.csv');
  const recipe = recipeSpec.parse({});
  const parts = Uint8Array.from({ length: table.rowCount }, (_, i) => i % 3);
  const once = async () => {
    const fitted = await fitRecipe({
      sql: duck.sql,
      table,
      target: 'Effect Amount of damage',
      recipe,
      parts,
    });
    const { data } = await applyRecipe({ sql: duck.sql, table, fitted });
    return { fitted, data: Buffer.from(Uint8Array.from(new Uint8Array(data.buffer))) };
  };
  const [first, second] = [await once(), await once()];
  expect(second.fitted).toEqual(first.fitted);
  expect(second.data.equals(first.data)).toBe(true);
});

test('training features have mean zero and deviation one in a real file', async () => {
  const table = await sampleTable(duck.sql, 'breast_cancer_wdbc.csv');
  const parts = Uint8Array.from({ length: table.rowCount }, (_, i) => (i % 5 < 3 ? 0 : 2));
  const fitted = await fitRecipe({
    sql: duck.sql,
    table,
    target: 'target',
    recipe: recipeSpec.parse({}),
    parts,
  });
  const { data, columnCount } = await applyRecipe({ sql: duck.sql, table, fitted });
  expect(columnCount).toBe(30);
  for (let f = 0; f < columnCount; f++) {
    const cells = [...parts.keys()].filter((i) => parts[i] === 0).map((i) => data[i * columnCount + f] ?? 0);
    const mean = cells.reduce((sum, value) => sum + value, 0) / cells.length;
    const variance = cells.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cells.length;
    // Features are single precision: 2^-24 relative, summed over 342 rows.
    expect(Math.abs(mean)).toBeLessThan(1e-6);
    expect(Math.abs(variance - 1)).toBeLessThan(1e-5);
  }
});
