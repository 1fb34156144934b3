import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinSpec } from '../../core/contract/relation.ts';
import { planJoin } from '../../core/profile/relations/join-plan.ts';
import { previewJoin } from '../../core/profile/relations/preview-join.ts';
import type { Side } from '../../core/profile/relations/side.ts';
import type { Duck } from '../../core/store/duck.ts';
import { openTestDuck } from '../split/make-table.ts';
import { makeSide, rowsOf } from './relations-sides.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openTestDuck();
});
afterAll(() => duck.close());

const specOf = (left: Side, right: Side, rest: object) =>
  joinSpec.parse({ left: left.table.version, right: right.table.version, ...rest });

function preview(left: Side, right: Side, rest: object, target?: { column: string }) {
  const plan = planJoin({ left, right, spec: specOf(left, right, rest) });
  return previewJoin({ sql: duck.sql, plan, target });
}

async function smallSides(): Promise<[Side, Side]> {
  const left = await makeSide(duck.sql, 'orders', { id: 'integer', who: 'text', n: 'integer' }, [
    [1, 'a', 10],
    [2, 'b', 20],
    [3, 'z', 30],
    [4, null, 40],
    [5, 'b', 50],
  ]);
  const right = await makeSide(duck.sql, 'people', { who: 'text', n: 'integer' }, [
    ['b', 1],
    ['a', 2],
    ['b', 3],
    ['q', 4],
    [null, 5],
  ]);
  return [left, right];
}

const on = [{ left: 'who', right: 'who' }];

describe('a join preview', () => {
  test.each([
    [
      'left',
      7,
      0,
      2,
      [
        [1, 'a', 10, 2],
        [2, 'b', 20, 1],
        [2, 'b', 20, 3],
        [3, 'z', 30, null],
        [4, null, 40, null],
        [5, 'b', 50, 1],
        [5, 'b', 50, 3],
      ],
    ],
    [
      'inner',
      5,
      2,
      2,
      [
        [1, 'a', 10, 2],
        [2, 'b', 20, 1],
        [2, 'b', 20, 3],
        [5, 'b', 50, 1],
        [5, 'b', 50, 3],
      ],
    ],
    [
      'right',
      7,
      2,
      0,
      [
        [1, 'a', 10, 2],
        [2, 'b', 20, 1],
        [2, 'b', 20, 3],
        [5, 'b', 50, 1],
        [5, 'b', 50, 3],
        [null, 'q', null, 4],
        [null, null, null, 5],
      ],
    ],
    ['full', 9, 0, 0, null],
  ])(
    'of kind %s counts exactly and shows the rows in order',
    async (kind, rowCount, lostLeft, lostRight, rows) => {
      const [left, right] = await smallSides();
      const shown = await preview(left, right, { on, kind });
      expect(shown).toMatchObject({ rowCount, lostLeft, lostRight, multipliedRows: 2, addedRows: 2 });
      expect(shown.left).toMatchObject({ missing: 1, unmatchedRows: 1 });
      expect(shown.right).toMatchObject({ missing: 1, unmatchedRows: 1, mostPerValue: 2 });
      expect(shown.columns.map(({ name }) => name)).toEqual(['id', 'who', 'n', 'n (people)']);
      expect(shown.rows).toHaveLength(rowCount);
      if (rows) expect(shown.rows).toEqual(rows);
      expect(shown.issues.map(({ issue }) => issue.detector)).toEqual([
        'relation.fan-out',
        'relation.orphan',
      ]);
      expect(shown.leaks).toBeNull();
    },
  );

  test('takes the columns that are asked for, in that order', async () => {
    const [left, right] = await smallSides();
    const shown = await preview(left, right, { on, columns: { left: ['n', 'id'], right: ['who'] } });
    expect(shown.columns.map(({ name }) => name)).toEqual(['n', 'id', 'who']);
    expect(shown.rows[0]).toEqual([10, 1, 'a']);
  });

  test('names what is wrong with a request', async () => {
    const [left, right] = await smallSides();
    const refused = (rest: object) => () => planJoin({ left, right, spec: specOf(left, right, rest) });
    expect(refused({ on: [{ left: 'whom', right: 'who' }] })).toThrow(
      /orders has no column "whom"; did you mean "who"/,
    );
    expect(refused({ on, columns: { left: [], right: [] } })).toThrow(/takes no column/);
    const dated = await makeSide(duck.sql, 'days', { who: 'date' }, [['2024-01-01']]);
    expect(() => planJoin({ left, right: dated, spec: specOf(left, dated, { on }) })).toThrow(/never equal/);
  });

  test('tells of columns that give the target away or are known only after it', async () => {
    const left = await makeSide(
      duck.sql,
      'loans',
      { loan: 'integer', amount: 'integer', bad: 'text' },
      rowsOf(600, (i) => [i, (i * 7919) % 1000, i % 5 === 0 ? 'yes' : 'no']),
    );
    const right = await makeSide(
      duck.sql,
      'collections',
      { loan: 'integer', letters: 'integer', branch: 'text' },
      rowsOf(120, (i) => [5 * i, 1 + (i % 3), `branch ${(i * 31) % 4}`]),
    );
    const shown = await preview(left, right, { on: [{ left: 'loan', right: 'loan' }] }, { column: 'bad' });
    expect(shown.leaks).toMatchObject({ examinedRows: 600, isSample: false });
    const found = shown.leaks?.issues.map(
      ({ detector, severity, columns }) => `${severity} ${detector} ${columns}`,
    );
    expect(found).toContain('error leak.after-outcome letters');
    expect(found).toContain('error leak.feature letters');
    const harmless = await makeSide(
      duck.sql,
      'rates',
      { loan: 'integer', rate: 'number' },
      rowsOf(600, (i) => [i, ((i * 104_729) % 997) / 7]),
    );
    const clean = await preview(left, harmless, { on: [{ left: 'loan', right: 'loan' }] }, { column: 'bad' });
    expect(clean.leaks?.issues).toEqual([]);
    expect(clean.issues).toEqual([]);
  });
});
