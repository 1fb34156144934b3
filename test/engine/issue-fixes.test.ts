import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyFix, removeFix } from '../../core/contract/apply-fix.ts';
import { recipeSpec } from '../../core/contract/experiment.ts';
import type { Fix } from '../../core/contract/fix.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { Issue } from '../../core/contract/profile.ts';
import type { Engine } from '../../core/engine/index.ts';
import { createRng } from '../../core/shared/rng.ts';
import { endOf, loadCsv, openEngine } from './open-engine.ts';

const rowCount = 1200;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'assay-issue-fixes-'));
const target = { column: 'y', positive: 'yes' };
let engine: Engine;
let version: DatasetVersionId;
let issues: readonly Issue[];

/** Two infinite cells, a cut-off load, grams among kilograms, garbled notes, and rows of which little is there. */
function table(): string {
  const rng = createRng(21);
  const lines = Array.from({ length: rowCount }, (_, row) => {
    const growth = row === 3 ? 'inf' : row === 8 ? '-inf' : (1 + 0.2 * rng.normal()).toFixed(4);
    const load = Math.min(66.5, 50 + 12 * rng.normal()).toFixed(3);
    const kilograms = 2.4 * Math.exp(0.25 * rng.normal());
    const weight = row % 20 === 0 ? (1000 * kilograms).toFixed(0) : kilograms.toFixed(3);
    const note = row % 300 === 7 ? 'CafÃ© corner' : `note ${row % 9}`;
    const heat = (20 + rng.normal()).toFixed(2);
    const y = rng.next() < 0.4 ? 'yes' : 'no';
    if (row % 400 === 11) return `,,,,${heat},${y}`;
    return [growth, load, weight, note, heat, y].join(',');
  });
  return `growth,load,weight,note,heat,y\n${lines.join('\n')}\n`;
}

beforeAll(async () => {
  engine = openEngine(folder);
  version = await loadCsv(engine, folder, table());
  const { job } = await engine.client.profile.start({ version, target });
  await endOf(engine, job);
  issues = (await engine.client.profile.get({ version, target }))?.issues ?? [];
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The fixes of the one issue of this kind. */
function fixesOf(detector: string): readonly Fix[] {
  const found = issues.filter((issue) => issue.detector === detector);
  expect(found).toHaveLength(1);
  return found[0]?.fixes ?? [];
}

const plain = recipeSpec.parse({});
const preview = (fix: Fix, recipe = plain) => engine.client.fix.preview({ version, target, recipe, fix });

async function previewFirst(detector: string, at = 0) {
  const fix = fixesOf(detector)[at];
  if (fix === undefined) throw new Error(`${detector} offers no such fix`);
  return { fix, found: await preview(fix) };
}

describe('the fix that an issue offers', () => {
  test('of infinite cells marks just them as missing', async () => {
    const { fix, found } = await previewFirst('number.infinite');
    expect(fix).toMatchObject({ kind: 'mark-missing', values: ['Infinity', '-Infinity'] });
    expect(found).toMatchObject({ rowsTouched: 2, cellsTouched: 2, rowsRemoved: 0, warnings: [] });
    expect(found.examples).toEqual([
      { row: 4, column: 'growth', before: Infinity, after: null },
      { row: 9, column: 'growth', before: -Infinity, after: null },
    ]);
  });

  test('of a cut-off column leaves out the rows at the limit, or marks them as missing', async () => {
    const issue = issues.find(({ detector }) => detector === 'number.capped');
    const { found } = await previewFirst('number.capped');
    expect(found).toMatchObject({ rowsTouched: issue?.count, rowsRemoved: issue?.count, cellsTouched: 0 });
    expect(found.removedRows.slice(0, 5)).toEqual(issue?.rows.slice(0, 5));
    const marked = await previewFirst('number.capped', 1);
    expect(marked.found).toMatchObject({ cellsTouched: issue?.count, rowsRemoved: 0 });
    expect(marked.found.examples[0]).toMatchObject({ before: 66.5, after: null });
  });

  test('of two units converts the cells of the rarer one', async () => {
    const { found } = await previewFirst('number.unit-mix');
    expect(found).toMatchObject({ rowsTouched: 60, cellsTouched: 60, warnings: [] });
    for (const { before, after } of found.examples) {
      expect(after).toBeCloseTo(Number(before) / 1000, 9);
      expect(Number(before)).toBeGreaterThan(500);
    }
  });

  test('of garbled texts reads their characters anew', async () => {
    const { found } = await previewFirst('text.encoding');
    expect(found).toMatchObject({ rowsTouched: 4, cellsTouched: 4, warnings: [] });
    expect(found.examples[0]).toEqual({
      row: 8,
      column: 'note',
      before: 'CafÃ© corner',
      after: 'Café corner',
    });
  });

  test('of nearly empty rows leaves just them out', async () => {
    const { found } = await previewFirst('missing.row');
    expect(found).toMatchObject({ rowsRemoved: 3, removedRows: [12, 412, 812], warnings: [] });
  });

  test('is gone without a trace when it is taken back, and says so when it is there', async () => {
    const all = [
      'number.infinite',
      'number.capped',
      'number.unit-mix',
      'text.encoding',
      'missing.row',
    ].flatMap((detector) => fixesOf(detector));
    const taken = all.reduce(applyFix, plain);
    expect(all.reduce(removeFix, taken)).toEqual(plain);
    for (const fix of all) {
      const again = await preview(fix, taken);
      expect(again).toMatchObject({ cellsTouched: 0, rowsRemoved: 0 });
      expect(again.warnings).toContain('The recipe has this fix already.');
    }
  });
});

describe('rows that are listed by number', () => {
  const listed = (rows: number[]): Fix => ({ kind: 'drop-rows', label: '', where: { kind: 'rows', rows } });

  test('are left out, and how many of them are test rows is said', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => 3 * i + 1);
    const found = await preview(listed(rows));
    expect(found).toMatchObject({ rowsTouched: 40, rowsRemoved: 40, removedRows: rows });
    expect(found.warnings).toHaveLength(1);
    expect(found.warnings[0]).toMatch(/^\d+ of them are test rows: the test says nothing/);
    const split = await engine.client.split.preview({
      version,
      target,
      split: { kind: 'stratified', train: 0.6, validation: 0.2, test: 0.2 },
      recipe: applyFix(plain, listed(rows)),
      seed: 1,
    });
    expect(split.excluded.filtered).toBe(40);
    expect(split.train.rows + split.validation.rows + split.test.rows).toBe(rowCount - 40);
  });

  test('must be rows that there are', async () => {
    const found = await preview(listed([rowCount + 1]));
    expect(found.warnings[0]).toContain('it was made for another version of the data');
  });
});
