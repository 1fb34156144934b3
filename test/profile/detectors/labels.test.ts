import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(5);

describe('target.missing', () => {
  const of = (label: (string | null)[]) =>
    tables.issuesOf('target.missing', { label, x: label.map(() => rng.normal()) }, { target: 'label' });

  test.each([
    [1, 'note'],
    [20, 'warning'],
    [600, 'error'],
  ])('%i of 1000 rows without a label are a %s', async (count, severity) => {
    const label = cells(1000, (i) => (i >= 1000 - count ? null : i % 2 === 0 ? 'a' : 'b'));
    const [issue] = await of(label);
    expect(issue).toMatchObject({ severity, count, share: count / 1000 });
    expect(issue?.rows[0]).toBe(1001 - count);
  });

  test('is silent when every row has a label, and sees numbers', async () => {
    expect(await of(cells(100, (i) => (i % 2 === 0 ? 'a' : 'b')))).toEqual([]);
    const found = await tables.issuesOf(
      'target.missing',
      { y: cells(50, (i) => (i === 4 ? null : i % 2)), x: cells(50, () => rng.normal()) },
      { target: 'y' },
    );
    expect(found).toMatchObject([{ count: 1, rows: [5] }]);
  });
});

describe('target.single', () => {
  const of = (label: (string | null)[]) =>
    tables.issuesOf('target.single', { label, x: label.map(() => rng.normal()) }, { target: 'label' });

  test('is an error with one class or none, and silent with two', async () => {
    expect(await of(cells(50, () => 'a'))).toMatchObject([{ severity: 'error', count: 50, statistic: 1 }]);
    expect(await of(cells(50, () => null))).toMatchObject([{ severity: 'error', count: 0, statistic: 0 }]);
    expect(await of(cells(50, (i) => (i === 3 ? 'b' : 'a')))).toEqual([]);
  });
});

describe('target.label-noise', () => {
  /** Two kinds, told apart by twelve signals with a distance of `gap` in each; `turned` labels are wrong. */
  const kinds = (options: { rows: number; gap: number; turned: ReadonlySet<number>; odds?: number }) => {
    const truth = cells(options.rows, () => rng.next() < (options.odds ?? 0.45));
    const signals = Array.from({ length: 12 }, (_, i) => [
      `s${i}`,
      truth.map((kind) => (kind ? options.gap / 2 : -options.gap / 2) + rng.normal()),
    ]);
    const label = truth.map((kind, i) => (kind !== options.turned.has(i) ? 'yes' : 'no'));
    return { ...Object.fromEntries(signals), label };
  };
  const noise = (options: Parameters<typeof kinds>[0]) =>
    tables.issuesOf('target.label-noise', kinds(options), { target: 'label' });
  const turned = (share: number) => new Set(cells(2000, (i) => i).filter(() => rng.next() < share));

  test.each([0.01, 0.05, 0.1])(
    'finds %d of the labels turned where features leave little doubt',
    async (share) => {
      const wrong = turned(share);
      const [issue] = await noise({ rows: 2000, gap: 1.5, turned: wrong });
      expect(issue).toMatchObject({ severity: 'warning', columns: ['label'] });
      expect(issue?.count).toBeGreaterThan(0.7 * wrong.size);
      expect(issue?.count).toBeLessThan(1.1 * wrong.size);
      const right = issue?.rows.filter((row) => wrong.has(row - 1)) ?? [];
      expect(right.length).toBeGreaterThanOrEqual(0.9 * (issue?.rows.length ?? 0));
      const [fix] = issue?.fixes ?? [];
      if (fix?.kind !== 'drop-rows' || fix.where.kind !== 'rows') throw new Error('no rows to leave out');
      expect(fix.where.rows).toHaveLength(issue?.count ?? 0);
      expect(fix.where.rows).toEqual(expect.arrayContaining([...(issue?.rows ?? [])]));
    },
  );

  test('finds labels of three classes that contradict their rows', async () => {
    const truth = cells(1500, () => rng.integer(3));
    const signals = Array.from({ length: 9 }, (_, i) => [
      `s${i}`,
      truth.map((kind) => (kind === i % 3 ? 3 : 0) + rng.normal()),
    ]);
    const label = truth.map((kind, i) => `kind ${i % 60 === 0 ? (kind + 1) % 3 : kind}`);
    const [issue] = await tables.issuesOf(
      'target.label-noise',
      { ...Object.fromEntries(signals), label },
      { target: 'label' },
    );
    expect(issue?.count).toBeGreaterThan(20);
    expect(issue?.rows.every((row) => (row - 1) % 60 === 0)).toBe(true);
  });

  test.each([
    ['classes apart', { gap: 1.5, odds: 0.45 }],
    ['overlapping classes', { gap: 0.5, odds: 0.45 }],
    ['nearly the same classes', { gap: 0.1, odds: 0.45 }],
    ['a rare class that overlaps', { gap: 0.6, odds: 0.08 }],
    ['a rare class apart', { gap: 1.4, odds: 0.08 }],
  ])('is silent on right labels of %s', async (_, options) => {
    for (let repeat = 0; repeat < 3; repeat++) {
      expect(await noise({ rows: 2000, turned: new Set(), ...options })).toEqual([]);
    }
  });
});

describe('leak.name', () => {
  const label = cells(1000, () => (rng.next() < 0.4 ? 'yes' : 'no'));
  const shifted = (by: number) => label.map((kind) => (kind === 'yes' ? by : 0) + rng.normal());
  const named = async (planted: Record<string, number[]>) =>
    (await tables.issuesOf('leak.name', { ...planted, label }, { target: 'label' })).map(
      ({ columns }) => columns[0],
    );

  test('names columns of a telling name and a strong score', async () => {
    // AUC of two normals is Phi(shift / sqrt 2): 0.80 for 1.2, 0.76 for 1, 0.92 for 2.
    expect(
      await named({ balance_after: shifted(1.2), testOutcome: shifted(2), total_paid: shifted(2) }),
    ).toEqual(expect.arrayContaining(['balance_after', 'testOutcome', 'total_paid']));
  });

  test('is silent on a name or a score alone, and on totals below 0.8', async () => {
    expect(
      await named({
        final_result: shifted(0),
        balance: shifted(2),
        total_paid: shifted(0.9),
        poutcome: shifted(2),
        postcode: shifted(2),
      }),
    ).toEqual([]);
  });
});
