import { expect, test } from 'vitest';
import { mostListedRows } from '../../core/contract/recipe-step.ts';
import { leaveOutCopies, leaveOutRows } from '../../core/profile/leave-out-rows.ts';

test('rows are listed once each, in order', () => {
  expect(leaveOutRows([9, 2, 9])).toEqual([
    { kind: 'drop-rows', label: 'Leave out 2 rows', where: { kind: 'rows', rows: [2, 9] } },
  ]);
});

test('no row, and more rows than a recipe can list, give no fix', () => {
  const first = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  expect(leaveOutRows([])).toEqual([]);
  expect(leaveOutRows(first(mostListedRows))).toHaveLength(1);
  expect(leaveOutRows(first(mostListedRows + 1))).toEqual([]);
});

test('of copies the first stays', () => {
  const pairs = [[3, 1] as const, [1, 5] as const, [5, 3] as const, [8, 7] as const];
  expect(leaveOutCopies(pairs.map((rows) => ({ rows })))).toMatchObject([{ where: { rows: [3, 5, 8] } }]);
});
