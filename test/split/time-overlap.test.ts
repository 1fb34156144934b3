import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRng } from '../../core/shared/rng.ts';
import type { Table } from '../../core/shared/table.ts';
import type { Duck } from '../../core/store/duck.ts';
import { byId, type Checked, checkTable, inOrder, inTurn, type Noise, noiseTable } from './check-table.ts';
import { makeTable, openTestDuck } from './make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const check = (checked: Checked) => checkTable(duck.sql, checked);
const noise = (...made: Noise) => noiseTable(duck.sql, ...made);

test('a daily series that was parted at random is told, one that was parted by time is not', async () => {
  const table = await noise(500, { day: 'date' }, (row) => [
    new Date(86_400_000 * (19_000 + row)).toISOString().slice(0, 10),
  ]);
  const [issue] = byId(await check({ table, parts: inTurn(500) }), 'split.time-overlap');
  expect(issue).toMatchObject({ severity: 'warning', columns: ['day'], count: 99 });
  expect(byId(await check({ table, parts: inOrder(500) }), 'split.time-overlap')).toEqual([]);
});

const stamp = (seconds: number) => new Date(1000 * seconds).toISOString().slice(0, 19).replace('T', ' ');
const overlaps = async (table: Table, recipe = {}) =>
  byId(await check({ table, parts: inTurn(table.rowCount), recipe }), 'split.time-overlap');

test('stamps in no order are a note, a warning with the role of time, and nothing with another role', async () => {
  const table = await noise(800, { seen: 'timestamp' }, (_, rng) => [stamp(rng.integer(3e7))]);
  expect(await overlaps(table)).toMatchObject([{ severity: 'note', columns: ['seen'] }]);
  const said = await overlaps(table, { roles: { seen: 'time' } });
  expect(said).toMatchObject([{ severity: 'warning', columns: ['seen'] }]);
  expect(said[0]?.message).toContain('"seen" is the time of the rows');
  expect(await overlaps(table, { roles: { seen: 'ignore' } })).toEqual([]);
});

test('stamps at no even pace are a warning when rows stand in their order', async () => {
  let now = 0;
  const table = await noise(800, { seen: 'timestamp' }, (_, rng) => {
    now += 1 + rng.integer(10_000);
    return [stamp(now)];
  });
  const [issue] = await overlaps(table);
  expect(issue).toMatchObject({ severity: 'warning' });
  expect(issue?.message).toContain('the rows stand in the order of it');
});

test('stamps in no order are a warning when classes drift with them, or come in spells', async () => {
  const rng = createRng(5);
  const moments = Array.from({ length: 800 }, () => rng.integer(3e7));
  const made = (classOf: (moment: number) => string) =>
    makeTable(
      duck.sql,
      { x: 'number', seen: 'timestamp', y: 'text' },
      moments.map((moment) => [rng.normal(), stamp(moment), classOf(moment)]),
    );
  const drifting = await made((moment) => (rng.next() < 0.3 + moment / 6e7 ? 'a' : 'b'));
  expect((await overlaps(drifting))[0]?.message).toContain('the shares of the classes differ by');
  const inSpells = await made((moment) => (Math.floor(moment / 1e6) % 2 === 0 ? 'a' : 'b'));
  const [issue] = await overlaps(inSpells);
  expect(issue?.severity).toBe('warning');
  expect(issue?.message).toContain('less often than by lot');
});

test('dates that say nothing about the classes stay silent', async () => {
  const table = await noise(800, { day: 'date' }, (_, rng) => [
    new Date(86_400_000 * (19_000 + rng.integer(60))).toISOString().slice(0, 10),
  ]);
  expect(byId(await check({ table, parts: inTurn(800) }), 'split.time-overlap')).toEqual([]);
});
