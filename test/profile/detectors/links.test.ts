import { describe, expect, test } from 'vitest';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();
const rng = createRng(31);
const noise = (rows: number, scale = 1) => cells(rows, () => scale * rng.normal());

describe('correlation.collinear', () => {
  const inflated = (planted: Parameters<typeof tables.issuesOf>[1]) =>
    tables.issuesOf('correlation.collinear', planted);

  test('finds a sum of columns that no pair shows, and what to give up', async () => {
    const [a, b, c] = [noise(500), noise(500), noise(500)];
    const sum = cells(500, (i) => (a[i] ?? 0) + (b[i] ?? 0) + (c[i] ?? 0) + 0.1 * rng.normal());
    const [issue] = await inflated({ a, b, c, sum, other: noise(500) });
    expect(issue).toMatchObject({ severity: 'note', columns: ['a', 'b', 'c', 'sum'], threshold: 10 });
    // Var(sum | a, b, c) is 0.01 of 3.01, so the factor is 301; 500 rows leave some spread.
    expect(issue?.statistic).toBeGreaterThan(250);
    expect(issue?.statistic).toBeLessThan(350);
    expect(issue?.fixes).toMatchObject([{ kind: 'drop-columns', columns: ['sum'] }]);
  });

  test('survives exact dependence and missing cells', async () => {
    const x = noise(300);
    const found = await inflated({
      x,
      twice: x.map((value) => 2 * value + 1),
      gaps: noise(300).map((value, i) => (i % 7 === 0 ? null : value)),
      constant: cells(300, () => 4),
    });
    expect(found).toMatchObject([{ columns: ['x', 'twice'] }]);
    expect(found[0]?.statistic).toBeGreaterThan(1e6);
  });

  test('is silent on independent columns, on r = 0.9, and on more columns than rows allow', async () => {
    const x = noise(400);
    // r = 1 / sqrt(1 + s²) = 0.9 for s = 0.484, a factor of 5.3.
    const y = x.map((value) => value + 0.484 * rng.normal());
    expect(await inflated({ x, y, z: noise(400) })).toEqual([]);
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`w${i}`, noise(40)]));
    expect(await inflated(wide)).toEqual([]);
  });
});

describe('correlation.reversal', () => {
  const reversed = async (planted: Parameters<typeof tables.issuesOf>[1], target?: string) =>
    (await tables.issuesOf('correlation.reversal', planted, { target })).map(({ columns, statistic }) => [
      ...columns,
      Math.sign(statistic ?? 0),
    ]);
  const plot = cells(900, (i) => i % 3);
  const dose = plot.map((group) => 3 * group + rng.normal());
  const yields = plot.map((group, i) => 6 * group - ((dose[i] ?? 0) - 3 * group) + 0.5 * rng.normal());

  test('finds a link that turns round within groups', async () => {
    const named = plot.map((group) => `plot ${group}`);
    expect(await reversed({ named, dose, yields, other: noise(900) })).toEqual([['dose', 'yields', -1]]);
  });

  test('finds the effect on a target of two classes, and groups by the target', async () => {
    const named = plot.map((group) => `plot ${group}`);
    const ill = plot.map((group, i) =>
      2 * group - 1.5 * ((dose[i] ?? 0) - 3 * group) - 2 + rng.normal() > 0 ? 'yes' : 'no',
    );
    expect(await reversed({ named, dose, ill }, 'ill')).toEqual([['dose', 'ill', -1]]);
    expect(await reversed({ kind: named, dose, yields }, 'kind')).toEqual([['dose', 'yields', -1]]);
  });

  test('is silent when the link only weakens, when one group turns, and on noise', async () => {
    const group = plot.map((value) => `g${value}`);
    const flat = plot.map((value) => 6 * value + rng.normal());
    const one = plot.map((value, i) => 3 * value + (value === 0 ? -1 : 1) * ((dose[i] ?? 0) - 3 * value));
    expect(await reversed({ group, dose, flat, one, other: noise(900) })).toEqual([]);
    expect(await reversed({ group, dose, apart: noise(900), more: noise(900) })).toEqual([]);
  });
});

describe('protected.attribute', () => {
  const found = async (planted: Parameters<typeof tables.issuesOf>[1], target?: string) =>
    (await tables.issuesOf('protected.attribute', planted, { target })).map(({ columns, title }) => [
      columns[0],
      title.split(': ')[1],
    ]);
  const pick = <T extends string | number>(...values: T[]) =>
    cells(200, (i) => values[i % values.length] ?? 0);

  test('goes by name and fitting values, and by values alone', async () => {
    expect(
      await found({
        customerAge: cells(200, (i) => 18 + (i % 60)),
        gender: pick('x', 'y'),
        sex: pick(0, 1),
        status: pick('male single', 'female div/dep', 'male married'),
        belief: pick('Catholic', 'Muslim', 'Hindu'),
        ethnic_group: pick('a', 'b', 'c'),
      }),
    ).toEqual([
      ['belief', 'religion'],
      ['customerAge', 'age'],
      ['ethnic_group', 'race or ethnic origin'],
      ['gender', 'sex'],
      ['sex', 'sex'],
      ['status', 'sex'],
    ]);
  });

  test('is silent on look-alikes', async () => {
    expect(
      await found({
        age_of_vehicle: cells(200, (i) => i % 30),
        age: cells(200, (i) => 1000 * i),
        page: pick(1, 2, 3),
        colour: pick('white', 'black', 'red'),
        size: pick('S', 'M', 'L'),
        class: pick('single', 'double'),
        type: pick('m', 'k'),
      }),
    ).toEqual([]);
  });
});

describe('protected.proxy', () => {
  test('finds a feature that tells a protected one, and no other', async () => {
    const sex = cells(600, () => (rng.next() < 0.5 ? 'female' : 'male'));
    const collar = sex.map((value) => (value === 'male' ? 41 : 35) + 3 * rng.normal());
    const found = await tables.issuesOf('protected.proxy', { sex, collar, other: noise(600) });
    expect(found).toMatchObject([{ columns: ['collar', 'sex'], severity: 'warning' }]);
    // AUC of two normals 2 deviations apart is Phi(sqrt 2) = 0.921.
    expect(found[0]?.statistic).toBeGreaterThan(0.88);
    expect(await tables.issuesOf('protected.proxy', { kind: sex.map((s) => s.length), collar })).toEqual([]);
  });

  test('takes the codes of a category as groups each', async () => {
    const race = cells(900, () => 1 + rng.integer(5));
    // Each code has a place of its own on the scale, in an order in which halves by size are mixed.
    const place = [0, 12, 3, 9, 6];
    const apart = race.map((value) => (place[value - 1] ?? 0) + rng.normal());
    const found = await tables.issuesOf('protected.proxy', { race, apart, other: noise(900) });
    expect(found.map(({ columns }) => columns)).toEqual([['apart', 'race']]);
    expect(found[0]?.statistic).toBeGreaterThan(0.9);
  });

  test('parts ages at their median', async () => {
    const age = cells(600, () => 20 + rng.integer(60));
    const years = age.map((value) => Math.max(0, value - 22 + 2 * rng.normal()));
    const found = await tables.issuesOf('protected.proxy', { age, years, other: noise(600) });
    expect(found.map(({ columns }) => columns)).toEqual([['years', 'age']]);
  });
});
