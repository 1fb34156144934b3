import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { recipeSpec } from '../../core/contract/experiment.ts';
import { applyRecipe } from '../../core/recipe/apply.ts';
import { fitRecipe } from '../../core/recipe/fit.ts';
import { fittedRecipe } from '../../core/recipe/fitted.ts';
import type { SqlValue } from '../../core/shared/sql.ts';
import type { Duck } from '../../core/store/duck.ts';
import { makeTable, openTestDuck, sampleTable } from '../split/make-table.ts';
import { cellsAfter, salt } from './cells-after.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

describe('cast', () => {
  test('a text that is one number is read, with groups of digits, signs and currency; the rest is missing', async () => {
    const cells = [
      '12',
      ' 12.5 ',
      '1,234.5',
      '$1,000',
      '7 %',
      '−3',
      '1e3',
      '1 234',
      '12 34',
      '1,2',
      'n/a',
      '',
      '.',
    ];
    const read = await cellsAfter(duck.sql, { type: 'text', cells, steps: [{ kind: 'cast', to: 'number' }] });
    expect(read.type).toBe('number');
    expect(read.cells).toEqual([12, 12.5, 1234.5, 1000, 7, -3, 1000, 1234, null, null, null, null, null]);
  });

  test('with a decimal comma the point parts groups', async () => {
    const steps = [{ kind: 'cast', to: 'number', decimal: ',' }];
    const read = await cellsAfter(duck.sql, { type: 'text', cells: ['1.234,5', '0,5', '1.5', '-2'], steps });
    expect(read.cells).toEqual([1234.5, 0.5, null, -2]);
  });

  test('dates are read in the order that is asked for, ISO dates in any', async () => {
    const cells = ['31/12/2024', '01.02.2024', '1/2/24', '2024-03-04', '5 Jan 2024', '2024-13-01', 'soon'];
    const read = async (order: string) =>
      (await cellsAfter(duck.sql, { type: 'text', cells, steps: [{ kind: 'cast', to: 'date', order }] }))
        .cells;
    expect(await read('dmy')).toEqual([
      '2024-12-31',
      '2024-02-01',
      '2024-02-01',
      '2024-03-04',
      '2024-01-05',
      null,
      null,
    ]);
    expect((await read('mdy')).slice(0, 3)).toEqual([null, '2024-01-02', '2024-01-02']);
    expect((await read('ymd')).slice(0, 4)).toEqual([null, null, null, '2024-03-04']);
  });

  test('whole numbers become texts without a decimal point', async () => {
    const cells = [1, 2.5, Number.NaN, null];
    const read = await cellsAfter(duck.sql, { type: 'number', cells, steps: [{ kind: 'cast', to: 'text' }] });
    expect(read.cells).toEqual(['1', '2.5', null, null]);
  });

  test('any finite double written by JavaScript is read back exactly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }),
        async (values) => {
          const steps = [{ kind: 'cast', to: 'number' }];
          const read = await cellsAfter(duck.sql, { type: 'text', cells: values.map(String), steps });
          expect(read.cells.map((cell) => Number(cell) + 0)).toEqual(values.map((value) => value + 0));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('texts', () => {
  test('trimming takes white space, control characters and invisible marks, and leaves the inside one space', async () => {
    const cells = [' a ', '\u00a0b\t', 'c\u200bd', 'e \n f', ' ', '', null, 'g'];
    const read = await cellsAfter(duck.sql, { type: 'text', cells, steps: [{ kind: 'trim' }] });
    expect(read.cells).toEqual(['a', 'b', 'cd', 'e f', null, null, null, 'g']);
  });

  test('spellings are merged as the data has them, before trimming', async () => {
    const steps = [{ kind: 'trim' }, { kind: 'merge-spellings', map: { 'yes ': 'Yes', YES: 'Yes' } }];
    const read = await cellsAfter(duck.sql, { type: 'text', cells: ['yes ', 'YES', 'Yes', ' no'], steps });
    expect(read.cells).toEqual(['Yes', 'Yes', 'Yes', 'no']);
  });

  test('hostile spellings are values, not SQL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (from, to) => {
        fc.pre(from.isWellFormed() && to.isWellFormed() && from !== '__proto__');
        const steps = [{ kind: 'merge-spellings', map: { [from]: to } }];
        const read = await cellsAfter(duck.sql, { type: 'text', cells: [from, `${from}x`], steps });
        expect(read.cells).toEqual([to, `${from}x`]);
      }),
      { numRuns: 40 },
    );
    const steps = [{ kind: 'merge-spellings', map: { "'; DROP TABLE t; --": 'a\0b' } }];
    const read = await cellsAfter(duck.sql, { type: 'text', cells: ["'; DROP TABLE t; --"], steps });
    expect(read.cells).toEqual(['a\0b']);
  });

  test('marked values are missing before any step, as the data spells them', async () => {
    const steps = [{ kind: 'cast', to: 'number' }];
    const read = await cellsAfter(duck.sql, {
      type: 'text',
      cells: ['-9', ' -9', '4'],
      steps,
      missing: ['-9'],
    });
    expect(read.cells).toEqual([null, -9, 4]);
  });
});

describe('numbers', () => {
  test('clipping keeps to quantiles of the training rows', async () => {
    const cells = [...Array.from({ length: 101 }, (_, i) => i), 5000, -5000, null];
    const parts = cells.map((_, i) => (i <= 100 ? 0 : 2));
    const steps = [{ kind: 'clip', low: 0.05, high: 0.9 }];
    const read = await cellsAfter(duck.sql, { type: 'integer', cells, steps, parts });
    expect(read.cells.slice(0, 7)).toEqual([5, 5, 5, 5, 5, 5, 6]);
    expect(read.cells.slice(99)).toEqual([90, 90, 90, 5, null]);
    expect(read.type).toBe('number');
  });

  test('the logarithm keeps signs and order and is scaled by the training median', async () => {
    const cells = [0, 10, -10, 1000, null];
    const parts = [0, 0, 0, 2, 0];
    const read = await cellsAfter(duck.sql, { type: 'number', cells, steps: [{ kind: 'log1p' }], parts });
    expect(read.cells[0]).toBe(0);
    expect(read.cells[1]).toBeCloseTo(Math.log(2), 14);
    expect(read.cells[2]).toBeCloseTo(-Math.log(2), 14);
    expect(read.cells[3]).toBeCloseTo(Math.log(101), 13);
    expect(read.cells[4]).toBe(null);
  });

  test('a text is cast before it is clipped, whatever the order in the recipe', async () => {
    const steps = [
      { kind: 'clip', low: 0, high: 0.75 },
      { kind: 'cast', to: 'number' },
    ];
    const read = await cellsAfter(duck.sql, { type: 'text', cells: ['1', '2', '3', '4', '100'], steps });
    expect(read.cells).toEqual([1, 2, 3, 4, 4]);
  });

  test('a step on a column of the wrong type says what to do', async () => {
    await expect(
      cellsAfter(duck.sql, { type: 'text', cells: ['a'], steps: [{ kind: 'clip' }] }),
    ).rejects.toThrow(
      'The step "clip" on column "x" needs numbers, but the column has the type text; cast it to number first',
    );
    await expect(
      cellsAfter(duck.sql, { type: 'number', cells: [1], steps: [{ kind: 'trim' }] }),
    ).rejects.toMatchObject({
      code: 'SPEC_INVALID',
    });
  });
});

describe('masks', () => {
  const masked = async (type: ColumnType, cells: SqlValue[], mask: object) =>
    (await cellsAfter(duck.sql, { type, cells, steps: [{ kind: 'mask', mask }] })).cells;

  test('a hash keeps equal cells equal and shows nothing of them', async () => {
    const cells = await masked('text', ['ann@example.org', 'bob@example.org', 'ann@example.org', null], {
      method: 'hash',
    });
    expect(cells[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(cells[2]).toBe(cells[0]);
    expect(cells[1]).not.toBe(cells[0]);
    expect(cells[3]).toBe(null);
  });

  test('the salt is not in the fitted recipe, and another salt is refused', async () => {
    const rows = [
      ['ann', 'a'],
      ['bob', 'b'],
    ];
    const table = await makeTable(duck.sql, { x: 'text', y: 'text' }, rows);
    const recipe = recipeSpec.parse({ steps: [{ kind: 'mask', column: 'x', mask: { method: 'hash' } }] });
    const shared = { sql: duck.sql, table };
    const fitted = await fitRecipe({ ...shared, target: 'y', recipe, parts: new Uint8Array(2), salt });
    expect(JSON.stringify(fitted)).not.toContain(salt);
    expect(JSON.stringify(fitted)).not.toContain('ann');
    await expect(applyRecipe({ ...shared, fitted, salt: 'other' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect((await applyRecipe({ ...shared, fitted, salt })).columnCount).toBe(2);
  });

  test('dates, texts and numbers are made coarser', async () => {
    expect(await masked('date', ['2024-05-06', null], { method: 'year' })).toEqual([2024, null]);
    expect(await masked('date', ['2024-05-06', null], { method: 'month' })).toEqual(['2024-05', null]);
    expect(await masked('text', ['90210', 'é', null], { method: 'prefix', keep: 3 })).toEqual([
      '902',
      'é',
      null,
    ]);
    expect(await masked('number', [37, -1, null], { method: 'bins', width: 10 })).toEqual([30, -10, null]);
  });
});

describe('columns and rows', () => {
  const rows = [
    [1, 'u', 'p', 'a'],
    [2, 'v', 'q', 'b'],
    [3, 'u', 'p', 'a'],
  ];
  const table = () => makeTable(duck.sql, { n: 'number', g: 'text', p: 'text', y: 'text' }, rows);
  const names = async (recipe: object) => {
    const parsed = recipeSpec.parse(recipe);
    const options = { sql: duck.sql, table: await table(), target: 'y', recipe: parsed };
    return (await fitRecipe({ ...options, parts: new Uint8Array(3) })).featureNames;
  };

  test('columns with a role are no features', async () => {
    expect(await names({ roles: { n: 'id', p: 'protected' } })).toEqual(['g = u', 'g = v']);
    expect(await names({ roles: { g: 'group', p: 'ignore' } })).toEqual(['n']);
    expect(await names({ roles: { n: 'time', p: 'group' } })).toEqual(['g = u', 'g = v']);
  });

  test('an indicator is there when it is asked for, even where nothing is missing', async () => {
    const steps = ['n', 'g'].map((column) => ({ kind: 'missing-indicator', column }));
    expect(await names({ steps, drop: ['p'], impute: { category: 'most-frequent' } })).toEqual([
      'n',
      'n is missing',
      'g = u',
      'g = v',
      'g = (missing)',
    ]);
  });

  test('a column of a step or a role that is not in the data is named', async () => {
    await expect(names({ roles: { m: 'id' } })).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
    await expect(names({ steps: [{ kind: 'trim', column: 'gg' }] })).rejects.toThrow('did you mean "g"?');
  });
});

test('steps on all kinds of columns survive being saved and give the same features twice', async () => {
  const airbnb = await sampleTable(duck.sql, 'birdstrikes.csv');
  const number = airbnb.columns.find(({ type }) => type === 'integer' || type === 'number');
  const text = airbnb.columns.find(({ type }) => type === 'text');
  const recipe = recipeSpec.parse({
    steps: [
      { kind: 'clip', column: number?.name },
      { kind: 'log1p', column: number?.name },
      { kind: 'mask', column: text?.name, mask: { method: 'hash' } },
    ],
    roles: {},
  });
  const target = 'Effect Amount of damage';
  const parts = Uint8Array.from({ length: airbnb.rowCount }, (_, i) => i % 3);
  const once = async () => {
    const fitted = await fitRecipe({ sql: duck.sql, table: airbnb, target, recipe, parts, salt });
    const reread = fittedRecipe.parse(JSON.parse(JSON.stringify(fitted)));
    const matrix = await applyRecipe({ sql: duck.sql, table: airbnb, fitted: reread, salt });
    return { fitted: JSON.stringify(fitted), data: matrix.data };
  };
  const [first, second] = [await once(), await once()];
  expect(second.fitted).toBe(first.fitted);
  expect(second.data).toEqual(first.data);
});

test('a recipe that was saved before there were steps is read as one without', () => {
  const old = { format: 'assay-recipe', formatVersion: 1, columns: [], empty: [], featureNames: [] };
  expect(fittedRecipe.parse(old).steps).toEqual([]);
});
