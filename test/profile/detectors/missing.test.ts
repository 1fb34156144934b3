import { describe, expect, test } from 'vitest';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();

describe('missing.column', () => {
  const withMissing = (count: number) => ({
    x: cells(200, (i) => (i < count ? null : i)),
    y: cells(200, (i) => i * 0.5),
  });

  test('is a note, a warning or an error by share, and silent up to one percent', async () => {
    const severities = [];
    for (const count of [2, 3, 41, 191]) {
      const [issue] = await tables.issuesOf('missing.column', withMissing(count));
      severities.push(issue?.severity);
    }
    expect(severities).toEqual([undefined, 'note', 'warning', 'error']);
  });

  test('names the first twenty empty rows and offers to drop the column', async () => {
    const [issue] = await tables.issuesOf('missing.column', withMissing(50));
    expect(issue).toMatchObject({ columns: ['x'], count: 50, share: 0.25, statistic: 0.25, threshold: 0.2 });
    expect(issue?.rows).toEqual(cells(20, (i) => i + 1));
    expect(issue?.fixes).toMatchObject([{ kind: 'drop-columns', columns: ['x'] }]);
  });

  test('sees empty columns of every type', async () => {
    const empty = cells(30, () => null);
    const found = await tables.issuesOf('missing.column', {
      a: { type: 'text', cells: empty },
      b: { type: 'date', cells: empty },
      c: { type: 'boolean', cells: empty },
      d: { type: 'integer', cells: empty },
    });
    expect(found.map(({ columns, count }) => [columns[0], count])).toEqual([
      ['a', 30],
      ['b', 30],
      ['c', 30],
      ['d', 30],
    ]);
  });
});

describe('missing.sentinel', () => {
  const sentinelsIn = async (x: (string | number | null)[]) => {
    const found = await tables.issuesOf('missing.sentinel', { x });
    return found.map(({ count, severity, fixes }) => ({
      count,
      severity,
      values: fixes.flatMap((fix) => (fix.kind === 'mark-missing' ? fix.values : [])),
    }));
  };
  const ages = (i: number) => 20 + ((i * 7) % 60);

  test.each([
    ['999 in ages', (i: number) => (i % 50 === 0 ? 999 : ages(i)), 999, 4],
    ['-1 as the only negative number', (i: number) => (i % 50 === 0 ? -1 : ages(i) - 20), -1, 4],
    ['-999.9 in temperatures', (i: number) => (i % 50 === 0 ? -999.9 : ages(i) - 40.5), -999.9, 4],
    ['two cells of 9999', (i: number) => (i === 3 || i === 7 ? 9999 : ages(i)), 9999, 2],
    ['isolated zeros', (i: number) => (i % 20 === 0 ? 0 : ages(i)), 0, 10],
  ])('finds %s', async (_, cell, value, count) => {
    expect(await sentinelsIn(cells(200, cell))).toMatchObject([{ count, values: [value] }]);
  });

  test('is an error from five percent of rows on', async () => {
    expect(await sentinelsIn(cells(200, (i) => (i < 10 ? 999 : ages(i))))).toMatchObject([
      { severity: 'error' },
    ]);
    expect(await sentinelsIn(cells(200, (i) => (i < 9 ? 999 : ages(i))))).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  test('finds several codes in one column', async () => {
    const mixed = cells(300, (i) => (i % 60 === 0 ? 999 : i % 60 === 1 ? -9 : ages(i)));
    expect(await sentinelsIn(mixed)).toMatchObject([{ count: 10, values: [-9, 999] }]);
  });

  test.each([
    [
      '999 with one cell further out',
      600,
      (i: number) => (i === 9 ? 5000 : i % 20 === 0 ? 999 : i % 100),
      999,
      30,
    ],
    [
      'zeros with one cell below',
      400,
      (i: number) => (i === 9 ? -5 : i % 6 === 0 ? 0 : 100 + (i % 51)),
      0,
      67,
    ],
    [
      '99 among ages',
      600,
      (i: number) => (i % 15 === 0 ? 99 : (i * 7) % 97 === 2 ? 99 : (i * 37) % 131),
      99,
      40,
    ],
    ['999 among amounts', 600, (i: number) => (i % 10 === 0 ? 999 : (i * 1237) % 5001), 999, 60],
    [
      '-999 among signed numbers',
      600,
      (i: number) => (i % 10 === 0 ? -999 : ((i * 1237) % 5001) - 2500),
      -999,
      60,
    ],
  ])('finds %s', async (_, rows, cell, value, count) => {
    const [found, ...others] = await sentinelsIn(cells(rows, cell));
    expect(found?.values).toEqual([value]);
    expect(found?.count).toBeGreaterThanOrEqual(count - 6);
    expect(found?.count).toBeLessThanOrEqual(count + 12);
    expect(others).toEqual([]);
  });

  test.each([
    [
      'prices of which 99 and 199 are usual',
      600,
      (i: number) => (i % 3 === 0 ? ([49, 99, 199][(i / 3) % 3] ?? 0) : i % 250),
    ],
    ['scores up to a hundred', 600, (i: number) => i % 101],
    ['three cells of 99 with two further out', 300, (i: number) => (i < 3 ? 99 : i < 5 ? 140 + i : i % 90)],
    ['two codes with a cell further out', 300, (i: number) => (i < 2 ? 999 : i === 5 ? 5000 : i % 90)],
    [
      'the thin end of a distribution',
      400,
      (i: number) => [-1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 12][i % 40] ?? 2 + (i % 9),
    ],
  ])('is silent on %s', async (_, rows, cell) => {
    expect(await sentinelsIn(cells(rows, cell))).toEqual([]);
  });

  test.each([
    ['counts that start at zero', (i: number) => (i * i) % 17],
    ['amounts that are mostly zero', (i: number) => (i % 4 === 0 ? 100 + ages(i) : 0)],
    ['signed numbers', (i: number) => ages(i) - 50],
    ['a scale from -1 to 1', (i: number) => (i % 3) - 1],
    ['percentages that end at 99', (i: number) => i % 100],
    ['prices of three plans', (i: number) => [19, 29, 99][i % 3] ?? 0],
    ['a single extreme value', (i: number) => (i === 5 ? 999 : ages(i))],
    ['shares that reach down to zero', (i: number) => (i % 25 === 0 ? 0 : (i % 97) / 97)],
  ])('is silent on %s', async (_, cell) => {
    expect(await sentinelsIn(cells(200, cell))).toEqual([]);
  });

  test('finds words for unknown in every spelling, and their rows', async () => {
    const [issue] = await tables.issuesOf('missing.sentinel', {
      x: ['a', '?', 'b', ' N/A ', 'Unknown', 'b', '?'],
    });
    expect(issue).toMatchObject({ count: 4, rows: [2, 4, 5, 7] });
    expect(issue?.fixes).toMatchObject([
      { kind: 'mark-missing', column: 'x', values: ['?', ' N/A ', 'Unknown'] },
    ]);
  });

  test('leaves words alone that say there is none', async () => {
    expect(
      await sentinelsIn(['None', 'none', 'no checking', 'other', 'Unknown bird', 'Na', 'not applicable']),
    ).toEqual([]);
  });

  test('finds a placeholder date with an earlier date beyond it', async () => {
    const days = cells(300, (i) =>
      i === 7 ? '1875-03-04' : i % 30 === 0 ? '1900-01-01' : `2015-0${(i % 9) + 1}-1${i % 10}`,
    );
    const found = await tables.issuesOf('missing.sentinel', { day: { type: 'date', cells: days } });
    expect(found[0]?.fixes).toMatchObject([{ values: ['1900-01-01'] }]);
  });

  test('finds placeholder dates', async () => {
    const days = cells(100, (i) => (i % 30 === 0 ? '1900-01-01' : `2015-0${(i % 9) + 1}-1${i % 10}`));
    const found = await tables.issuesOf('missing.sentinel', { day: { type: 'date', cells: days } });
    expect(found).toMatchObject([{ count: 4, rows: [1, 31, 61, 91] }]);
    expect(found[0]?.fixes).toMatchObject([{ values: ['1900-01-01'] }]);
  });
});
