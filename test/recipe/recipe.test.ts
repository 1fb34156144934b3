import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { recipeSpec } from '../../core/contract/experiment.ts';
import { applyRecipe } from '../../core/recipe/apply.ts';
import { fitRecipe } from '../../core/recipe/fit.ts';
import { fittedRecipe } from '../../core/recipe/fitted.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck } from '../split/make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

/** Fits on the rows where `parts` is 0 and returns the features of all rows by name. */
async function run(options: {
  columns: Record<string, ColumnType>;
  rows: readonly (readonly SqlValue[])[];
  recipe?: object;
  parts?: readonly number[];
}) {
  const { columns, rows, recipe = {}, parts = rows.map(() => 0) } = options;
  const table = await makeTable(duck.sql, columns, rows);
  const fitted = await fitRecipe({
    sql: duck.sql,
    table,
    target: 'y',
    recipe: recipeSpec.parse(recipe),
    parts: Uint8Array.from(parts),
  });
  const reread = fittedRecipe.parse(JSON.parse(JSON.stringify(fitted)));
  const matrix = await applyRecipe({ sql: duck.sql, table, fitted: reread });
  const features = Object.fromEntries(
    matrix.featureNames.map((name, f) => [
      name,
      rows.map((_, row) => matrix.data[row * matrix.columnCount + f] ?? Number.NaN),
    ]),
  );
  return { fitted, matrix, features };
}

test('a number is filled with the training median, standardised and marked where it was missing', async () => {
  const { features, fitted } = await run({
    columns: { x: 'number', y: 'text' },
    rows: [
      [1, 'a'],
      [2, 'a'],
      [null, 'b'],
      [9, 'b'],
      [1000, 'b'],
      [null, 'a'],
    ],
    parts: [0, 0, 0, 0, 2, 1],
  });
  // By hand: training cells after imputation 1, 2, 2, 9: mean 3.5, population variance 10.25.
  const deviation = Math.sqrt(10.25);
  const expected = [1, 2, 2, 9, 1000, 2].map((x) => Math.fround((x - 3.5) / deviation));
  expect(features.x).toEqual(expected);
  expect(features['x is missing']).toEqual([0, 0, 1, 0, 0, 1]);
  expect(fitted.columns[0]).toMatchObject({ impute: 2, center: 3.5, scale: deviation });
});

test('imputation by mean and no scaling leave the numbers as they are', async () => {
  const { features } = await run({
    columns: { x: 'integer', y: 'text' },
    rows: [
      [1, 'a'],
      [null, 'a'],
      [5, 'b'],
    ],
    recipe: { impute: { number: 'mean' }, scale: 'none' },
  });
  expect(features.x).toEqual([1, 3, 5]);
});

test('a column that is constant in the training rows becomes zero everywhere', async () => {
  const { features } = await run({
    columns: { x: 'number', y: 'text' },
    rows: [
      [0.1, 'a'],
      [0.1, 'a'],
      [0.1, 'b'],
      [7, 'b'],
    ],
    parts: [0, 0, 0, 2],
  });
  expect(features.x).toEqual([0, 0, 0, 0]);
});

test('infinities and NaN count as missing and no feature is infinite', async () => {
  const { features, fitted, matrix } = await run({
    columns: { x: 'number', y: 'text' },
    rows: [
      [1, 'a'],
      [Number.POSITIVE_INFINITY, 'a'],
      [3, 'b'],
      [Number.NEGATIVE_INFINITY, 'b'],
      [Number.NaN, 'a'],
    ],
    parts: [0, 0, 0, 1, 2],
  });
  expect(fitted.columns[0]).toMatchObject({ infinite: 1, impute: 2 });
  expect(features['x is missing']).toEqual([0, 1, 0, 1, 1]);
  expect(matrix.data.every(Number.isFinite)).toBe(true);
});

test('numbers near the ends of double precision give finite features', async () => {
  for (const scale of ['standard', 'none'] as const) {
    const { matrix } = await run({
      columns: { x: 'number', y: 'text' },
      rows: [
        [1.7e308, 'a'],
        [-1.7e308, 'a'],
        [1e300, 'b'],
        [1.7e308, 'b'],
      ],
      parts: [0, 0, 0, 2],
      recipe: { scale },
    });
    expect(matrix.data.every(Number.isFinite)).toBe(true);
  }
});

test('the most frequent levels have an indicator, the rest share one, and unseen levels join them', async () => {
  const { features, fitted } = await run({
    columns: { c: 'text', y: 'text' },
    rows: [
      ['b', 'a'],
      ['a', 'a'],
      ['b', 'b'],
      ['a', 'b'],
      ['z', 'a'],
      ['new', 'a'],
      [null, 'b'],
    ],
    parts: [0, 0, 0, 0, 0, 2, 2],
    recipe: { maxLevels: 2 },
  });
  expect(fitted.featureNames).toEqual(['c = a', 'c = b', 'c = (other)']);
  expect(features['c = a']).toEqual([0, 1, 0, 1, 0, 0, 0]);
  expect(features['c = (other)']).toEqual([0, 0, 0, 0, 1, 1, 0]);
});

test('a missing category is a level of its own, or the most frequent level', async () => {
  const options = {
    columns: { c: 'text', y: 'text' } as const,
    rows: [
      ['u', 'a'],
      ['u', 'a'],
      ['v', 'b'],
      [null, 'b'],
    ],
  };
  expect((await run(options)).features['c = (missing)']).toEqual([0, 0, 0, 1]);
  const filled = await run({ ...options, recipe: { impute: { category: 'most-frequent' } } });
  expect(filled.features).toEqual({ 'c = u': [1, 1, 0, 1], 'c = v': [0, 0, 1, 0] });
});

test('a level may hold any text', async () => {
  const nasty = ['O\'Hare "x"; DROP TABLE t', 'tab\there', '', '名前', '?'];
  const { features } = await run({
    columns: { c: 'text', y: 'text' },
    rows: nasty.map((level) => [level, 'a']),
  });
  for (const [i, level] of nasty.entries()) {
    expect(features[`c = ${level}`]).toEqual(nasty.map((_, row) => (row === i ? 1 : 0)));
  }
});

test('values marked as missing are treated as missing in columns of every type', async () => {
  const { features } = await run({
    columns: { n: 'integer', c: 'text', b: 'boolean', d: 'date', t: 'timestamp', u: 'timestamp', y: 'text' },
    rows: [
      [0, '?', true, '1900-01-01', '1900-01-01 00:00:00', '1900-01-01 00:00:00', 'a'],
      [4, 'u', false, '2020-01-06', '1900-01-01 00:00:01', '2020-01-06 08:30:00', 'a'],
      [6, 'v', false, '2020-01-07', '2020-01-07 08:30:00', '2020-01-07 08:30:00', 'b'],
    ],
    recipe: {
      missing: {
        ...{ n: [0], c: ['?'], b: ['true'], d: ['1900-01-01'] },
        ...{ t: ['?', '1900-01-01T00:00:00'], u: ['1900-01-01'] },
      },
      scale: 'none',
    },
  });
  expect(features.n).toEqual([5, 4, 6]);
  expect(features['c = (missing)']).toEqual([1, 0, 0]);
  expect(features.b).toEqual([0, 0, 0]);
  expect(features['b is missing']).toEqual([1, 0, 0]);
  for (const time of ['d', 't', 'u']) expect(features[`${time} is missing`]).toEqual([1, 0, 0]);
});

test('booleans become 0 and 1 and a missing one the more frequent value', async () => {
  const { features } = await run({
    columns: { b: 'boolean', y: 'text' },
    rows: [
      [true, 'a'],
      [true, 'a'],
      [false, 'b'],
      [null, 'b'],
    ],
  });
  expect(features).toEqual({ b: [1, 1, 0, 1], 'b is missing': [0, 0, 0, 1] });
});

test('dates and times become days, month and weekday', async () => {
  const { features } = await run({
    columns: { d: 'date', t: 'timestamp', y: 'text' },
    rows: [
      ['1970-01-02', '1970-01-01 12:00:00', 'a'],
      ['1970-02-01', '1970-01-02 00:00:00', 'b'],
      ['1970-03-01', 'infinity', 'b'],
    ],
    parts: [0, 0, 2],
    recipe: { scale: 'none' },
  });
  expect(features.d).toEqual([1, 31, 59]);
  expect(features['d month = 1']).toEqual([1, 0, 0]);
  expect(features['d month = 2']).toEqual([0, 1, 0]);
  // 2 January 1970 was a Friday, 1 February and 1 March were Sundays.
  expect(features['d weekday = 5']).toEqual([1, 0, 0]);
  expect(features['d weekday = 7']).toEqual([0, 1, 1]);
  expect(features.t).toEqual([0.5, 1, 0.75]);
  expect(features['d month = 3']).toBeUndefined();
});

test('the features of a column stand together and know their column', async () => {
  const { matrix } = await run({
    columns: { n: 'number', c: 'text', y: 'text' },
    rows: [
      [1, 'u', 'a'],
      [null, 'v', 'b'],
    ],
  });
  expect(matrix.groups).toEqual([
    { column: 'n', kind: 'number', start: 0, end: 2 },
    { column: 'c', kind: 'category', start: 2, end: 4 },
  ]);
  expect(matrix.data.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('dropped columns and the target are no features, nor are columns without a value in the training rows', async () => {
  const { fitted } = await run({
    columns: { keep: 'number', gone: 'number', hollow: 'number', bare: 'text', y: 'text' },
    rows: [
      [1, 1, null, null, 'a'],
      [2, 2, 5, 'u', 'b'],
      [3, 3, null, null, 'b'],
    ],
    parts: [0, 2, 0],
    recipe: { drop: ['gone'] },
  });
  expect(fitted.featureNames).toEqual(['keep']);
  expect(fitted.empty).toEqual(['hollow', 'bare']);
});

test('unknown columns in drop or missing are refused with the nearest name', async () => {
  const columns = { age: 'number', y: 'text' } as const;
  const rows = [
    [1, 'a'],
    [2, 'b'],
  ];
  for (const recipe of [{ drop: ['agee'] }, { missing: { agee: [0] } }]) {
    await expect(run({ columns, rows, recipe })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      message: expect.stringContaining('did you mean "age"?'),
    });
  }
});

test('a recipe without any feature is refused', async () => {
  const columns = { age: 'number', y: 'text' } as const;
  await expect(run({ columns, rows: [[1, 'a']], recipe: { drop: ['age'] } })).rejects.toMatchObject({
    code: 'FEATURES_NONE',
  });
  await expect(run({ columns, rows: [[null, 'a']] })).rejects.toMatchObject({ code: 'FEATURES_NONE' });
});

test('an aborted fit ends with CANCELLED', async () => {
  const table = await makeTable(duck.sql, { x: 'number', y: 'text' }, [[1, 'a']]);
  const options = {
    sql: duck.sql,
    table,
    target: 'y',
    recipe: recipeSpec.parse({}),
    parts: Uint8Array.of(0),
  };
  await expect(fitRecipe({ ...options, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
