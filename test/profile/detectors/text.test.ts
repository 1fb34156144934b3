import { describe, expect, test } from 'vitest';
import { profileTable } from '../../../core/profile/profile.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();

describe('text.variants', () => {
  test('counts rarer spellings of a level and offers to merge them', async () => {
    const town = (i: number) =>
      i === 5 ? 'NEW YORK' : i === 8 ? 'york, new' : i % 2 === 0 ? 'New York' : 'Córdoba';
    const issues = await tables.issuesOf('text.variants', {
      town: cells(60, (i) => (i === 11 ? 'Cordoba ' : town(i))),
    });
    expect(issues).toMatchObject([
      { columns: ['town'], count: 3, statistic: 3, rows: [6, 9, 12], severity: 'warning' },
    ]);
    expect(issues[0]?.fixes).toEqual([
      {
        kind: 'merge-spellings',
        label: 'Merge spellings of town',
        column: 'town',
        map: { 'NEW YORK': 'New York', 'york, new': 'New York', 'Cordoba ': 'Córdoba' },
      },
    ]);
  });

  test('finds one cell among more levels than the most frequent twenty', async () => {
    const issues = await tables.issuesOf('text.variants', {
      street: cells(400, (i) => (i === 200 ? 'Elm road' : `${'Elm Oak Ash Fir'.split(' ')[i % 4]} Road`)),
      part: cells(400, (i) => (i === 300 ? 'Part k' : `part ${String.fromCharCode(97 + (i % 26))}`)),
    });
    expect(issues.map(({ columns, rows }) => [columns[0], rows])).toEqual([
      ['part', [301]],
      ['street', [201]],
    ]);
  });

  test('keeps apart what it must quote: quotation marks and NUL bytes', async () => {
    const table = await tables.plant({
      word: cells(60, (i) => (i === 3 ? "it's" : i === 9 ? "IT'S" : 'plain')),
    });
    await tables.sql().run(`UPDATE ${table.from} SET c0 = 'pl' || chr(0) || 'ain' WHERE __row = 31`);
    await tables.sql().run(`UPDATE ${table.from} SET c0 = 'plain' || chr(0) WHERE __row = 41`);
    const { issues } = await profileTable({ sql: tables.sql(), table, target: null, seed: 1, now: () => 0 });
    expect(issues.find(({ detector }) => detector === 'text.variants')?.rows).toEqual([4, 41]);
    expect(issues.find(({ detector }) => detector === 'text.encoding')?.rows).toEqual([31, 41]);
  });

  test('is silent on grades, ranges, codes, free text and words for missing', async () => {
    expect(
      await tables.issuesOf('text.variants', {
        grade: cells(300, (i) => ['A+', 'A', 'A-', 'B+', 'B'][i % 5] ?? ''),
        range: cells(300, (i) => ['<100', '>=100', '100', '0<=X<100', '1.5', '15', '1-5'][i % 7] ?? ''),
        code: cells(300, (i) => `C${String(i % 90).padStart(4, '0')}`),
        hull: cells(300, (i) => ['B-52', 'B52', 'B 5 2', 'B 2 5'][i % 4] ?? ''),
        gap: cells(300, (i) => ['n/a', 'N/A', 'yes', 'no'][i % 4] ?? ''),
        prose: cells(300, (i) =>
          i % 2 === 0 ? `All went well on day ${i}` : `all went well on day ${i - 1}`,
        ),
      }),
    ).toEqual([]);
  });
});

describe('text.encoding', () => {
  const colour = (i: number) => ['amber', 'ochre', 'tëal', 'Å'][i % 4] ?? '';
  const with1 = (text: string) => cells(60, (i) => (i === 21 ? text : colour(i)));

  test.each([
    ['UTF-8 read as Latin-1', 'TromsÃ¸', 'garbled'],
    ['a quotation mark read as Windows-1252', 'donâ€™t', 'Latin-1'],
    ['the replacement character', 'Troms\ufffd', 'replacement'],
    ['a bell', 'amber\u0007', 'control'],
    ['a zero-width space', 'am\u200bber', 'control'],
  ])('finds %s', async (_, text, said) => {
    const issues = await tables.issuesOf('text.encoding', { x: with1(text) });
    expect(issues).toMatchObject([{ columns: ['x'], count: 1, rows: [22], severity: 'warning' }]);
    if (said !== 'garbled') expect(issues[0]?.message).toContain(said);
  });

  test.each([' amber', 'amber ', 'amber\t', '\u00a0amber'])('notes space at an end: %j', async (text) => {
    const issues = await tables.issuesOf('text.encoding', { x: with1(text) });
    expect(issues).toMatchObject([{ count: 1, rows: [22], severity: 'note', fixes: [{ kind: 'trim' }] }]);
  });

  test('is silent on letters of many languages, line breaks inside and quotation marks', async () => {
    const fine = [
      'Ålesund',
      'SÃO PAULO',
      '«CAFÉ»',
      '東京',
      'Ωμέγα',
      'Москва',
      'two\nlines',
      '5 € – ok',
      '😀',
      'naïve',
    ];
    expect(
      await tables.issuesOf('text.encoding', { x: cells(60, (i) => fine[i % fine.length] ?? '') }),
    ).toEqual([]);
  });
});

describe('text.length', () => {
  const remark = (i: number) => `remark ${'abcdefghij'.repeat(2).slice(0, 8 + (i % 12))} ${i}`;

  test('finds texts far beyond the others, on either side', async () => {
    const issues = await tables.issuesOf('text.length', {
      x: cells(300, (i) => (i === 50 ? remark(1).repeat(9) : i === 70 ? 'ab' : i === 71 ? '-' : remark(i))),
    });
    expect(issues).toMatchObject([{ columns: ['x'], count: 2, rows: [51, 71], severity: 'note' }]);
  });

  test('is silent on usual spreads and on few different texts', async () => {
    expect(
      await tables.issuesOf('text.length', {
        x: cells(300, remark),
        few: cells(300, (i) => (i === 50 ? 'x'.repeat(500) : `w${i % 9}`)),
      }),
    ).toEqual([]);
  });
});
