import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();

describe('missing.row', () => {
  test('counts rows with more than half of the cells missing, NaN among them', async () => {
    const holed = (rows: number[]) => cells(50, (i) => (rows.includes(i) ? null : i * 1.5));
    const issues = await tables.issuesOf('missing.row', {
      a: holed([3, 9]),
      b: cells(50, (i) => (i === 3 || i === 20 ? Number.NaN : i / 7)),
      c: holed([3, 9]),
      d: cells(50, (i) => (i === 3 ? null : 'x')),
    });
    expect(issues).toMatchObject([{ columns: [], count: 1, rows: [4], statistic: 1, threshold: 0.5 }]);
    expect(issues[0]?.message).toContain('1 row has no cell at all');
  });

  test('counts rows of one or two columns that are empty', async () => {
    const holed = (...rows: number[]) => cells(50, (i) => (rows.includes(i) ? null : i * 1.5));
    const pair = await tables.issuesOf('missing.row', { a: holed(3, 9), b: holed(9, 30) });
    expect(pair).toMatchObject([{ count: 1, rows: [10], title: '1 row is empty' }]);
    const single = await tables.issuesOf('missing.row', { a: holed(3, 9) });
    expect(single).toMatchObject([{ count: 2, rows: [4, 10] }]);
    expect(await tables.issuesOf('missing.row', { a: holed(3), b: holed(9) })).toEqual([]);
    expect(await tables.issuesOf('missing.row', { a: cells(50, () => null), b: holed() })).toEqual([]);
  });

  test('is silent when exactly half is missing, and without missing cells', async () => {
    const half = cells(50, (i) => (i === 3 ? null : i));
    const whole = cells(50, (i) => i % 7);
    expect(await tables.issuesOf('missing.row', { a: half, b: half, c: whole, d: whole })).toEqual([]);
    expect(await tables.issuesOf('missing.row', { a: whole, b: whole, c: whole })).toEqual([]);
  });
});

describe('missing.disguised-mix', () => {
  test('finds two spellings, and one beside empty cells as a note', async () => {
    const words = cells(60, (i) => ['ash', 'oak', 'elm'][i % 3] ?? '');
    const planted = (changes: Record<number, string | null>) =>
      words.map((word, i) => (i in changes ? (changes[i] ?? null) : word));
    const issues = await tables.issuesOf('missing.disguised-mix', {
      mixed: planted({ 4: 'NA', 9: 'n/a', 30: 'NA' }),
      single: planted({ 5: '?', 6: null }),
      one: planted({ 5: '?', 8: '?' }),
      empty: planted({ 7: null }),
    });
    expect(
      issues.map(({ columns, severity, count, rows, statistic }) => [
        columns[0],
        severity,
        count,
        rows,
        statistic,
      ]),
    ).toEqual([
      ['mixed', 'warning', 3, [5, 10, 31], 2],
      ['single', 'note', 1, [6], 2],
    ]);
    expect(issues[0]?.fixes).toMatchObject([{ kind: 'mark-missing', values: ['NA', 'n/a'] }]);
  });
});

describe('missing.together', () => {
  const gap = (rows: ReadonlySet<number>, count = 400) => cells(count, (i) => (rows.has(i) ? null : i % 17));

  test('joins columns that are missing in the same rows, with the exact coefficient', async () => {
    const shared = new Set(cells(30, (i) => i * 13));
    const issues = await tables.issuesOf('missing.together', {
      a: gap(shared),
      b: gap(shared),
      c: gap(new Set([...shared, 5])),
      d: gap(new Set(cells(30, (i) => 1 + i * 13))),
    });
    expect(issues).toMatchObject([
      { columns: ['a', 'b', 'c'], count: 30, statistic: 1, severity: 'note', threshold: 0.9 },
    ]);
    expect(issues[0]?.rows).toEqual(cells(20, (i) => i * 13 + 1));
  });

  test('equals the correlation of the two indicators', async () => {
    const a = new Set(cells(40, (i) => i * 9));
    const b = new Set([...[...a].slice(0, 38), 361, 362, 364]);
    const issues = await tables.issuesOf('missing.together', { a: gap(a), b: gap(b) });
    const [pa, pb, both] = [40 / 400, 41 / 400, 38 / 400];
    const phi = (both - pa * pb) / Math.sqrt(pa * (1 - pa) * pb * (1 - pb));
    expect(issues[0]?.statistic).toBeCloseTo(phi, 12);
  });

  test('looks at hundreds of columns, past the 30 that are read at a time', async () => {
    const rng = createRng(5);
    const columns = Object.fromEntries(
      Array.from({ length: 120 }, (_, c) => [
        `c${c}`,
        gap(
          new Set(
            c === 3 || c === 117 ? cells(25, (i) => 4 + i * 15) : [...rng.permutation(400).slice(0, 25)],
          ),
        ),
      ]),
    );
    const issues = await tables.issuesOf('missing.together', columns);
    expect(issues.map(({ columns: names }) => names)).toEqual([['c3', 'c117']]);
  });

  test('is silent on a handful of shared rows', async () => {
    const few = new Set([3, 90, 200, 301]);
    expect(await tables.issuesOf('missing.together', { a: gap(few), b: gap(few) })).toEqual([]);
  });
});

describe('missing.informative', () => {
  const rng = createRng(11);
  const label = cells(1000, () => (rng.next() < 0.3 ? 'yes' : 'no'));

  test('finds missing cells that go with the target', async () => {
    const issues = await tables.issuesOf(
      'missing.informative',
      {
        x: cells(1000, (i) => (label[i] === 'yes' && i % 3 === 0 ? null : i % 19)),
        y: cells(1000, (i) => (i % 10 === 0 ? null : i % 19)),
        label,
      },
      { target: 'label' },
    );
    const missing = label.filter((value, i) => value === 'yes' && i % 3 === 0).length;
    expect(issues).toMatchObject([{ columns: ['x'], count: missing, threshold: 0.1, severity: 'warning' }]);
    // chi-squared of the 2 x 2 table by its closed form n (ad - bc)^2 / (margins)
    const yes = label.filter((value) => value === 'yes').length;
    const [a, b, c, d] = [missing, 0, yes - missing, 1000 - yes];
    const chi = (1000 * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
    expect(issues[0]?.statistic).toBeCloseTo(Math.sqrt(chi / 1000), 12);
  });

  test('is silent when missing cells fall at random or are few, and never names the target', async () => {
    const issues = await tables.issuesOf(
      'missing.informative',
      {
        ...Object.fromEntries(
          Array.from({ length: 20 }, (_, c) => [
            `x${c}`,
            cells(1000, (i) => (rng.next() < 0.05 ? null : i % 19)),
          ]),
        ),
        few: cells(1000, (i) => (label[i] === 'yes' && i < 20 ? null : i)),
        label: label.map((value, i) => (i % 50 === 0 ? null : value)),
      },
      { target: 'label' },
    );
    expect(issues).toEqual([]);
  });
});
