import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentSpec, type RecipeSpec } from '../../core/contract/experiment.ts';
import { createRng } from '../../core/shared/rng.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import { crossings } from '../../core/split/checks/crossings.ts';
import { splitChecks } from '../../core/split/checks/split-registry.ts';
import { readLabels } from '../../core/split/labels.ts';
import { PART, planSplit } from '../../core/split/plan.ts';
import type { Duck } from '../../core/store/duck.ts';
import { byId, type Checked, checkTable, inOrder, inTurn, type Noise, noiseTable } from './check-table.ts';
import { makeTable, openTestDuck, sampleTable } from './make-table.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const { split } = experimentSpec.pick({ split: true }).parse({});
const check = (checked: Checked) => checkTable(duck.sql, checked);
const noise = (...made: Noise) => noiseTable(duck.sql, ...made);

describe('split checks', () => {
  test('a random split of clean data has nothing against it, whatever the seed', async () => {
    const levels = ['red', 'green', 'blue'];
    const table = await noise(1500, { colour: 'text', gap: 'number' }, (_, rng) => [
      levels[rng.integer(3)] ?? '',
      rng.next() < 0.2 ? null : rng.normal(),
    ]);
    const labels = await readLabels({ sql: duck.sql, table, target: { column: 'y' } });
    for (const seed of [1, 2, 3, 4, 5]) {
      const { parts } = planSplit({ labels, spec: split, seed });
      expect(await check({ table, parts })).toEqual([]);
    }
  });

  test('copies in other parts are counted per part, with their rows and a fix', async () => {
    const rng = createRng(3);
    const rows: SqlValue[][] = Array.from({ length: 500 }, (_, row) => [
      rng.normal(),
      row % 2 === 0 ? 'a' : 'b',
    ]);
    rows[5 * 60 + 4] = [...(rows[0] ?? [])];
    rows[5 * 70 + 3] = [...(rows[1] ?? [])];
    rows[6] = [...(rows[5] ?? [])];
    const table = await makeTable(duck.sql, { x: 'number', y: 'text' }, rows);
    const [issue, ...rest] = byId(await check({ table, parts: inTurn(500) }), 'split.row-overlap');
    expect(rest).toEqual([]);
    expect(issue).toMatchObject({ count: 2, severity: 'warning', rows: [1, 2, 305, 354], threshold: 0 });
    expect(issue?.title).toBe('1 test row is a copy of rows in other parts');
    expect(issue?.fixes).toEqual([{ kind: 'drop-duplicate-rows', label: 'Keep the first of equal rows' }]);
  });

  test('near copies in other parts are counted, though an identifier tells them apart', async () => {
    const rng = createRng(11);
    const rows: SqlValue[][] = Array.from({ length: 400 }, (_, row) => [
      `case-${row}`,
      ...Array.from({ length: 5 }, () => Math.round(1000 * rng.normal())),
      row % 2 === 0 ? 'a' : 'b',
    ]);
    rows[5 * 40 + 4] = ['case-again', ...(rows[0] ?? []).slice(1)];
    const columns = {
      name: 'text',
      x1: 'integer',
      x2: 'integer',
      x3: 'integer',
      x4: 'integer',
      x5: 'integer',
      y: 'text',
    } as const;
    const table = await makeTable(duck.sql, columns, rows);
    const issues = await check({ table, parts: inTurn(400) });
    expect(byId(issues, 'split.near-overlap')).toMatchObject([
      { count: 1, rows: [1, 205], fixes: [{ kind: 'drop-rows', where: { kind: 'rows', rows: [205] } }] },
    ]);
    expect(byId(issues, 'split.row-overlap')).toEqual([]);
    const together = Uint8Array.from(inTurn(400), (part, row) => (row === 204 ? PART.train : part));
    expect(byId(await check({ table, parts: together }), 'split.near-overlap')).toEqual([]);
  });

  test('patients on both sides are found, though the column is dropped', async () => {
    const table = await noise(600, { patient_id: 'integer' }, (row) => [7000 + 13 * Math.floor(row / 2)]);
    const [issue] = byId(
      await check({ table, parts: inTurn(600), recipe: { drop: ['patient_id'] } }),
      'split.group-overlap',
    );
    const counted = crossings(
      Array.from({ length: 600 }, (_, row) => [row, Math.floor(row / 2)] as const),
      inTurn(600),
    );
    expect(issue).toMatchObject({
      severity: 'error',
      statistic: counted.groups,
      threshold: 0,
      columns: ['patient_id'],
    });
    expect(issue?.count).toBe(counted.test + counted.validation);
    expect(issue?.title).toBe(`${counted.groups} patients are on both sides of this split`);
  });

  test('whole groups in one part are no overlap', async () => {
    const table = await noise(600, { patient_id: 'integer' }, (row) => [7000 + 13 * Math.floor(row / 10)]);
    expect(byId(await check({ table, parts: inOrder(600) }), 'split.group-overlap')).toEqual([]);
  });

  test('the sample in which patients repeat is told, and keeping one row of each mends it', async () => {
    const table = await sampleTable(duck.sql, 'breast_cancer_wisconsin_original.csv');
    const [issue] = byId(await check({ table, target: 'Class' }), 'split.group-overlap');
    expect(issue?.title).toMatch(/^\d+ values of Id are on both sides of this split$/);
    expect(issue?.fixes).toMatchObject([
      { kind: 'role', column: 'Id', role: 'group' },
      { kind: 'drop-rows', where: { kind: 'duplicates', columns: ['Id'] } },
    ]);
  });

  test('an identifier that stands twice by mistake is told as an index', async () => {
    const table = await noise(500, { record_id: 'integer' }, (row) => [row === 499 ? 100 : 100 + row]);
    const issues = await check({ table, parts: inTurn(500) });
    expect(byId(issues, 'split.index-overlap')).toMatchObject([
      { count: 1, rows: [1, 500], columns: ['record_id'], threshold: 0 },
    ]);
    expect(byId(issues, 'split.group-overlap')).toEqual([]);
  });

  test('levels and target values that training rows lack are counted', async () => {
    const table = await noise(500, { colour: 'text', kind: 'text' }, (row) => [
      row === 4 || row === 8 ? 'mauve' : row % 2 === 0 ? 'red' : 'blue',
      row === 9 ? 'rare' : row % 3 === 0 ? 'none' : 'some',
    ]);
    const parts = inTurn(500);
    const issues = await check({ table, parts, target: 'kind', positive: { not: 'none' } });
    expect(byId(issues, 'split.new-category')).toMatchObject([
      { severity: 'note', count: 2, rows: [5, 9], columns: ['colour'], threshold: 0 },
    ]);
    expect(byId(issues, 'split.new-label')).toMatchObject([
      { severity: 'warning', count: 1, rows: [10], threshold: 0 },
    ]);
    expect(byId(await check({ table, parts, target: 'kind' }), 'split.new-label')).toMatchObject([
      { severity: 'error' },
    ]);
  });

  test('parts that are too small are told by rows and by class', async () => {
    const table = await noise(120);
    const issues = byId(await check({ table }), 'split.size');
    expect(issues.map(({ statistic, threshold }) => [statistic, threshold])).toEqual([
      [24, 100],
      [12, 20],
    ]);
    expect(issues.map(({ rows }) => rows.length)).toEqual([20, 12]);
  });

  test('a feature that drifts along the rows is a shift when rows are parted in order, and none at random', async () => {
    const table = await noise(1000, { drifting: 'number', colour: 'text' }, (row, rng) => [
      rng.normal() + row / 400,
      rng.next() < row / 1000 ? 'late' : 'early',
    ]);
    const issues = byId(await check({ table, parts: inOrder(1000) }), 'split.shift');
    expect(new Set(issues.flatMap(({ columns }) => columns))).toEqual(new Set(['drifting', 'colour']));
    expect(issues[0]?.title).toMatch(/can be told from training rows/);
    const parts = inOrder(1000);
    for (const { rows, title } of issues) {
      const part = title.includes('validation') ? PART.validation : PART.test;
      expect(rows).toHaveLength(20);
      expect(rows.every((row) => parts[row - 1] === part)).toBe(true);
    }
    const values = await duck.sql.rows(`SELECT c4 AS colour, __row AS r FROM ${table.from}`);
    const late = new Set(values.filter(({ colour }) => colour === 'late').map(({ r }) => Number(r)));
    const colours = issues.filter(({ columns }) => columns[0] === 'colour');
    expect(colours.flatMap(({ rows }) => rows).every((row) => late.has(row))).toBe(true);
    expect(byId(await check({ table, parts: inTurn(1000) }), 'split.shift')).toEqual([]);
  });

  test('a column with a role is no feature: its shift, gaps and levels are of no account', async () => {
    const table = await noise(1000, { drifting: 'number', patient: 'text' }, (row, rng) => [
      row > 600 && rng.next() < 0.4 ? null : rng.normal() + row / 100,
      `patient ${Math.floor(row / 20)}`,
    ]);
    const ids = async (roles: RecipeSpec['roles']) =>
      (await check({ table, parts: inOrder(1000), recipe: { roles } })).map(({ detector }) => detector);
    const told = ['split.shift', 'split.missing-shift', 'split.new-category'];
    expect(await ids({})).toEqual(expect.arrayContaining(told));
    for (const role of ['group', 'id', 'ignore', 'protected'] as const) {
      expect(await ids({ drifting: role, patient: role })).toEqual([]);
    }
    expect(await ids({ drifting: 'time', patient: 'time' })).not.toEqual(expect.arrayContaining(told));
  });

  test('a column that stops being filled is a shift of its gaps', async () => {
    const table = await noise(800, { gap: 'number' }, (row, rng) => [
      rng.next() < (row < 480 ? 0.05 : 0.4) ? null : rng.normal(),
    ]);
    const issues = byId(await check({ table, parts: inOrder(800) }), 'split.missing-shift');
    expect(issues.map(({ columns, title }) => [columns, title.split(' often ')[1]])).toEqual([
      [['gap'], 'in test than in train'],
      [['gap'], 'in validation than in train'],
    ]);
    expect(byId(await check({ table, parts: inTurn(800) }), 'split.missing-shift')).toEqual([]);
  });

  test('the same parts give the same issues', async () => {
    const table = await sampleTable(duck.sql, 'spambase.csv');
    const once = await check({ table, target: 'type' });
    expect(once.map(({ detector }) => detector)).toContain('split.row-overlap');
    expect(await check({ table, target: 'type' })).toEqual(once);
  });

  test('every check has an id of its own', () => {
    const ids = splitChecks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith('split.'))).toBe(true);
  });
});

describe('crossings', () => {
  test('are none exactly when every group is in one part', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0, 1, 2, 255)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (drawn) => {
        const parts = Uint8Array.from(drawn, ([, part]) => part);
        const found = crossings(
          drawn.map(([group], row) => [row, group] as const),
          parts,
        );
        const of = (group: number) =>
          new Set(drawn.filter(([g, part]) => g === group && part < 3).map(([, part]) => part));
        const crossing = [0, 1, 2, 3, 4, 5].filter((group) => of(group).size > 1);
        expect(found.groups).toBe(crossing.length);
        expect(found.rows.every((row) => crossing.includes(drawn[row - 1]?.[0] ?? -1))).toBe(true);
        expect(found.rows.length > 0).toBe(crossing.length > 0);
        const seen = drawn.filter(([group, part]) => part === 2 && (of(group).has(0) || of(group).has(1)));
        expect(found.test).toBe(seen.length);
      }),
    );
  });
});
