import { afterAll, beforeAll, expect, test } from 'vitest';
import { duplicateRows } from '../../core/split/duplicates.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck, sampleTable } from './make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

test('the second and later of equal rows are marked, missing being equal to missing', async () => {
  const table = await makeTable(duck.sql, { a: 'number', b: 'text' }, [
    [1, 'x'],
    [null, 'x'],
    [1, 'x'],
    [null, 'x'],
    [1, null],
    [1, ''],
    [Number.NaN, 'x'],
    [1, 'x'],
    [Number.NaN, 'x'],
  ]);
  expect([...(await duplicateRows({ sql: duck.sql, table }))]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 1]);
});

test('rows that differ in one column are no duplicates', async () => {
  const table = await makeTable(duck.sql, { a: 'integer', b: 'integer' }, [
    [1, 1],
    [1, 2],
    [2, 1],
  ]);
  expect([...(await duplicateRows({ sql: duck.sql, table }))]).toEqual([0, 0, 0]);
});

test('spambase has its 391 duplicate rows marked', async () => {
  const table = await sampleTable(duck.sql, 'spambase.csv');
  const mask = await duplicateRows({ sql: duck.sql, table });
  expect(mask.reduce((sum, value) => sum + value, 0)).toBe(391);
});
