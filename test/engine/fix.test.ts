import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyFix, applyFixToSpec } from '../../core/contract/apply-fix.ts';
import { experimentSpec, recipeSpec, splitSpec } from '../../core/contract/experiment.ts';
import type { Fix } from '../../core/contract/fix.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { RowCondition } from '../../core/contract/recipe-step.ts';
import type { Engine } from '../../core/engine/index.ts';
import { endOf, loadCsv, openEngine } from './open-engine.ts';

const rowCount = 600;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'assay-fix-'));
let engine: Engine;
let version: DatasetVersionId;

/** The class follows `amount`, whose cells every eighth row spells with a unit; `city` and `note` say nothing. */
function table(): string {
  const lines = Array.from({ length: rowCount }, (_, i) => {
    const value = (i * 7919) % 1000;
    const amount = i % 8 === 0 ? `${value} kr` : `${value}`;
    const city = ['Oslo', 'oslo', 'Bergen', ' Bergen'][i % 4] ?? '';
    const heavy = i === 5 ? 1e6 : value;
    return `${amount},${city},n${i % 40},${heavy},${value > 700 ? 'yes' : 'no'}`;
  });
  return `amount,city,note,heavy,y\n${lines.join('\n')}\nx,Oslo,n1,3,maybe\n`;
}

beforeAll(async () => {
  engine = openEngine(folder);
  version = await loadCsv(engine, folder, table());
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const target = { column: 'y', positive: 'yes' };
const preview = (fix: Fix, recipe: object = {}) =>
  engine.client.fix.preview({ version, target, recipe: recipeSpec.parse(recipe), fix });
const label = '';

describe('a preview counts exactly', () => {
  test('the cells that a cast changes and those that it loses', async () => {
    const found = await preview({ kind: 'cast', label, column: 'amount', to: 'number' });
    expect(found).toMatchObject({ rowsTouched: 76, cellsTouched: 76, rowsRemoved: 0, columnsRemoved: [] });
    expect(found.examples).toHaveLength(50);
    expect(found.examples[0]).toEqual({ row: 1, column: 'amount', before: '0 kr', after: null });
    expect(found.warnings[0]).toMatch(/^76 cells cannot be kept and become missing: "/);
  });

  test('the cells of a step that is made after another', async () => {
    const merged = await preview({ kind: 'merge-spellings', label, column: 'city', map: { oslo: 'Oslo' } });
    expect(merged).toMatchObject({ cellsTouched: 150, warnings: [] });
    const trimmed = await preview({ kind: 'trim', label, column: 'city' });
    expect(trimmed).toMatchObject({ cellsTouched: 150 });
    expect(trimmed.examples[0]).toEqual({ row: 4, column: 'city', before: ' Bergen', after: 'Bergen' });
  });

  test('what clipping does, with bounds from the training rows alone', async () => {
    const found = await preview({ kind: 'clip', label, column: 'heavy', low: 0, high: 0.9 });
    expect(found.cellsTouched).toBeGreaterThan(30);
    const cut = found.examples.filter(({ before, after }) => Number(before) > Number(after));
    expect(cut.length).toBeGreaterThan(30);
    expect(new Set(cut.map(({ after }) => after)).size).toBe(1);
    expect(cut.find(({ row }) => row === 6)).toMatchObject({ before: 1e6 });
  });

  test('marks, masks, limits and indicators', async () => {
    const marked = await preview({ kind: 'mark-missing', label, column: 'heavy', values: [1e6] });
    expect(marked.examples[0]).toMatchObject({ before: 1e6, after: null });
    expect(marked.cellsTouched).toBe(1);
    const hashed = await preview({ kind: 'mask', label, column: 'note', mask: { method: 'hash' } });
    expect(hashed.cellsTouched).toBe(rowCount + 1);
    const limited = await preview({ kind: 'limit-levels', label, maxLevels: 10 }, { drop: ['amount'] });
    expect(limited.cellsTouched).toBeGreaterThan(0);
    expect(limited.examples[0]).toMatchObject({ column: 'note', after: '(other)' });
    const indicator = await preview({ kind: 'missing-indicator', label, column: 'heavy' });
    expect(indicator).toMatchObject({ columnsAdded: ['heavy is missing'], cellsTouched: 0 });
  });

  test('columns that stop being features', async () => {
    const dropped = await preview({ kind: 'drop-columns', label, columns: ['note'] });
    expect(dropped).toMatchObject({ columnsRemoved: ['note'], rowsTouched: 0, cellsTouched: 0 });
    const protectedColumn = await preview({ kind: 'role', label, column: 'city', role: 'protected' });
    expect(protectedColumn.columnsRemoved).toEqual(['city']);
    const group = await preview({ kind: 'role', label, column: 'city', role: 'group' });
    expect(group.columnsRemoved).toEqual(['city']);
    const masked = await preview({ kind: 'mask', label, column: 'city', mask: { method: 'drop' } });
    expect(masked.columnsRemoved).toEqual(['city']);
  });

  test('the new kind of split, and every row that it puts into another part', async () => {
    const fix: Fix = { kind: 'role', label, column: 'note', role: 'group' };
    const { split, rowsRemoved } = await preview(fix);
    const spec = { target, recipe: recipeSpec.parse({}), split: splitSpec.parse({}), seed: 1 };
    const sizes = async (each: typeof spec) => {
      const { train, validation, test } = await engine.client.split.preview({ version, ...each });
      return [train.rows, validation.rows, test.rows].reduce((sum, rows) => sum + rows, 0);
    };
    expect(split).toMatchObject({ from: 'stratified', to: 'group', rows: await sizes(spec) });
    expect(rowsRemoved).toBe((await sizes(spec)) - (await sizes(applyFixToSpec(spec, fix))));
    // Two draws that know nothing of each other put a row into the same of 60, 20 and 20 % in 44 % of cases.
    expect(split?.rowsMoved).toBeGreaterThan(200);
    expect(split?.rowsMoved).toBeLessThan(500);
    const taken = applyFixToSpec(spec, fix);
    const again = await engine.client.fix.preview({ version, ...taken, fix });
    expect(again.split).toEqual({ from: 'group', to: 'group', rows: split?.rows, rowsMoved: 0 });
    const other = await preview({ kind: 'role', label, column: 'note', role: 'protected' });
    expect(other.split).toBe(null);
  });

  test('why rows cannot be parted by a column', async () => {
    const { split, warnings } = await preview({ kind: 'role', label, column: 'city', role: 'time' });
    expect(split).toMatchObject({ from: 'stratified', to: 'time', rowsMoved: null });
    expect(warnings[0]).toContain('city');
  });

  test('rows that are left out, and when nothing could be split any more', async () => {
    const some = await preview({
      kind: 'drop-rows',
      label,
      where: { kind: 'equals', column: 'y', values: ['maybe'] },
    });
    expect(some).toMatchObject({ rowsRemoved: 1, removedRows: [rowCount + 1], warnings: [] });
    const all = await preview({
      kind: 'drop-rows',
      label,
      where: { kind: 'equals', column: 'y', values: ['yes'] },
    });
    expect(all.warnings[0]).toMatch(/^Class "yes" has 0 rows/);
  });

  test('that a recipe has the fix already', async () => {
    const fix: Fix = { kind: 'trim', label, column: 'city' };
    const found = await preview(fix, applyFix(recipeSpec.parse({}), fix));
    expect(found).toMatchObject({ cellsTouched: 0, rowsTouched: 0 });
    expect(found.warnings).toContain('The recipe has this fix already.');
  });

  test('a column or type that does not fit is refused in words', async () => {
    await expect(preview({ kind: 'trim', label, column: 'ciy' })).rejects.toThrow('did you mean "city"?');
    await expect(preview({ kind: 'log1p', label, column: 'city' })).rejects.toMatchObject({
      code: 'SPEC_INVALID',
    });
  });
});

describe('the impact of a fix', () => {
  const spec = (recipe: object = {}) =>
    experimentSpec.parse({ assay: 1, name: 'x', data: { version }, target, recipe });
  const measure = async (fix: Fix, recipe: object = {}) => {
    const { job } = await engine.client.fix.impact({ spec: spec(recipe), fix });
    return endOf(engine, job);
  };

  test('reading the column that decides as numbers raises average precision detectably, twice alike', async () => {
    const fix: Fix = { kind: 'cast', label: 'Read amount', column: 'amount', to: 'number' };
    const recipe = { drop: ['heavy', 'note'] };
    const { status, result, title } = await measure(fix, recipe);
    expect({ status, title }).toEqual({ status: 'done', title: 'Measure: Read amount' });
    if (result?.kind !== 'impact') throw new Error('no impact');
    const { impact } = result;
    expect(impact).toMatchObject({ part: 'validation', rows: 120, positiveClass: 'yes', isDetectable: true });
    expect(impact.with.averagePrecision).toBeGreaterThan(0.8);
    expect(impact.estimate).toBeCloseTo(
      (impact.with.averagePrecision ?? 0) - (impact.without.averagePrecision ?? 0),
      12,
    );
    expect(impact.interval?.low).toBeGreaterThan(0);
    expect((await measure(fix, recipe)).result).toEqual(result);
  });

  test('a fix that says nothing to the model has no detectable impact', async () => {
    const { result } = await measure(
      { kind: 'drop-columns', label, columns: ['note'] },
      { drop: ['amount'] },
    );
    if (result?.kind !== 'impact') throw new Error('no impact');
    expect(result.impact.with.features).toBeLessThan(result.impact.without.features);
    expect(result.impact.interval?.low).toBeLessThanOrEqual(result.impact.interval?.high ?? 0);
  });

  test('a fix that leaves rows out is compared on the rows that both have', async () => {
    const where: RowCondition = { kind: 'equals', column: 'city', values: ['oslo'] };
    const { result } = await measure({ kind: 'drop-rows', label, where }, { drop: ['amount'] });
    if (result?.kind !== 'impact') throw new Error('no impact');
    const { impact } = result;
    expect(impact.rows).toBeLessThan(120);
    expect(impact.rows).toBeGreaterThan(60);
    expect(impact.with.trainRows).toBeLessThan(impact.without.trainRows);
  });

  test('a fix that takes a class out of the rest can be compared, one that changes all classes cannot', async () => {
    const where: RowCondition = { kind: 'equals', column: 'y', values: ['maybe'] };
    const { result } = await measure({ kind: 'drop-rows', label, where });
    expect(result).toMatchObject({ kind: 'impact', impact: { positiveClass: 'yes' } });

    const byCity = experimentSpec.parse({ ...spec(), target: { column: 'city' } });
    const fix: Fix = { kind: 'merge-spellings', label, column: 'city', map: { oslo: 'Oslo' } };
    const { job } = await engine.client.fix.impact({ spec: byCity, fix });
    expect((await endOf(engine, job)).error).toMatchObject({ code: 'RUNS_NOT_COMPARABLE' });
  });

  test('it can be stopped', async () => {
    const { job } = await engine.client.fix.impact({
      spec: spec(),
      fix: { kind: 'trim', label, column: 'city' },
    });
    await engine.client.job.cancel({ job });
    expect((await endOf(engine, job)).status).toBe('cancelled');
  });
});
