import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(11);
const noise = cells(2000, () => rng.normal());
const coins = cells(2000, () => rng.next());

describe('target.imbalance', () => {
  const imbalance = async (label: (string | null)[]) =>
    tables.issuesOf('target.imbalance', { label, x: noise.slice(0, label.length) }, { target: 'label' });

  test('warns below ten percent and names rows of the rarest class', async () => {
    const found = await imbalance(cells(2000, (i) => (i % 20 === 3 ? 'yes' : 'no')));
    expect(found).toMatchObject([{ severity: 'warning', count: 100, statistic: 0.05, threshold: 0.1 }]);
    expect(found[0]?.rows.slice(0, 2)).toEqual([4, 24]);
  });

  test('notes fewer than a hundred rows', async () => {
    const found = await imbalance(cells(300, (i) => (i % 4 === 0 ? 'yes' : 'no')));
    expect(found).toMatchObject([{ severity: 'note', count: 75, statistic: 75, threshold: 100 }]);
  });

  test('judges many classes by half of an equal share', async () => {
    const even = await imbalance(cells(2000, (i) => `class ${i % 12}`));
    expect(even).toEqual([]);
    const few = await imbalance(cells(600, (i) => `class ${i % 12}`));
    expect(few).toMatchObject([{ severity: 'note', statistic: 50, threshold: 100 }]);
    const uneven = await imbalance(
      cells(2000, (i) => (i % 12 === 0 && i > 900 ? 'class 1' : `class ${i % 12}`)),
    );
    expect(uneven).toMatchObject([{ severity: 'warning', count: 76, statistic: 0.038 }]);
    expect(uneven[0]?.threshold).toBeCloseTo(0.5 / 12, 12);
  });

  test('is silent on even classes, missing labels aside', async () => {
    expect(await imbalance(cells(2000, (i) => (i % 10 === 0 ? null : i % 3 === 0 ? 'yes' : 'no')))).toEqual(
      [],
    );
  });
});

describe('leak.feature', () => {
  const label = cells(1000, (i) => ((coins[i] ?? 0) < 0.3 ? 'yes' : 'no'));
  const leaks = async (planted: Parameters<typeof tables.issuesOf>[1], target = 'label') =>
    (await tables.issuesOf('leak.feature', planted, { target })).map(({ columns, severity }) => [
      columns[0],
      severity,
    ]);

  test('finds a number, a category and a gap that give the target away', async () => {
    const isYes = (i: number) => label[i] === 'yes';
    const found = await leaks({
      number: cells(1000, (i) => (isYes(i) ? 3 : 0) + 0.3 * (noise[i] ?? 0)),
      middle: cells(1000, (i) =>
        isYes(i) ? 0.2 * (noise[i] ?? 0) : i % 2 === 0 ? 2 + i / 1000 : -2 - i / 1000,
      ),
      text: cells(1000, (i) => (isYes(i) ? `a${i % 5}` : `b${i % 7}`)),
      gap: cells(1000, (i) => (isYes(i) ? null : i)),
      label,
    });
    expect(found.toSorted()).toEqual([
      ['gap', 'error'],
      ['middle', 'error'],
      ['number', 'error'],
      ['text', 'error'],
    ]);
  });

  test('warns of a strong column and is silent on a weak one', async () => {
    const shifted = (by: number) => cells(1000, (i) => (label[i] === 'yes' ? by : 0) + (noise[i] ?? 0));
    // AUC of two normals is Phi(shift / sqrt 2): 0.92 for 2, 0.76 for 1.
    expect(await leaks({ strong: shifted(2), weak: shifted(1), label })).toEqual([['strong', 'warning']]);
  });

  test('scores three classes by the mean over classes', async () => {
    const kind = cells(900, (i) => ['a', 'b', 'c'][Math.floor((coins[i] ?? 0) * 3)] ?? 'a');
    const found = await leaks(
      { copy: kind.map((name) => `is ${name}`), noise: noise.slice(0, 900), kind },
      'kind',
    );
    expect(found).toEqual([['copy', 'error']]);
  });

  test('is silent on many random columns of a small table', async () => {
    const random = Object.fromEntries(
      Array.from({ length: 60 }, (_, column) => [`v${column}`, cells(30, () => rng.normal())]),
    );
    expect(await leaks({ ...random, label: label.slice(0, 30) })).toEqual([]);
  });

  test('gives an unseen text no credit', async () => {
    expect(await leaks({ name: cells(1000, (i) => `person ${i}`), label })).toEqual([]);
  });
});

describe('leak.after-outcome', () => {
  const damage = cells(1000, (i) => (i % 10 === 0 ? (i % 20 === 0 ? 'major' : 'minor') : 'none'));
  const find = async (
    planted: Parameters<typeof tables.issuesOf>[1],
    target: Parameters<typeof tables.issuesOf>[2],
  ) => tables.issuesOf('leak.after-outcome', planted, target);
  const filledWhen = (test: (i: number) => boolean) => cells(1000, (i) => (test(i) ? 100 + i : 0));

  test('is an error when filled rows are nearly all positive, for zeros and for gaps', async () => {
    const isFilled = (i: number) => i % 10 === 0 && i < 500;
    const found = await find(
      {
        cost: filledWhen(isFilled),
        note: cells(1000, (i) => (isFilled(i) ? 'paid' : null)),
        closed: { type: 'date', cells: cells(1000, (i) => (isFilled(i) ? '2020-01-01' : null)) },
        flag: cells(1000, isFilled),
        damage,
      },
      { target: { column: 'damage', positive: { not: 'none' } } },
    );
    expect(found.map(({ columns, count, statistic }) => [columns[0], count, statistic])).toEqual(
      ['closed', 'cost', 'flag', 'note'].map((name) => [name, 50, 1]),
    );
    expect(found.every(({ severity }) => severity === 'error')).toBe(true);
    expect(found[0]?.rows.slice(0, 3)).toEqual([1, 11, 21]);
  });

  test('warns from sixty percent with a lift of four, and takes "not the largest class" as positive', async () => {
    const cost = filledWhen((i) => (i % 10 === 0 && i < 700) || i % 40 === 1);
    const [issue] = await find({ cost, damage }, { target: 'damage' });
    expect(issue).toMatchObject({ severity: 'warning', count: 95, statistic: 70 / 95, threshold: 0.6 });
    expect(issue?.message).toContain('not "none"');
  });

  test('takes a single class as positive when only that one fills the column', async () => {
    const [issue] = await find({ cost: filledWhen((i) => i % 20 === 0), damage }, { target: 'damage' });
    expect(issue).toMatchObject({ severity: 'error', count: 50, statistic: 1 });
  });

  test.each([
    ['a column filled at random', filledWhen((i) => i % 13 === 0)],
    ['a column filled in a third of rows', filledWhen((i) => i % 3 === 0 || i % 10 === 0)],
    ['a handful of filled rows', filledWhen((i) => i % 10 === 0 && i < 90)],
    ['a column filled only where nothing happened', filledWhen((i) => i % 10 === 1)],
  ])('is silent on %s', async (_, cost) => {
    expect(await find({ cost, damage }, { target: { column: 'damage', positive: { not: 'none' } } })).toEqual(
      [],
    );
  });
});

describe('correlation.pair', () => {
  const links = async (planted: Parameters<typeof tables.issuesOf>[1], target?: string) =>
    tables.issuesOf('correlation.pair', planted, { target });
  const x = noise.slice(0, 300);

  test('joins linked columns in one finding and offers to keep one', async () => {
    const found = await links({
      a: x,
      b: x.map((value) => Math.exp(value)),
      c: x.map((value, i) => (i % 17 === 0 ? null : -value)),
      other: noise.slice(300, 600),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      columns: ['a', 'b', 'c'],
      count: 300,
      threshold: 0.9,
      severity: 'note',
    });
    expect(found[0]?.statistic).toBeCloseTo(1, 12);
    expect(found[0]?.fixes).toMatchObject([{ kind: 'drop-columns', columns: ['b', 'c'] }]);
  });

  test('finds categories that follow from another, and numbers that follow from a category', async () => {
    const town = cells(300, (i) => `town ${i % 12}`);
    const found = await links({
      town,
      state: cells(300, (i) => `state ${(i % 12) % 3}`),
      height: cells(300, (i) => (i % 12) * 10 + (noise[i] ?? 0) / 10),
    });
    expect(found).toMatchObject([{ columns: ['town', 'state', 'height'] }]);
    const pair = await links({ town, state: cells(300, (i) => `state ${(i % 12) % 3}`) });
    expect(pair[0]?.title).toBe('town nearly determines state');
  });

  test('is silent on independent columns, and leaves the target, ids and constants out', async () => {
    const found = await links(
      {
        x,
        y: noise.slice(300, 600),
        id: cells(300, (i) => i),
        order: cells(300, (i) => i + 0.5),
        same: cells(300, () => 1),
        word: cells(300, (i) => `w${Math.floor((coins[i] ?? 0) * 4)}`),
        label: x.map((value) => (value > 0 ? 'yes' : 'no')),
      },
      'label',
    );
    expect(found).toEqual([]);
  });

  test('states the sample when the work is bounded', async () => {
    const rows = 12_000;
    const a = cells(rows, (i) => (i * 7919) % rows);
    const profile = await tables.profile(
      { a: a.map((value) => value + 0.5), b: a.map((value) => value * 2 + 0.5) },
      { thresholds: { correlationCells: 4000 } },
    );
    const outcome = profile.outcomes.find(({ detector }) => detector === 'correlation.pair');
    expect(outcome?.sampledRows).toBe(10_000);
    expect(profile.issues.find(({ detector }) => detector === 'correlation.pair')?.count).toBe(10_000);
  });
});
