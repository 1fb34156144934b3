import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(21);
const near = (planted: Parameters<typeof tables.issuesOf>[1], target?: string) =>
  tables.issuesOf('duplicate.near', planted, { target });
const words = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron'.split(' ');
const sentence = () => cells(9, () => words[rng.integer(words.length)] ?? '').join(' ');

describe('duplicate.near', () => {
  const rowCount = 600;
  const numbers = (column: number) => cells(rowCount, (i) => Math.sin(i * (column + 1.7)) + rng.normal());

  test('finds rows whose numbers all moved by a hair', async () => {
    const columns = Array.from({ length: 6 }, (_, column) => numbers(column));
    for (const column of columns) column[400] = (column[17] ?? 0) * 1.0001;
    const found = await near(Object.fromEntries(columns.map((column, i) => [`x${i}`, column])));
    expect(found).toMatchObject([{ severity: 'note', count: 2, rows: [18, 401], threshold: 0.13 }]);
    expect(found[0]?.statistic).toBeLessThan(0.1);
  });

  test('finds texts spelt differently and rows told apart by their key alone', async () => {
    const text = cells(rowCount, sentence);
    const x = numbers(0);
    const y = numbers(1);
    text[300] = `${text[30]?.toUpperCase().split(' ').toReversed().join('  ')}!`;
    [x[300], y[300]] = [x[30] ?? 0, y[30] ?? 0];
    [x[500], y[500], text[500]] = [x[50] ?? 0, y[50] ?? 0, text[50] ?? ''];
    const [issue] = await near({ id: cells(rowCount, (i) => i), text, x, y });
    expect(issue).toMatchObject({ count: 4, rows: [31, 51, 301, 501], statistic: 0 });
  });

  test('leaves exact duplicates and conflicting labels to their own detectors', async () => {
    const columns = Object.fromEntries([0, 1, 2, 3].map((column) => [`x${column}`, numbers(column)]));
    for (const column of Object.values(columns)) {
      column[10] = column[20] ?? 0;
      column[30] = column[40] ?? 0;
    }
    const label = cells(rowCount, (i) => (i % 3 === 0 || i === 10 || i === 20 ? 'yes' : 'no'));
    expect(await near({ ...columns, label }, 'label')).toEqual([]);
  });

  test.each([
    ['two numbers, where neighbours come close by chance', 2, (value: number) => value],
    ['six numbers', 6, (value: number) => value],
    ['coarse numbers, where rows coincide by chance', 4, Math.round],
    ['heavy tails', 5, (value: number) => Math.exp(3 * value)],
  ])('is silent on %s', async (_, count, shape) => {
    const columns = Array.from({ length: count }, (_unused, i) => [`x${i}`, numbers(i).map(shape)]);
    expect(await near(Object.fromEntries(columns))).toEqual([]);
  });

  test('is silent on neighbouring days of a series', async () => {
    const day = cells(rowCount, (i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10));
    let level = 0;
    const walk = cells(rowCount, () => {
      level += rng.normal() / 10;
      return Math.round(level * 10) / 10;
    });
    expect(await near({ day: { type: 'date', cells: day }, walk })).toEqual([]);
  });
});

describe('number.outlier-row', () => {
  const rowCount = 3000;
  const columns = () =>
    Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`m${i}`, cells(rowCount, () => rng.normal())]),
    ) as Record<string, number[]>;
  const outliers = (planted: Parameters<typeof tables.issuesOf>[1]) =>
    tables.issuesOf('number.outlier-row', planted);

  test('finds a row at the edge of five columns, in none of them out of range', async () => {
    const planted = columns();
    for (const name of ['m0', 'm1', 'm2', 'm3', 'm4']) {
      const column = planted[name] ?? [];
      column[1234] = 3.6;
      column[7] = 4.2;
      column[1000 + Number(name[1])] = -4;
    }
    for (const name of ['m0', 'm1', 'm2', 'm3', 'm4']) (planted[name] ?? [])[7] = 0.1;
    const [issue] = await outliers(planted);
    expect(issue).toMatchObject({ severity: 'note', count: 1, rows: [1235] });
    expect(issue?.fixes).toEqual([
      { kind: 'drop-rows', label: 'Leave out 1 row', where: { kind: 'rows', rows: [1235] } },
    ]);
    expect(issue?.statistic).toBeGreaterThan(0.62);
  });

  test('is silent on independent columns and on one extreme in columns that move together', async () => {
    expect(await outliers(columns())).toEqual([]);
    const planted = columns();
    const base = planted.m0 ?? [];
    base[99] = 6;
    for (const name of ['m1', 'm2', 'm3', 'm4'])
      planted[name] = base.map((value) => value + 0.2 * rng.normal());
    expect(await outliers(planted)).toEqual([]);
  });
});
