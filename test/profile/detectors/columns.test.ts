import { describe, expect, test } from 'vitest';
import { applyFix, isApplied, removeFix } from '../../../core/contract/apply-fix.ts';
import { recipeSpec } from '../../../core/contract/experiment.ts';
import { wordsOf } from '../../../core/profile/identifier.ts';
import { fitSteps } from '../../../core/recipe/fit-steps.ts';
import { createRng } from '../../../core/shared/rng.ts';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();

describe('constant.column', () => {
  test('finds the one value of numbers, text and yes/no', async () => {
    const found = await tables.issuesOf('constant.column', {
      a: cells(30, () => 4),
      b: cells(30, () => 'x'),
      c: cells(30, () => true),
      d: cells(30, (i) => i % 2),
    });
    expect(found.map(({ columns, count, severity }) => [columns[0], count, severity])).toEqual([
      ['a', 30, 'warning'],
      ['b', 30, 'warning'],
      ['c', 30, 'warning'],
    ]);
  });

  test('is a note when some cells are missing, and names filled rows', async () => {
    const found = await tables.issuesOf('constant.column', { a: [null, 5, 5, null, 5], b: [1, 2, 3, 4, 5] });
    expect(found).toMatchObject([{ severity: 'note', count: 3, rows: [2, 3, 5] }]);
  });

  test('says nothing of a table with one row', async () => {
    expect(await tables.issuesOf('constant.column', { a: [1], b: ['x'] })).toEqual([]);
  });
});

describe('cardinality.high', () => {
  test('counts the rows beyond the fifty most frequent levels', async () => {
    const words = cells(130, (i) => `level ${i < 100 ? i % 50 : i}`);
    const found = await tables.issuesOf('cardinality.high', { words, n: cells(130, (i) => i % 9) });
    expect(found).toMatchObject([
      { columns: ['words'], statistic: 80, threshold: 50, count: 30, severity: 'warning' },
    ]);
    expect(found[0]?.rows).toEqual(cells(20, (i) => 101 + i));
  });

  test('asks for fewer levels than a recipe keeps by itself, so no fix is taken before anyone takes it', async () => {
    const words = cells(130, (i) => `level ${i < 100 ? i % 50 : i}`);
    const [issue] = await tables.issuesOf('cardinality.high', { words, n: cells(130, (i) => i % 9) });
    const [limit, ...others] = issue?.fixes ?? [];
    if (limit?.kind !== 'limit-levels') throw new Error('no limit is offered');
    const untouched = recipeSpec.parse({});
    expect([limit, ...others].some((fix) => isApplied(untouched, fix))).toBe(false);
    expect(limit.label).toBe('Keep the 10 most frequent levels of every text column');
    const limited = applyFix(untouched, limit);
    expect(limited.maxLevels).toBe(10);
    expect(removeFix(limited, limit)).toEqual(untouched);
    const own = { ...untouched, maxLevels: 200 };
    expect(removeFix(own, limit)).toEqual(own);
  });

  test('notes levels seen once, but no words for unknown', async () => {
    const words = [...cells(40, (i) => (i % 2 === 0 ? 'a' : 'b')), 'c', '?'];
    const found = await tables.issuesOf('cardinality.high', { words });
    expect(found).toMatchObject([{ severity: 'note', count: 1, rows: [41] }]);
  });

  test('is silent on up to fifty repeated levels', async () => {
    expect(
      await tables.issuesOf('cardinality.high', { words: cells(100, (i) => `level ${i % 50}`) }),
    ).toEqual([]);
  });
});

describe('id.column', () => {
  const rng = createRng(7);
  const shuffled = [...rng.permutation(60)];
  const flagged = async (planted: Parameters<typeof tables.issuesOf>[1]) =>
    (await tables.issuesOf('id.column', planted)).flatMap(({ columns }) => columns);

  test('finds row numbers, shuffled numbers without gaps, codes, and long numbers', async () => {
    const found = await flagged({
      running: cells(60, (i) => 10 + 2 * i),
      shuffled,
      code: cells(60, (i) => `K-${i * 31}`),
      phone: cells(60, (i) => 4_915_000_000 + i * i * 977),
    });
    expect(found.toSorted()).toEqual(['code', 'phone', 'running', 'shuffled']);
  });

  test('finds an id that repeats by its name', async () => {
    const [issue] = await tables.issuesOf('id.column', {
      PatientID: cells(60, (i) => 7000 + Math.min(i, 50) ** 2),
    });
    expect(issue).toMatchObject({ columns: ['PatientID'], count: 60, statistic: 51 / 60 });
    expect(issue?.rows).toEqual(cells(10, (i) => 51 + i));
  });

  test('is silent on measurements, dates, years, categories and amounts that happen to be unique', async () => {
    const found = await flagged({
      height: cells(60, (i) => 150 + i * 0.37),
      day: { type: 'date', cells: cells(60, (i) => new Date(86_400_000 * i).toISOString().slice(0, 10)) },
      year: cells(60, (i) => 1950 + i),
      department_id: cells(60, (i) => i % 6),
      population: cells(60, (i) => 2000 + i * i * 1733),
      review: cells(
        60,
        (i) => `${'A long text about what was bought and how it went, number '.repeat(2)}${i}`,
      ),
      weight: cells(60, (i) => 50 + (i % 30)),
    });
    expect(found).toEqual([]);
  });

  test('never names the target', async () => {
    expect(await tables.issuesOf('id.column', { id: [1, 2, 3], x: [1, 1, 2] }, { target: 'id' })).toEqual([]);
  });

  test.each([
    ['PassengerId', ['passenger', 'id']],
    ['customerID', ['customer', 'id']],
    ['USERId', ['user', 'id']],
    ['order_no.', ['order', 'no']],
    ['Width', ['width']],
  ])('reads the words of %s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe('number.outlier', () => {
  const skewed = createRng(3);
  const bell = (i: number) => 100 + ((i * 37) % 41) + ((i * 17) % 13);

  test('finds far cells on either side, with their rows', async () => {
    const found = await tables.issuesOf('number.outlier', {
      x: cells(200, (i) => (i === 10 ? 900.5 : i === 20 ? -700 : bell(i))),
    });
    expect(found).toMatchObject([{ severity: 'warning', count: 2, rows: [11, 21] }]);
    expect(found[0]?.statistic).toBeGreaterThan(6);
  });

  test('is a note that names skew when logarithms show nothing', async () => {
    const found = await tables.issuesOf('number.outlier', {
      x: cells(300, () => Math.exp(0.8 * skewed.normal())),
    });
    expect(found).toMatchObject([{ severity: 'note' }]);
    expect(found[0]?.message).toContain('skewed');
    expect(found[0]?.fixes).toMatchObject([{ kind: 'log1p', column: 'x' }]);
  });

  test('is a note that names the tails when both are heavy', async () => {
    const heavy = createRng(4);
    const found = await tables.issuesOf('number.outlier', {
      x: cells(3000, () => Math.log(1 / (heavy.next() || 0.5) - 1) * (1 + heavy.next())),
    });
    expect(found).toMatchObject([{ severity: 'note' }]);
    expect(found[0]?.message).toContain('tails');
    expect(found[0]?.fixes).toMatchObject([{ kind: 'clip', column: 'x' }]);
  });

  test('counts only what skew does not explain', async () => {
    const found = await tables.issuesOf('number.outlier', {
      x: cells(3000, (i) => (i === 70 ? 1e6 : 5 - Math.exp(0.8 * skewed.normal()))),
      y: cells(3000, (i) => (i === 90 ? 1e6 : Math.exp(0.8 * skewed.normal()))),
    });
    expect(found).toMatchObject([
      { severity: 'warning', columns: ['x'], count: 1, rows: [71] },
      { severity: 'warning', columns: ['y'], count: 1, rows: [91] },
    ]);
  });

  test('sets codes for missing aside', async () => {
    const found = await tables.issuesOf('number.outlier', {
      x: cells(200, (i) => (i % 50 === 0 ? 9999 : bell(i))),
    });
    expect(found).toEqual([]);
  });

  test.each([
    ['on either side', (i: number) => (i === 10 ? 900.5 : i === 20 || i === 21 ? -700 : bell(i))],
    ['above', (i: number) => (i % 60 === 0 ? 5000 + i : bell(i))],
  ])('offers a clip that leaves no cell far off %s, whichever rows are learned from', async (_, cell) => {
    const planted = { x: cells(400, cell) };
    const [issue] = await tables.issuesOf('number.outlier', planted);
    const [fix] = issue?.fixes ?? [];
    if (fix?.kind !== 'clip') throw new Error('no clip is offered');
    const recipe = applyFix(recipeSpec.parse({}), fix);
    const table = await tables.plant(planted);
    for (const seed of [1, 2, 3]) {
      const rng = createRng(seed);
      const parts = Uint8Array.from(planted.x, () => (rng.next() < 0.6 ? 0 : 2));
      const { table: clipped } = await fitSteps({ sql: tables.sql(), table, recipe, parts });
      const [values = new Float64Array()] = await tables.sql().numbers(`SELECT c0 FROM ${clipped.from}`);
      expect(Math.max(...values)).toBeLessThanOrEqual(152);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(100);
    }
  });

  test('offers a clip that a recipe takes where many of the few filled cells are far off', async () => {
    for (const every of [4, 5, 10]) {
      const [issue] = await tables.issuesOf('number.outlier', {
        x: cells(4000, (i) => (i > 200 ? null : i % every === 1 ? 5000 + i : bell(i))),
      });
      const recipes = issue?.fixes.map((fix) => applyFix(recipeSpec.parse({}), fix)) ?? [];
      expect(recipes.map((recipe) => recipeSpec.safeParse(recipe).success)).toEqual([true]);
    }
  });

  test('offers no clip that codes for missing would share in', async () => {
    const [issue] = await tables.issuesOf('number.outlier', {
      x: cells(400, (i) => (i === 7 ? 900.5 : i % 50 === 0 ? 99999 : bell(i))),
    });
    expect(issue).toMatchObject({ count: 1, rows: [8], fixes: [] });
  });

  test('counts infinite cells', async () => {
    const found = await tables.issuesOf('number.outlier', {
      x: cells(200, (i) => (i === 4 ? Infinity : bell(i) / 3)),
    });
    expect(found).toMatchObject([{ severity: 'warning', count: 1, rows: [5] }]);
  });

  test('is silent on even spreads, scales, mostly-zero columns and values that are not few', async () => {
    const found = await tables.issuesOf('number.outlier', {
      even: cells(200, (i) => i),
      bell: cells(200, bell),
      scale: cells(200, (i) => (i % 40 === 0 ? 10 : 3 + (i % 2))),
      zero: cells(200, (i) => (i % 10 === 0 ? 5000 + i : 0)),
      common: cells(200, (i) => (i % 15 === 0 ? 5000 + i : bell(i))),
    });
    expect(found).toEqual([]);
  });
});
