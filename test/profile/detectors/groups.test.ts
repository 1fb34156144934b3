import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();

describe('constant.quasi', () => {
  test('counts the few cells that differ', async () => {
    const issues = await tables.issuesOf('constant.quasi', {
      currency: cells(1000, (i) => (i === 77 || i === 500 ? 'CHF' : 'EUR')),
      flag: cells(1000, (i) => i === 3),
      rate: cells(1000, (i) => (i === 9 ? 0.5 : 1.5)),
    });
    expect(issues.map(({ columns, count, rows, statistic }) => [columns[0], count, rows, statistic])).toEqual(
      [
        ['currency', 2, [78, 501], 0.998],
        ['flag', 1, [4], 0.999],
        ['rate', 1, [10], 0.999],
      ],
    );
  });

  test('is silent below 99.5 %, on constants and on mostly empty columns', async () => {
    expect(
      await tables.issuesOf('constant.quasi', {
        often: cells(1000, (i) => (i % 150 === 0 ? 'b' : 'a')),
        fixed: cells(1000, () => 'a'),
        empty: cells(1000, (i) => (i < 5 ? 'a' : i === 5 ? 'b' : null)),
      }),
    ).toEqual([]);
  });
});

describe('id.group', () => {
  const rng = createRng(4);

  test('finds patients with several rows, and counts the rows that share one', async () => {
    const household = cells(300, (i) => (i < 280 ? `H-${rng.integer(40)}` : `L-${i}`));
    const shared = household.filter((name) => household.indexOf(name) !== household.lastIndexOf(name));
    const issues = await tables.issuesOf('id.group', {
      patient_id: cells(300, (i) => 70_000 + Math.floor(i / 3)),
      household,
    });
    expect(issues.map(({ columns, severity }) => [columns[0], severity])).toEqual([
      ['patient_id', 'warning'],
      ['household', 'warning'],
    ]);
    expect(issues[0]).toMatchObject({ count: 300, statistic: 3, rows: cells(15, (i) => i + 1) });
    expect(issues[0]?.fixes).toMatchObject([{ kind: 'role', role: 'group', column: 'patient_id' }]);
    expect(issues[1]?.count).toBe(shared.length);
  });

  test('is silent on ids that never repeat, small categories, and counts or ages of people', async () => {
    expect(
      await tables.issuesOf('id.group', {
        id: cells(300, (i) => i * 7),
        department_id: cells(300, (i) => i % 6),
        sample_number: cells(300, (i) => i % 150),
        customer_age: cells(300, (i) => 18 + (i % 60)),
        user_count: cells(300, (i) => i % 90),
        city: cells(300, (i) => `city ${i % 40}`),
      }),
    ).toEqual([]);
  });
});

describe('duplicate.column', () => {
  const rng = createRng(9);
  const metres = cells(200, () => 240 + 31 * rng.normal());
  const zone = cells(200, (i) => ['north', 'south', 'east'][(i * i) % 3] ?? '');

  test('finds equal columns, whole numbers in either type, and codes one to one', async () => {
    const steps = cells(200, (i) => (i * i) % 23);
    const issues = await tables.issuesOf('duplicate.column', {
      distance: metres,
      length: metres,
      steps,
      again: { type: 'number', cells: steps },
      zone,
      short: zone.map((word) => word.slice(0, 1)),
    });
    expect(
      issues.map(({ columns, severity, measure }) => [columns, severity, measure.split(' ')[1]]),
    ).toEqual([
      [['distance', 'length'], 'warning', 'equal'],
      [['steps', 'again'], 'warning', 'equal'],
      [['zone', 'short'], 'note', 'whose'],
    ]);
    expect(issues[0]?.fixes).toMatchObject([{ kind: 'drop-columns', columns: ['length'] }]);
  });

  test('is silent when one cell differs, when missing cells differ, and on unique or constant columns', async () => {
    expect(
      await tables.issuesOf('duplicate.column', {
        a: zone,
        b: zone.map((word, i) => (i === 9 ? zone[10] : i === 10 ? zone[9] : word) ?? null),
        c: metres,
        d: metres.map((value) => value * 2),
        e: cells(200, () => 'x'),
        f: cells(200, () => 'x'),
        g: cells(200, (i) => (i % 10 === 0 ? null : i % 7)),
        h: cells(200, (i) => (i % 10 === 1 ? null : i % 7)),
      }),
    ).toEqual([]);
  });

  test('finds copies among hundreds of columns', async () => {
    const columns = Object.fromEntries(
      Array.from({ length: 200 }, (_, c) => [
        `c${c}`,
        cells(60, (i) => (c === 150 || c === 20 ? (i * 31) % 17 : rng.integer(17))),
      ]),
    );
    const issues = await tables.issuesOf('duplicate.column', columns);
    expect(issues.map(({ columns: names }) => names)).toEqual([['c20', 'c150']]);
  });
});
