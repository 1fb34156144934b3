import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import type { TargetSpec } from '../../core/contract/profile.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import { readLabels } from '../../core/split/labels.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck, sampleTable } from './make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

async function labelsOf(
  cells: readonly SqlValue[],
  options: { type?: ColumnType; positive?: TargetSpec['positive']; missing?: (string | number)[] } = {},
) {
  const { type = 'text', positive, missing } = options;
  const table = await makeTable(
    duck.sql,
    { outcome: type },
    cells.map((cell) => [cell]),
  );
  return readLabels({ sql: duck.sql, table, target: { column: 'outcome', positive }, missing });
}

test('the rarer of two classes is positive and has code 1', async () => {
  const labels = await labelsOf(['a', 'b', 'a', null, 'a']);
  expect(labels.classNames).toEqual(['a', 'b']);
  expect(labels.positiveIndex).toBe(1);
  expect([...labels.codes]).toEqual([0, 1, 0, -1, 0]);
  expect(labels.counts).toEqual([3, 1]);
  expect(labels.missing).toBe(1);
});

test('of two equally frequent classes the last by code unit is positive', async () => {
  expect((await labelsOf(['é', 'z', 'z', 'é'])).classNames).toEqual(['z', 'é']);
});

test('a named positive class comes second', async () => {
  expect((await labelsOf(['a', 'b', 'a'], { positive: 'a' })).classNames).toEqual(['b', 'a']);
});

test('more than two classes are sorted by code unit and none is positive', async () => {
  const labels = await labelsOf(['b', 'B', 'a', 'b']);
  expect(labels.classNames).toEqual(['B', 'a', 'b']);
  expect(labels.positiveIndex).toBeNull();
  expect([...labels.codes]).toEqual([2, 0, 1, 2]);
});

test('everything but one class can be positive', async () => {
  const labels = await labelsOf(['None', 'Minor', 'Major', 'None'], { positive: { not: 'None' } });
  expect(labels.classNames).toEqual(['None', 'not None']);
  expect([...labels.codes]).toEqual([0, 1, 1, 0]);
  expect(labels.counts).toEqual([2, 2]);
});

test('one of several classes can stand against the rest', async () => {
  const labels = await labelsOf(['x', 'y', 'z'], { positive: 'y' });
  expect(labels.classNames).toEqual(['not y', 'y']);
  expect([...labels.codes]).toEqual([0, 1, 0]);
});

test('numbers and booleans are named as they are printed', async () => {
  expect((await labelsOf([1, 0, 1, 1], { type: 'integer' })).classNames).toEqual(['1', '0']);
  expect((await labelsOf([1, 0.5, 0.5], { type: 'number' })).classNames).toEqual(['0.5', '1']);
  expect((await labelsOf([true, false, false], { type: 'boolean' })).classNames).toEqual(['false', 'true']);
});

test('NaN and values marked as missing are missing labels', async () => {
  const numbers = await labelsOf([1, 2, Number.NaN, 9, 1], { type: 'number', missing: ['9.0'] });
  expect([...numbers.codes]).toEqual([0, 1, -1, -1, 0]);
  expect((await labelsOf(['a', '?', 'b'], { missing: ['?'] })).missing).toBe(1);
});

test('a target that is no column is refused with the nearest name', async () => {
  const table = await makeTable(duck.sql, { Species: 'text', Island: 'text' }, [['a', 'b']]);
  await expect(readLabels({ sql: duck.sql, table, target: { column: 'species' } })).rejects.toMatchObject({
    code: 'TARGET_MISSING',
    message: expect.stringContaining('did you mean "Species"?'),
  });
  await expect(readLabels({ sql: duck.sql, table, target: { column: 'weight' } })).rejects.toMatchObject({
    message: expect.stringContaining('"Species", "Island"'),
  });
});

test('a target with one class or none is refused', async () => {
  await expect(labelsOf(['a', 'a', null])).rejects.toMatchObject({ code: 'TARGET_ONE_CLASS' });
  await expect(labelsOf([null, null])).rejects.toMatchObject({ code: 'TARGET_ONE_CLASS' });
});

test('a number with more than fifty values is refused, with fifty it is taken', async () => {
  const numbers = Array.from({ length: 51 }, (_, i) => i);
  await expect(labelsOf(numbers, { type: 'integer' })).rejects.toMatchObject({
    code: 'TARGET_TOO_MANY_CLASSES',
  });
  expect((await labelsOf(numbers.slice(1), { type: 'integer' })).classNames).toHaveLength(50);
});

test('a positive class that does not occur is refused with the classes that do', async () => {
  for (const positive of ['yes', { not: 'yes' }] as const) {
    await expect(labelsOf(['Yes', 'No'], { positive })).rejects.toMatchObject({
      code: 'TARGET_POSITIVE_UNKNOWN',
      message: expect.stringContaining('"No", "Yes"'),
    });
  }
});

test('the labels of a real file are those of its rows, across chunks', async () => {
  const table = await sampleTable(duck.sql, 'birdstrikes.csv');
  const column = 'Effect Amount of damage';
  const labels = await readLabels({ sql: duck.sql, table, target: { column, positive: { not: 'None' } } });
  const sql = table.columns.find(({ name }) => name === column)?.sql;
  const [truth] = await duck.sql.numbers(
    `SELECT CAST(${sql} <> 'None' AS DOUBLE) FROM ${table.from} ORDER BY __row`,
  );
  expect([...labels.codes]).toEqual([...(truth ?? [])]);
  expect(labels.counts).toEqual([8939, 1061]);
});
