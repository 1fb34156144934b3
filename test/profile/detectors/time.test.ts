import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../core/contract/dataset.ts';
import { profileTable } from '../../../core/profile/profile.ts';
import { filteredRows } from '../../../core/recipe/row-filter.ts';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(41);
const stamp = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);
const start = Date.UTC(2021, 0, 4) / 1000;
const timestamps = (seconds: readonly (number | null)[]) => ({
  type: 'timestamp' as const,
  cells: seconds.map((value): Cell => (value === null ? null : stamp(value))),
});
const days = (offsets: readonly number[]) => ({
  type: 'date' as const,
  cells: offsets.map((day): Cell => stamp(start + 86_400 * day).slice(0, 10)),
});

/** Ids of what the time detectors find in one column of moments. */
async function found(at: ReturnType<typeof timestamps> | ReturnType<typeof days>): Promise<string[]> {
  const { issues } = await tables.profile({ at, x: at.cells.map(() => rng.normal()) });
  return issues.map(({ detector }) => detector).filter((id) => /^time\.(gap|duplicate|dst)$/.test(id));
}

describe('series of moments', () => {
  const even = cells(2000, (i) => start + 600 * i);

  test('an even one is clean, also shuffled, monthly, on weekdays and during office hours', async () => {
    const shuffled = Array.from(rng.permutation(even.length), (i) => even[i] ?? 0);
    const months = cells(60, (i) => Date.UTC(2015, i, 1) / 1000);
    const weekdays = cells(1000, (i) => i).filter((day) => day % 7 < 5);
    const office = cells(2000, (i) => start + 86_400 * Math.floor(i / 9) + 3600 * (8 + (i % 9)));
    expect(await found(timestamps(even))).toEqual([]);
    expect(await found(timestamps(shuffled))).toEqual([]);
    expect(await found(timestamps(months))).toEqual([]);
    expect(await found(days(weekdays))).toEqual([]);
    expect(await found(timestamps(office))).toEqual([]);
  });

  test('events at no even pace are left alone, whatever their density', async () => {
    for (const span of [700, 2000, 20_000]) {
      expect(await found(days(cells(2000, () => rng.integer(span))))).toEqual([]);
    }
    expect(await found(timestamps(cells(2000, () => start + rng.integer(4_000_000))))).toEqual([]);
  });

  test('a gap is told by length and rows on both sides', async () => {
    const at = timestamps(even.map((moment, i) => moment + (i >= 700 ? 6000 : 0)));
    const [issue] = await tables.issuesOf('time.gap', { at, x: even });
    expect(issue).toMatchObject({ count: 1, severity: 'note', rows: [700, 701], statistic: 11 });
    expect(issue?.message).toContain('10 minutes');
  });

  test('many gaps are a warning', async () => {
    const kept = cells(2000, (i) => i).filter((i) => i % 50 > 2);
    const [issue] = await tables.issuesOf('time.gap', { at: days(kept), x: kept });
    expect(issue).toMatchObject({ count: 39, severity: 'warning' });
  });

  test('repeated stamps are counted beyond the usual rows, also in a panel', async () => {
    const at = timestamps(even.map((moment, i) => (i === 40 ? moment - 600 : moment)));
    const issues = await tables.issuesOf('time.duplicate', { at, x: even });
    expect(issues).toMatchObject([{ count: 1, rows: [40, 41], fixes: [{ kind: 'drop-rows' }] }]);
    const panel = cells(3000, (i) => start + 3600 * Math.floor(i / 3));
    expect(await found(timestamps(panel))).toEqual([]);
    expect(await found(timestamps([...panel, panel[600] ?? 0]))).toEqual(['time.duplicate']);
  });

  test.each([
    ['Berlin', 'Europe/Berlin'],
    ['London', 'Europe/London'],
    ['New York', 'America/New_York'],
    ['Sydney', 'Australia/Sydney'],
  ])('a wall clock in %s is known by its changes, and by nothing else', async (_, timeZone) => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    const local = cells(24 * 500, (i) => format.format((start + 3600 * i) * 1000).replace(' ', 'T'));
    const planted = { at: { type: 'timestamp' as const, cells: local }, x: local.map(() => rng.normal()) };
    const { issues } = await tables.profile(planted);
    const ids = issues.filter(({ detector }) => detector.startsWith('time.'));
    expect(ids).toMatchObject([{ detector: 'time.dst', count: 3 }]);
  });

  test('a missing hour on another day is no clock change', async () => {
    const hours = cells(24 * 200, (i) => start + 3600 * i).filter((_, i) => i !== 1111);
    expect(await found(timestamps(hours))).toEqual([]);
  });
});

describe('time.future', () => {
  const future = async (name: string, offsets: readonly number[], asOf: string | undefined) => {
    const table = await tables.plant({ [name]: days(offsets), x: cells(offsets.length, () => rng.normal()) });
    const now = () => performance.now();
    const options = { sql: tables.sql(), table, target: null, seed: 1, now };
    const { issues } = await profileTable(asOf === undefined ? options : { ...options, asOf });
    return issues.filter(({ detector }) => detector === 'time.future');
  };
  const past = cells(400, (i) => -i);

  test('counts dates past the day of loading, a day of grace aside', async () => {
    const found = await future('seen_on', [...past, 1, 9, 400], '2021-01-04T12:00:00Z');
    expect(found).toMatchObject([{ severity: 'warning', count: 2, rows: [402, 403] }]);
    expect(found[0]?.fixes).toMatchObject([{ kind: 'drop-rows', where: { value: '2021-01-05' } }]);
  });

  test('offers to leave out exactly the rows that it counts, whatever placeholders stand beside them', async () => {
    const none = '9999-12-31';
    const asOf = '2021-01-04T12:00:00.500Z';
    const kinds: [string, 'date' | 'timestamp', (string | null)[]][] = [
      ['an end far off', 'date', [none, none, none]],
      ['placeholders between', 'date', ['2099-12-31', '2099-12-31', '2099-12-31', '2150-01-01']],
      ['infinite ones', 'date', ['infinity', null]],
      [
        'times',
        'timestamp',
        ['2021-01-05 12:00:00', '2021-01-05 12:00:01', `${none} 00:00:00`, `${none} 00:00:00`],
      ],
    ];
    for (const [kind, type, others] of kinds) {
      const planted = { seen_on: { type, cells: [...days(past).cells, '2021-02-03', ...others] } };
      const table = await tables.plant(planted);
      const now = () => performance.now();
      const { issues } = await profileTable({ sql: tables.sql(), table, target: null, seed: 1, now, asOf });
      const [issue] = issues.filter(({ detector }) => detector === 'time.future');
      const [fix] = issue?.fixes ?? [];
      if (fix?.kind !== 'drop-rows') throw new Error(`no rows are left out: ${kind}`);
      const recipe = { missing: {}, dropRows: [fix.where] };
      const dropped = await filteredRows({ sql: tables.sql(), table, recipe });
      const rows = [...dropped.keys()].filter((row) => dropped[row] === 1).map((row) => row + 1);
      expect([kind, rows]).toEqual([kind, issue?.rows]);
      expect(rows).toHaveLength(issue?.count ?? 0);
    }
  });

  test('is silent on the past, on columns that look ahead, and when the day is not known', async () => {
    const asOf = '2021-01-04T12:00:00Z';
    expect(await future('seen_on', past, asOf)).toEqual([]);
    expect(await future('valid_until', [...past, 9], asOf)).toEqual([]);
    expect(
      await future(
        'slot',
        cells(100, (i) => i),
        asOf,
      ),
    ).toEqual([]);
    expect(await future('seen_on', [...past, 9], undefined)).toEqual([]);
  });
});

describe('order.non-iid', () => {
  const drift = async (planted: Parameters<typeof tables.issuesOf>[1], target?: string) =>
    tables.issuesOf('order.non-iid', planted, { target });
  const noise = () => cells(1200, () => rng.normal());

  test('a drifting target is a warning, a drifting feature a note', async () => {
    const label = cells(1200, (i) => (rng.next() < 0.2 + (0.4 * i) / 1200 ? 'yes' : 'no'));
    const [issue] = await drift({ label, a: noise(), b: noise() }, 'label');
    expect(issue).toMatchObject({ severity: 'warning', title: 'label drifts along the rows' });
    expect(issue?.columns[0]).toBe('label');
    const [feature] = await drift({ a: noise().map((x, i) => x + i / 600), b: noise() });
    expect(feature).toMatchObject({ severity: 'note', columns: ['a'] });
  });

  test('sees a change after the first quarter, and offers the moments to split by', async () => {
    const at = days(cells(1200, (i) => i));
    const [issue] = await drift({ at, a: noise().map((x, i) => (i < 300 ? x + 1 : x)), b: noise() });
    expect(issue).toMatchObject({ columns: ['a'], fixes: [{ kind: 'role', column: 'at', role: 'time' }] });
  });

  test('rows sorted by a category explain the rest', async () => {
    const kind = cells(1200, (i) => `kind ${Math.floor(i / 400)}`);
    const [issue] = await drift(
      { kind, a: noise().map((x, i) => x + Math.floor(i / 400)), b: noise() },
      'kind',
    );
    expect(issue).toMatchObject({ severity: 'note', title: 'Rows are sorted by kind', columns: ['a'] });
  });

  test('is silent on rows in no order, however many columns, and on identifiers', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`w${i}`, cells(150, () => rng.normal())]),
    );
    expect(await drift(wide)).toEqual([]);
    const city = cells(1200, () => `city ${rng.integer(30)}`);
    expect(await drift({ id: cells(1200, (i) => i), city, a: noise() })).toEqual([]);
  });
});
