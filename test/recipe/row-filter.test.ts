import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeSpec } from '../../core/contract/experiment.ts';
import { mostListedRows } from '../../core/contract/recipe-step.ts';
import { filteredRows } from '../../core/recipe/row-filter.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck } from '../split/make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const columns = { n: 'number', t: 'text', d: 'date', b: 'boolean' } as const;
const rows: readonly (readonly SqlValue[])[] = [
  [1, 'a', '2024-01-01', true],
  [null, 'b', '2024-06-01', false],
  [Number.NaN, "o'k", null, true],
  [-9, 'a', '2024-01-01', null],
  [1, 'a', '2024-01-01', true],
];

/** Row numbers that the conditions leave out. */
async function left(dropRows: readonly object[], missing: Record<string, (string | number)[]> = {}) {
  const table = await makeTable(duck.sql, columns, rows);
  const flags = await filteredRows({ sql: duck.sql, table, recipe: recipeSpec.parse({ dropRows, missing }) });
  return [...flags].flatMap((flag, row) => (flag === 1 ? [row + 1] : []));
}

test('rows are left out where a column is missing, NaN and marked values included', async () => {
  expect(await left([{ kind: 'missing', column: 'n' }])).toEqual([2, 3]);
  expect(await left([{ kind: 'missing', column: 'n' }], { n: [-9] })).toEqual([2, 3, 4]);
});

test('rows are left out by value, by comparison and as repetitions', async () => {
  expect(await left([{ kind: 'equals', column: 't', values: ["o'k", 'b'] }])).toEqual([2, 3]);
  expect(await left([{ kind: 'equals', column: 'b', values: [false] }])).toEqual([2]);
  expect(await left([{ kind: 'compare', column: 'n', operator: '<', value: 0 }])).toEqual([4]);
  expect(await left([{ kind: 'compare', column: 'n', operator: '>', value: 0 }])).toEqual([1, 5]);
  expect(await left([{ kind: 'compare', column: 'd', operator: '>=', value: '2024-06-01' }])).toEqual([2]);
  expect(await left([{ kind: 'duplicates', columns: [], keep: 'first' }])).toEqual([5]);
  expect(await left([{ kind: 'duplicates', columns: ['t'], keep: 'none' }])).toEqual([1, 4, 5]);
});

test('rows are left out by the share of their cells that is missing, marked values and NaN included', async () => {
  expect(await left([{ kind: 'missing-share', above: 0.25 }])).toEqual([3]);
  expect(await left([{ kind: 'missing-share', above: 0.2 }])).toEqual([2, 3, 4]);
  expect(await left([{ kind: 'missing-share', above: 0.25 }], { n: [-9] })).toEqual([3, 4]);
  expect(await left([{ kind: 'missing-share', above: 0.5 }])).toEqual([]);
});

test('rows are left out by their numbers, alone and together with a condition', async () => {
  expect(await left([{ kind: 'rows', rows: [4, 1] }])).toEqual([1, 4]);
  const isA = { kind: 'equals', column: 't', values: ['a'] };
  expect(await left([{ kind: 'all', of: [{ kind: 'rows', rows: [1, 2] }, isA] }])).toEqual([1]);
  await expect(left([{ kind: 'rows', rows: [2, 6] }])).rejects.toThrow(
    'A condition leaves out row 6, but the data has 5 rows',
  );
});

test('a list of rows is bounded in length', () => {
  const listed = (count: number) =>
    recipeSpec.safeParse({
      dropRows: [{ kind: 'rows', rows: Array.from({ length: count }, (_, i) => i + 1) }],
    });
  expect(listed(mostListedRows).success).toBe(true);
  expect(listed(mostListedRows + 1).success).toBe(false);
  expect(listed(0).success).toBe(false);
});

test('a list as long as it may be leaves out exactly its rows', async () => {
  const size = 2 * mostListedRows;
  const table = await makeTable(
    duck.sql,
    { n: 'integer' },
    Array.from({ length: size }, (_, i) => [i]),
  );
  const rows = Array.from({ length: mostListedRows }, (_, i) => 2 * i + 1);
  const recipe = recipeSpec.parse({ dropRows: [{ kind: 'rows', rows }] });
  const flags = await filteredRows({ sql: duck.sql, table, recipe });
  expect(flags.every((flag, row) => flag === (row % 2 === 0 ? 1 : 0))).toBe(true);
});

test('conditions of the list are joined by or, those within "all" by and', async () => {
  const isA = { kind: 'equals', column: 't', values: ['a'] };
  const isNegative = { kind: 'compare', column: 'n', operator: '<', value: 0 };
  expect(await left([{ kind: 'all', of: [isA, isNegative] }])).toEqual([4]);
  expect(await left([isNegative, { kind: 'missing', column: 'd' }])).toEqual([3, 4]);
  expect(await left([])).toEqual([]);
});

test('a value that cannot be compared with the column is refused by name', async () => {
  await expect(left([{ kind: 'equals', column: 'n', values: ['x'] }])).rejects.toThrow(
    'A condition compares column "n", of the type number, with "x"; give a number.',
  );
  await expect(left([{ kind: 'missing', column: 'z' }])).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
});

test('whatever text a condition names, it is a value and leaves exactly its rows out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      fc.pre(text.isWellFormed());
      const table = await makeTable(duck.sql, { t: 'text' }, [[text], [`${text}!`]]);
      const recipe = recipeSpec.parse({ dropRows: [{ kind: 'equals', column: 't', values: [text] }] });
      expect([...(await filteredRows({ sql: duck.sql, table, recipe }))]).toEqual([1, 0]);
    }),
    { numRuns: 40 },
  );
});
