import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { Engine } from '../../core/engine/index.ts';
import { endOf, loadCsv, openEngine } from './open-engine.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'assay-views-'));
let engine: Engine;
let version: DatasetVersionId;
let penguins: DatasetVersionId;

const rows = Array.from({ length: 200 }, (_, i) => {
  const n = i % 20 === 0 ? '' : String(i);
  const both = i % 10 === 0 ? ',' : `${i % 3},k${i % 2}`;
  return `${n},${i % 25},l${i % 14},${both},${i >= 150 ? 'yes' : i === 7 ? '' : 'no'}`;
});

beforeAll(async () => {
  engine = openEngine(folder);
  version = await loadCsv(engine, folder, `n,m,l,a,b,y\n${rows.join('\n')}\n`);
  const { result } = await endOf(
    engine,
    (await engine.client.dataset.loadSample({ file: 'penguins.csv' })).job,
  );
  if (result?.kind !== 'version') throw new Error('not loaded');
  penguins = result.version;
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const target = { column: 'y', positive: 'yes' };
const viewOf = (column: string) => engine.client.profile.targetView({ version, target, column });

test('a number is cut at its deciles, missing apart, and every row with a label is in one bin', async () => {
  const view = await viewOf('n');
  expect(view).toMatchObject({ positiveClass: 'yes', rows: 199, rate: 50 / 199 });
  expect(view.bins).toHaveLength(11);
  expect(view.bins.reduce((sum, { count }) => sum + count, 0)).toBe(199);
  expect(view.bins.reduce((sum, { positives }) => sum + positives, 0)).toBe(50);
  expect(view.bins[0]).toMatchObject({ kind: 'range', low: 1, positives: 0, intervalLow: 0 });
  expect(view.bins[9]).toMatchObject({ kind: 'range', high: 199, rate: 1, intervalHigh: 1 });
  expect(view.bins.at(-1)).toMatchObject({ kind: 'missing', count: 10, positives: 2 });
  // Wilson 1927 at 95 % for 2 of 10: 0.0567 to 0.5098.
  expect(view.bins.at(-1)?.intervalLow).toBeCloseTo(0.0567, 4);
  expect(view.bins.at(-1)?.intervalHigh).toBeCloseTo(0.5098, 4);
});

test('few values are shown one by one; many levels as the ten most frequent and the rest', async () => {
  const few = await viewOf('a');
  expect(few.bins.map(({ kind, label }) => [kind, label])).toEqual([
    ['level', '0'],
    ['level', '1'],
    ['level', '2'],
    ['missing', 'missing'],
  ]);
  const many = await viewOf('l');
  expect(many.bins).toHaveLength(11);
  expect(many.bins.at(-1)).toMatchObject({ kind: 'other', label: '4 other levels' });
});

test('with more than two classes the rate is that of the rarest', async () => {
  const view = await engine.client.profile.targetView({
    version: penguins,
    target: { column: 'Species' },
    column: 'Island',
  });
  expect(view.positiveClass).toBe('Chinstrap');
  expect(view.bins.find(({ label }) => label === 'Dream')?.rate).toBeGreaterThan(0.4);
  expect(view.bins.find(({ label }) => label === 'Biscoe')?.rate).toBe(0);
});

test('associations are symmetric, lie within their range and put the target first', async () => {
  const found = await engine.client.profile.associations({
    version: penguins,
    target: { column: 'Species' },
  });
  const size = found.columns.length;
  const at = (i: number, j: number) => found.strengths[i * size + j] ?? Number.NaN;
  expect(found.columns[0]).toEqual({ name: 'Species', kind: 'category' });
  expect(found.strengths).toHaveLength(size * size);
  expect(found.sampledRows).toBe(null);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      expect(at(i, j)).toBe(at(j, i));
      expect(Math.abs(at(i, j))).toBeLessThanOrEqual(1);
    }
  }
  const place = (name: string) => found.columns.findIndex((column) => column.name === name);
  expect(at(0, place('Flipper Length (mm)'))).toBeGreaterThan(0.8);
  expect(at(place('Beak Depth (mm)'), place('Flipper Length (mm)'))).toBeLessThan(-0.4);
});

test('constants and identifiers are left out of the matrix with the reason', async () => {
  const text = `id,one,x,y\n${Array.from({ length: 30 }, (_, i) => `r${i},k,${i % 7},${i % 2}`).join('\n')}\n`;
  const own = await loadCsv(engine, folder, text);
  const found = await engine.client.profile.associations({ version: own });
  expect(found.leftOut).toEqual([
    { name: 'id', reason: 'few rows per level' },
    { name: 'one', reason: 'one value only' },
  ]);
});

test('missing cells are counted by pattern, the most frequent first', async () => {
  const found = await engine.client.profile.missingness({ version });
  expect(found.columns).toEqual([
    { name: 'a', missing: 20 },
    { name: 'b', missing: 20 },
    { name: 'n', missing: 10 },
    { name: 'y', missing: 1 },
  ]);
  expect(found.patterns).toEqual([
    { columns: [], rows: 179, share: 179 / 200 },
    { columns: ['a', 'b'], rows: 10, share: 10 / 200 },
    { columns: ['a', 'b', 'n'], rows: 10, share: 10 / 200 },
    { columns: ['y'], rows: 1, share: 1 / 200 },
  ]);
  expect(found).toMatchObject({ patternCount: 4, leftOut: 0, rows: 200 });
});
