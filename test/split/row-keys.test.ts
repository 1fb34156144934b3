import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { recipeSpec } from '../../core/contract/experiment.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import { readRowKeys } from '../../core/split/row-keys.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck } from './make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

async function read(options: {
  kind: 'group' | 'time' | 'stratified';
  columns: Record<string, ColumnType>;
  rows: readonly (readonly SqlValue[])[];
  recipe: object;
}) {
  const { kind, columns, rows, recipe } = options;
  const table = await makeTable(duck.sql, columns, rows);
  return readRowKeys({ sql: duck.sql, table, split: { kind }, recipe: recipeSpec.parse(recipe) });
}

/** Rows with the same letter are together, "-" belongs to nothing. */
function letters(groups: Int32Array | undefined): string {
  const known = new Map<number, string>();
  return Array.from(groups ?? [], (group) => {
    if (group < 0) return '-';
    const letter = known.get(group) ?? String.fromCharCode(97 + known.size);
    known.set(group, letter);
    return letter;
  }).join('');
}

test('rows with equal cells are a group; missing and marked ones belong to none', async () => {
  const recipe = { roles: { g: 'group' }, missing: { g: ['?'] } };
  const rows = [['x'], ['y'], ['?'], ['x'], [null], ['y ']];
  expect(letters((await read({ kind: 'group', columns: { g: 'text' }, rows, recipe })).groups)).toBe(
    'ab-a-c',
  );
  const trimmed = { ...recipe, steps: [{ kind: 'trim', column: 'g' }] };
  const found = await read({ kind: 'group', columns: { g: 'text' }, rows, recipe: trimmed });
  expect(letters(found.groups)).toBe('ab-a-b');
});

test('with several columns, whatever is linked over any of them is one group', async () => {
  const rows = [
    [1, 'p'],
    [2, 'q'],
    [1, 'r'],
    [3, 'q'],
    [4, null],
    [null, 'r'],
    [null, null],
  ];
  const columns = { n: 'number', t: 'text' } as const;
  const recipe = { roles: { n: 'group', t: 'group' } };
  expect(letters((await read({ kind: 'group', columns, rows, recipe })).groups)).toBe('ababca-');
});

test('times are dates, stamps or numbers, or texts that the recipe casts', async () => {
  const days = async (type: ColumnType, cells: SqlValue[], steps: object[] = []) => {
    const recipe = { roles: { t: 'time' }, steps };
    const rows = cells.map((cell) => [cell]);
    return [...((await read({ kind: 'time', columns: { t: type }, rows, recipe })).times ?? [])];
  };
  expect(await days('date', ['1970-01-02', null, 'infinity'])).toEqual([86_400, Number.NaN, Number.NaN]);
  expect(await days('timestamp', ['1970-01-01 00:00:01.5'])).toEqual([1.5]);
  expect(await days('integer', [2019, 2021])).toEqual([2019, 2021]);
  expect(
    await days('text', ['02.01.1970'], [{ kind: 'cast', column: 't', to: 'date', order: 'dmy' }]),
  ).toEqual([86_400]);
  await expect(days('text', ['1970'])).rejects.toThrow(
    'cast it to a date or a time, or choose another column.',
  );
});

test('a column must have the role, and only one that of the time; other splits read nothing', async () => {
  const columns = { a: 'integer', b: 'integer' } as const;
  const rows = [[1, 2]];
  const asked = (kind: 'group' | 'time' | 'stratified', recipe: object) =>
    read({ kind, columns, rows, recipe });
  await expect(asked('group', {})).rejects.toThrow(
    'The split by group needs a column that says what rows belong to, such as a patient; give one the role "group"',
  );
  await expect(asked('time', { roles: { a: 'group' } })).rejects.toMatchObject({ code: 'SPEC_INVALID' });
  await expect(asked('time', { roles: { a: 'time', b: 'time' } })).rejects.toThrow(
    '"a" and "b" have the role',
  );
  expect(await asked('stratified', { roles: { a: 'group' } })).toEqual({});
});
