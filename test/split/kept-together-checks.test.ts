import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Issue } from '../../core/contract/profile.ts';
import type { Duck } from '../../core/store/duck.ts';
import { byId, type Checked, checkTable, type Noise, noiseTable } from './check-table.ts';
import { openTestDuck } from './make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const check = (checked: Checked) => checkTable(duck.sql, checked);
const noise = (...made: Noise) => noiseTable(duck.sql, ...made);
const told = (issues: readonly Issue[]) =>
  issues.map(({ detector, severity, columns }) => [detector, severity, ...columns]);

test('patients that a stratified split parts are whole after a split by group', async () => {
  const table = await noise(900, { patient_id: 'integer' }, (row) => [7000 + 13 * ((row * 7) % 300)]);
  const [issue] = byId(await check({ table }), 'split.group-overlap');
  expect(issue).toMatchObject({ severity: 'error' });
  expect(issue?.fixes[0]).toEqual({
    kind: 'role',
    label: 'Split by patient_id',
    column: 'patient_id',
    role: 'group',
  });
  expect(told(await check({ table, kind: 'group', recipe: { roles: { patient_id: 'group' } } }))).toEqual([]);
});

const day = (row: number) => new Date(86_400_000 * (19_000 + row)).toISOString().slice(0, 10);

test('a series that a stratified split mixes is in order after a split by time, and its drift is a note', async () => {
  const table = await noise(1000, { day: 'date', level: 'number' }, (row, rng) => [
    day(row),
    rng.normal() + row / 300,
  ]);
  const [issue] = byId(await check({ table }), 'split.time-overlap');
  expect(issue).toMatchObject({
    severity: 'warning',
    fixes: [{ kind: 'role', column: 'day', role: 'time' }],
  });
  const ordered = await check({ table, kind: 'time', recipe: { roles: { day: 'time' } } });
  expect(byId(ordered, 'split.time-overlap')).toEqual([]);
  const drift = byId(ordered, 'split.shift');
  expect(drift.length).toBeGreaterThan(0);
  expect(new Set(drift.map(({ severity }) => severity))).toEqual(new Set(['note']));
  expect(drift[0]?.message).toContain('changes with time');
});

test('after a split by time other moments are not looked at, and groups that come again are no error', async () => {
  const table = await noise(900, { day: 'date', seen: 'date', patient_id: 'integer' }, (row, rng) => [
    day(row),
    day(row + rng.integer(40)),
    7000 + 13 * (row % 300),
  ]);
  const issues = await check({ table, kind: 'time', recipe: { roles: { day: 'time' } } });
  expect(byId(issues, 'split.time-overlap')).toEqual([]);
  expect(byId(issues, 'split.group-overlap')).toMatchObject([{ severity: 'warning' }]);
  const asked = { day: 'time', patient_id: 'group' } as const;
  const both = await check({ table, kind: 'time', recipe: { roles: asked } });
  expect(byId(both, 'split.group-overlap')).toMatchObject([{ severity: 'error' }]);
});
