import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianAbsoluteDeviation, quantile } from '../../core/profile/quantile.ts';
import { columnStatistics } from '../../core/profile/statistics.ts';
import { cells, plantedTables } from './planted.ts';

const tables = plantedTables();

async function statisticsOf(planted: Parameters<typeof tables.plant>[0]) {
  return columnStatistics({ sql: tables.sql(), table: await tables.plant(planted) });
}

test('numbers get exact statistics, quantiles and top values', async () => {
  const [found] = await statisticsOf({ x: [4, 1, null, 3, 2, 2, 0, 8] });
  expect(found).toMatchObject({ count: 7, missing: 1, distinct: 6, text: null, time: null });
  expect(found?.numeric).toMatchObject({ min: 0, max: 8, median: 2, firstQuartile: 1.5, thirdQuartile: 3.5 });
  expect(found?.numeric?.mean).toBe(20 / 7);
  // Sum of squared deviations of 4 1 3 2 2 0 8 from 20/7 is 98 - 400/7.
  expect(found?.numeric?.standardDeviation).toBeCloseTo(Math.sqrt((98 - 400 / 7) / 6), 12);
  expect(found?.numeric).toMatchObject({ zeros: 1, infinite: 0 });
  expect(found?.top[0]).toEqual({ value: 2, count: 2 });
});

test('quantiles in the tails interpolate between order statistics', async () => {
  const [found] = await statisticsOf({ x: cells(101, (i) => (i * 37) % 101) });
  expect(found?.numeric).toMatchObject({
    percentile1: 1,
    percentile5: 5,
    percentile95: 95,
    percentile99: 99,
  });
});

test('moments get the counts that SQL gives, with quartiles and bins', async () => {
  const stamps = cells(500, (i) =>
    i % 11 === 0 ? null : `2031-03-0${1 + (i % 9)} 0${i % 7}:59:59.99999${i % 3 === 0 ? 9 : 8}`,
  );
  const table = await tables.plant({ at: { type: 'timestamp', cells: stamps } });
  const [found] = await columnStatistics({ sql: tables.sql(), table });
  const counted = await tables
    .sql()
    .rows(`SELECT c0 AS value, count(*) AS count FROM ${table.from} WHERE c0 IS NOT NULL GROUP BY 1
      ORDER BY 2 DESC, 1 LIMIT 20`);
  expect(found?.top).toEqual(counted.map(({ value, count }) => ({ value, count: Number(count) })));
  const [ends] = await tables.sql().rows(
    `SELECT count(DISTINCT c0) AS levels, min(c0) AS least, max(c0) AS most, quantile_disc(c0, 0.5) AS middle
     FROM ${table.from}`,
  );
  expect(found).toMatchObject({ count: 454, missing: 46, distinct: Number(ends?.levels), numeric: null });
  expect(found?.time).toMatchObject({ min: ends?.least, max: ends?.most });
  const { histogram, median } = found?.time?.spread ?? {};
  expect(Math.abs(Date.parse(`${median}Z`) - Date.parse(`${ends?.middle}Z`))).toBeLessThan(86_400_000);
  expect(histogram?.edges).toHaveLength((histogram?.counts.length ?? 0) + 1);
  expect(histogram?.edges).toEqual([...(histogram?.edges ?? [])].sort());
  expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(454);
});

test('infinite moments and those in other ages are counted in SQL, without a spread', async () => {
  const [infinite, old] = await statisticsOf({
    infinite: { type: 'timestamp', cells: ['2020-01-01 00:00:00', 'infinity', 'infinity', null] },
    old: { type: 'date', cells: ['0044-03-15', '2020-01-01', '0044-03-15', null] },
  });
  expect(infinite).toMatchObject({
    count: 3,
    missing: 1,
    distinct: 2,
    time: { min: '2020-01-01T00:00:00', max: 'infinity', spread: null },
  });
  expect(old).toMatchObject({
    count: 3,
    distinct: 2,
    time: { min: '0044-03-15', max: '2020-01-01', spread: null },
    top: [
      { value: '0044-03-15', count: 2 },
      { value: '2020-01-01', count: 1 },
    ],
  });
});

test('texts are told by their shapes, the most frequent first', async () => {
  const [found] = await statisticsOf({
    code: ['C091166', 'C020627', 'Zürich', 'Lima', 'x', 'C000001', '東京', 'a b', 'a'.repeat(41), null],
  });
  expect(found?.text?.shapes).toEqual([
    { shape: 'A999999', count: 3 },
    { shape: 'Aa+', count: 2 },
    { shape: 'a', count: 1 },
    { shape: 'a a', count: 1 },
    { shape: 'a+', count: 1 },
  ]);
});

test('the histogram holds every finite cell once', async () => {
  const [whole, real] = await statisticsOf({
    whole: cells(100, (i) => i % 7),
    real: cells(100, (i) => i ** 2 / 17),
  });
  for (const found of [whole, real]) {
    const { edges = [], counts = [] } = found?.numeric?.histogram ?? {};
    expect(edges).toHaveLength(counts.length + 1);
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
  }
  expect(whole?.numeric?.histogram.counts).toHaveLength(7);
});

test('infinite cells are counted and kept out of the other statistics', async () => {
  const [found] = await statisticsOf({ x: [1, 2, Infinity, -Infinity, Infinity, 3] });
  expect(found).toMatchObject({ count: 6, missing: 0, distinct: 5 });
  expect(found?.numeric).toMatchObject({ infinite: 3, min: 1, max: 3, mean: 2, median: 2 });
  expect(found?.top[0]).toEqual({ value: 'Infinity', count: 2 });
});

test('NaN counts as missing', async () => {
  const [found] = await statisticsOf({ x: { type: 'number', cells: [1, Number.NaN, null, 2] } });
  expect(found).toMatchObject({ count: 2, missing: 2, distinct: 2 });
});

test('columns without a value have NaN statistics and no top values', async () => {
  const [number, text, date] = await statisticsOf({
    number: { type: 'number', cells: [null, null] },
    text: { type: 'text', cells: [null, null] },
    date: { type: 'date', cells: [null, null] },
  });
  expect(number).toMatchObject({ count: 0, missing: 2, distinct: 0, top: [] });
  expect(number?.numeric?.mean).toBeNaN();
  expect(number?.numeric?.histogram).toEqual({ edges: [], counts: [] });
  expect(text).toMatchObject({ count: 0, distinct: 0, text: null });
  expect(date).toMatchObject({ count: 0, distinct: 0, time: null });
});

test('whole numbers beyond 2^53 keep their distinct count', async () => {
  const table = await tables.plant({ id: { type: 'integer', cells: [1, 2, 3] } });
  await tables.sql().run(`UPDATE ${table.from} SET c0 = 9007199254740992 + __row % 2`);
  const [found] = await columnStatistics({ sql: tables.sql(), table });
  expect(found).toMatchObject({ count: 3, distinct: 2 });
  expect(found?.top[0]).toEqual({ value: '9007199254740993', count: 2 });
});

test('text, yes/no and dates get counts, lengths and ranges', async () => {
  const [text, flag, date] = await statisticsOf({
    text: ['a', 'bbb', 'a', null],
    flag: [true, false, true, true],
    date: { type: 'date', cells: ['2020-02-01', '2019-01-31', null, '2020-02-01'] },
  });
  expect(text).toMatchObject({ count: 3, distinct: 2, text: { minLength: 1, maxLength: 3 } });
  expect(flag).toMatchObject({
    distinct: 2,
    numeric: null,
    top: [
      { value: true, count: 3 },
      { value: false, count: 1 },
    ],
  });
  expect(date).toMatchObject({ distinct: 2, missing: 1, time: { min: '2019-01-31', max: '2020-02-01' } });
});

test('more than 500 columns are profiled', async () => {
  const names = Array.from({ length: 520 }, (_, i) => `v${i}`);
  const wide = Object.fromEntries(names.map((name, i) => [name, i % 3 === 0 ? ['a', 'b'] : [i, i + 1]]));
  const found = await statisticsOf(wide);
  expect(found).toHaveLength(520);
  expect(found.every(({ distinct }) => distinct === 2)).toBe(true);
});

test('a quantile is an order statistic or lies between two, and the deviation is that of a second sort', () => {
  const numbers = fc.float64Array({
    noNaN: true,
    noDefaultInfinity: true,
    minLength: 1,
    maxLength: 40,
    min: -1e6,
    max: 1e6,
  });
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
      const sorted = values.slice().sort();
      const found = quantile(sorted, p);
      expect(found).toBeGreaterThanOrEqual(sorted[Math.floor((sorted.length - 1) * p)] ?? 0);
      expect(found).toBeLessThanOrEqual(sorted[Math.ceil((sorted.length - 1) * p)] ?? 0);
      const median = quantile(sorted, 0.5);
      const deviations = sorted.map((value) => Math.abs(value - median)).sort();
      expect(medianAbsoluteDeviation(sorted, median)).toBeCloseTo(quantile(deviations, 0.5), 6);
    }),
  );
});
