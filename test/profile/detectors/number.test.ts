import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(23);
const round = (value: number, decimals: number) => Number(value.toFixed(decimals));
const bell = cells(2000, () => round(50 + 12 * rng.normal(), 3));
const flagged = async (id: string, planted: Parameters<typeof tables.issuesOf>[1]) =>
  (await tables.issuesOf(id, planted)).map(({ columns }) => columns[0]);

describe('number.infinite', () => {
  test('finds a single infinite cell, in the target too', async () => {
    const issues = await tables.issuesOf(
      'number.infinite',
      {
        x: cells(60, (i) => (i === 7 ? -Infinity : i / 3)),
        y: cells(60, (i) => (i === 9 ? Infinity : i / 7)),
      },
      { target: 'y' },
    );
    expect(issues.map(({ columns, severity, count, rows }) => [columns[0], severity, count, rows])).toEqual([
      ['x', 'error', 1, [8]],
      ['y', 'error', 1, [10]],
    ]);
  });

  test('is silent on NaN and large numbers', async () => {
    const x = cells(60, (i) => (i === 7 ? Number.NaN : i * 1e300));
    expect(await flagged('number.infinite', { x })).toEqual([]);
  });
});

describe('number.zeros', () => {
  test('finds a measure that is mostly zero, with fractions or large', async () => {
    const issues = await tables.issuesOf('number.zeros', {
      rain: cells(200, (i) => (i % 4 === 0 ? 0.3 + (i % 9) : 0)),
      cost: cells(200, (i) => (i % 5 === 0 ? 1500 + i : 0)),
    });
    expect(issues.map(({ columns, count, severity }) => [columns[0], count, severity])).toEqual([
      ['cost', 160, 'note'],
      ['rain', 150, 'note'],
    ]);
    expect(issues[1]?.rows.slice(0, 3)).toEqual([2, 3, 4]);
  });

  test('is silent on counts, flags and half of the rows', async () => {
    expect(
      await flagged('number.zeros', {
        visits: cells(200, (i) => (i % 4 === 0 ? 1 + (i % 30) : 0)),
        flag: cells(200, (i) => (i % 9 === 0 ? 1 : 0)),
        half: cells(200, (i) => (i % 2 === 0 ? 0.3 + i : 0)),
      }),
    ).toEqual([]);
  });
});

describe('number.skew', () => {
  test('gives the third standardised moment', async () => {
    const x = cells(1000, (i) => (i === 400 ? 1e6 : i % 10));
    const issues = await tables.issuesOf('number.skew', { x });
    expect(issues).toMatchObject([{ columns: ['x'], count: 1, rows: [401], fixes: [{ kind: 'log1p' }] }]);
    const mean = x.reduce((a, b) => a + b) / 1000;
    const moment = (power: number) => x.reduce((sum, value) => sum + (value - mean) ** power, 0) / 1000;
    expect(issues[0]?.statistic).toBeCloseTo(moment(3) / moment(2) ** 1.5, 9);
  });

  test('is silent on exponential and normal columns', async () => {
    const exponential = cells(2000, () => -Math.log(1 - rng.next()));
    expect(await flagged('number.skew', { bell, exponential })).toEqual([]);
  });
});

describe('number.capped', () => {
  test('finds a limit at either end, in the target too', async () => {
    const top = bell.map((value) => Math.min(value, 68.25));
    const base = bell.map((value) => Math.max(value, 31.5));
    const issues = await tables.issuesOf('number.capped', { top, base }, { target: 'top' });
    const held = (column: number[], limit: number) => column.filter((value) => value === limit).length;
    expect(issues.map(({ columns, count, severity }) => [columns[0], count, severity]).toSorted()).toEqual([
      ['base', held(base, 31.5), 'warning'],
      ['top', held(top, 68.25), 'warning'],
    ]);
    expect(issues.every(({ statistic }) => (statistic ?? 0) >= 10)).toBe(true);
  });

  test('is silent on natural ends, codes for missing, repeated outliers, scales and clean columns', async () => {
    expect(
      await flagged('number.capped', {
        bell,
        share: bell.map((value) => round(Math.min(100, value * 1.8), 2)),
        counted: cells(2000, (i) => (i % 3 === 0 ? 0 : 1 + ((i * 7) % 300))),
        coded: cells(2000, (i) => (i % 3 === 0 ? -1 : 1 + ((i * 7) % 300))),
        outlier: cells(2000, (i) => (i < 30 ? 900 : (bell[i] ?? 0))),
        rating: cells(2000, (i) => (i % 4 === 0 ? 1 + ((i / 4) % 4) : 5)),
      }),
    ).toEqual([]);
  });
});

describe('number.imputed', () => {
  test('finds the mean in place of missing cells, in decimals and in whole numbers', async () => {
    const filled = (column: number[], decimals: number) => {
      const rest = column.filter((_, i) => i % 40 !== 0);
      const mean = round(rest.reduce((a, b) => a + b) / rest.length, decimals);
      return { mean, cells: column.map((value, i) => (i % 40 === 0 ? mean : value)) };
    };
    const albumin = filled(
      bell.map((value) => round(value, 1)),
      4,
    );
    const age = filled(bell.map(Math.round), 1);
    const issues = await tables.issuesOf('number.imputed', { albumin: albumin.cells, age: age.cells });
    expect(issues.map(({ columns, count, fixes }) => [columns[0], count, fixes[0]])).toEqual([
      ['age', 50, expect.objectContaining({ kind: 'mark-missing', values: [age.mean] })],
      ['albumin', 50, expect.objectContaining({ kind: 'mark-missing', values: [albumin.mean] })],
    ]);
    expect(issues[0]?.rows.slice(0, 3)).toEqual([1, 41, 81]);
  });

  test('finds the median of a fine column', async () => {
    const median = 49.8765;
    const x = bell.map((value, i) => (i % 20 === 0 ? median : value < 50 ? value - 0.2 : value + 0.2));
    expect(await flagged('number.imputed', { x })).toEqual(['x']);
  });

  test('is silent on prices, ratios, a half among whole numbers and clean columns', async () => {
    expect(
      await flagged('number.imputed', {
        bell,
        coarse: bell.map((value) => round(value, 1)),
        price: cells(2000, (i) => 2 + ((i * 37) % 240) + (i % 4 < 2 ? 0.99 : 0.49)),
        ratio: cells(2000, (i) => round((1 + (i % 3)) / (1 + ((i * 7) % 50)), 9)),
        hours: cells(2000, (i) => (i % 90 === 0 ? 20.5 : (i * 7) % 60)),
      }),
    ).toEqual([]);
  });
});

describe('number.unit-mix', () => {
  const mixed = (column: readonly number[], convert: (value: number) => number) =>
    column.map((value, i) => (i % 25 === 0 ? convert(value) : value));

  test.each([
    ['kilograms and grams', bell.map((value) => value / 20 + 1), (x: number) => round(x * 1000, 0)],
    ['metres and centimetres', bell.map((value) => value / 100 + 1.2), (x: number) => round(x * 100, 0)],
    ['inches and centimetres', bell.map((value) => value / 5 + 60), (x: number) => round(x * 2.54, 1)],
    ['kilograms and pounds', bell.map((value) => value / 5 + 70), (x: number) => round(x / 0.45359237, 1)],
    ['miles and kilometres', bell.map((value) => value / 5 + 90), (x: number) => round(x * 1.609344, 1)],
    [
      'Celsius and Fahrenheit',
      bell.map((value) => round(35 + value / 25, 1)),
      (x: number) => round(x * 1.8 + 32, 1),
    ],
  ])('finds %s in one column', async (said, usual, convert) => {
    const issues = await tables.issuesOf('number.unit-mix', { x: mixed(usual, convert) });
    expect(issues).toMatchObject([{ columns: ['x'], count: 80, severity: 'warning' }]);
    expect(issues[0]?.rows).toEqual(cells(20, (i) => 1 + i * 25));
    if (said.includes('Celsius') || said.includes('miles')) expect(issues[0]?.message).toContain(said);
  });

  test('is silent on two natural humps, skew, codes and names of another quantity', async () => {
    expect(
      await flagged('number.unit-mix', {
        bell,
        species: bell.map((value, i) => (i % 3 === 0 ? 20 + value / 12 : 60 + value / 12)),
        skewed: cells(2000, () => Math.exp(2 * rng.normal())),
        coded: bell.map((value, i) => (i % 25 === 0 ? 9999 : value)),
        small: cells(2000, (i) => (i % 25 === 0 ? 1000 : 1 + (i % 4))),
        wait_minutes: bell.map((value, i) => (i % 3 === 0 ? 22 + value / 12 : 71 + value / 7)),
      }),
    ).toEqual([]);
  });
});
