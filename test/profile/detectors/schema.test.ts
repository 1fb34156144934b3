import { describe, expect, test } from 'vitest';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const metal = (i: number) => ['steel', 'copper', 'brass', 'tin'][i % 4] ?? '';
const found = async (id: string, planted: Parameters<typeof tables.issuesOf>[1]) =>
  (await tables.issuesOf(id, planted)).map(({ columns, count, rows }) => [columns[0], count, rows]);

describe('schema.mixed-types', () => {
  test('finds a single number among words, and a word among dates', async () => {
    const issues = await tables.issuesOf('schema.mixed-types', {
      metal: cells(200, (i) => (i === 41 ? '380' : metal(i))),
      day: cells(200, (i) => (i === 7 ? 'week 14' : `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`)),
    });
    expect(issues.map(({ columns, count, rows }) => [columns[0], count, rows])).toEqual([
      ['day', 1, [8]],
      ['metal', 1, [42]],
    ]);
    expect(issues[1]?.fixes).toMatchObject([{ kind: 'mark-missing', column: 'metal', values: ['380'] }]);
  });

  test('takes a tenth for strays, and no more', async () => {
    const share = async (every: number) =>
      found('schema.mixed-types', { x: cells(200, (i) => (i % every === 0 ? String(i) : metal(i))) });
    expect(await share(10)).toMatchObject([['x', 20, expect.anything()]]);
    expect(await share(9)).toEqual([]);
  });

  test('is silent on model names, codes with letters, words for missing and clean words', async () => {
    expect(
      await found('schema.mixed-types', {
        model: cells(200, (i) => (i % 50 === 0 ? '737' : `B-${700 + (i % 40)}`)),
        postcode: cells(200, (i) => (i % 40 === 0 ? 'K1A' : String(10_000 + ((i * 7919) % 80_000)))),
        gap: cells(200, (i) => (i % 20 === 0 ? 'n/a' : String((i * 13) % 97))),
        clean: cells(200, metal),
      }),
    ).toEqual([]);
  });
});

describe('schema.number-as-text', () => {
  test('names the cells that keep numbers text', async () => {
    const issues = await tables.issuesOf('schema.number-as-text', {
      x: cells(100, (i) => (i === 30 || i === 60 ? 'see remark' : ((i * 37) % 101) / 4 + 1)).map(String),
    });
    expect(issues).toMatchObject([
      { columns: ['x'], count: 2, rows: [31, 61], statistic: 0.98, severity: 'warning' },
    ]);
    expect(issues[0]?.fixes).toMatchObject([{ kind: 'cast', column: 'x', to: 'number', decimal: '.' }]);
  });

  test.each([
    ['decimal commas', (i: number) => `${i % 13},${i % 10}5`, ','],
    ['thousands separators', (i: number) => `${1 + (i % 9)},${String(i * 3).padStart(3, '0')}.50`, '.'],
    ['currency signs', (i: number) => `$${i}.99`, '.'],
    ['percent signs', (i: number) => `${i}%`, '.'],
  ])('reads %s', async (_, cell, decimal) => {
    const issues = await tables.issuesOf('schema.number-as-text', { x: cells(60, cell) });
    expect(issues).toMatchObject([{ count: 60, statistic: 1, fixes: [{ kind: 'cast', decimal }] }]);
  });

  test('is silent on codes, long numbers and columns of few numbers', async () => {
    expect(
      await found('schema.number-as-text', {
        leading: cells(60, (i) => String(i * 31).padStart(5, '0')),
        width: cells(60, (i) => String(4000 + i * 7)),
        long: cells(60, (i) => `98765432109876543${i}`),
        version: cells(60, (i) => `${1 + (i % 3)}.${i % 7}.${i % 5}`),
        half: cells(60, (i) => (i % 2 === 0 ? String(i) : 'none')),
      }),
    ).toEqual([]);
  });
});

describe('schema.date-as-text', () => {
  const two = (n: number) => String(n).padStart(2, '0');

  test('finds dates beside a few remarks', async () => {
    const issues = await tables.issuesOf('schema.date-as-text', {
      day: cells(80, (i) =>
        i === 9 ? 'not yet' : i === 12 ? '2022-02-31' : `2023-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
      ),
    });
    expect(issues).toMatchObject([{ columns: ['day'], count: 2, rows: [10, 13] }]);
    expect(issues[0]?.fixes).toMatchObject([{ kind: 'cast', to: 'date', order: 'ymd' }]);
  });

  test('offers both orders when day and month cannot be told apart, one when they can', async () => {
    const orders = async (cell: (i: number) => string) =>
      (await tables.issuesOf('schema.date-as-text', { day: cells(60, cell) })).flatMap(({ fixes }) =>
        fixes.map((fix) => (fix.kind === 'cast' ? fix.order : null)),
      );
    expect(await orders((i) => `${two(1 + (i % 12))}/${two(1 + (i % 11))}/2022`)).toEqual(['dmy', 'mdy']);
    expect(await orders((i) => `${two(1 + (i % 28))}/${two(1 + (i % 11))}/2022`)).toEqual(['dmy']);
    expect(await orders((i) => `${1 + (i % 28)} March 2022`)).toEqual(['ymd']);
  });

  test('is silent on versions, ratios and words', async () => {
    expect(
      await found('schema.date-as-text', {
        version: cells(60, (i) => `${20 + i}.${40 + i}.${i}`),
        ratio: cells(60, (i) => `${i}/${i + 40}`),
        word: cells(60, metal),
      }),
    ).toEqual([]);
  });
});

describe('schema.code-as-number', () => {
  const codes = cells(40, (i) => 10_000 + ((i * 2741 + 731) % 89_999));

  test('finds codes by name and by shape', async () => {
    const issues = await tables.issuesOf('schema.code-as-number', {
      zip_code: cells(600, (i) => 501 + (((i % 200) * 7919) % 99_000)),
      site: cells(600, (i) => codes[(i * 7) % 40] ?? 0),
    });
    expect(issues.map(({ columns, count }) => [columns[0], count])).toEqual([
      ['site', 600],
      ['zip_code', 600],
    ]);
    expect(issues[0]?.fixes).toMatchObject([{ kind: 'cast', to: 'text' }]);
  });

  test('is silent on amounts, years, ages, round salaries and small scales', async () => {
    expect(
      await found('schema.code-as-number', {
        income: cells(600, (i) => 20_000 + ((i * i * 37) % 60_000)),
        year: cells(600, (i) => 1980 + (i % 40)),
        age: cells(600, (i) => 18 + (i % 60)),
        salary: cells(600, (i) => 30_000 + 1500 * ((i * 7) % 40)),
        zip_distance: cells(600, (i) => i % 90),
      }),
    ).toEqual([]);
  });
});
