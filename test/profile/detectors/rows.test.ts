import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells, plantedTables } from '../planted.ts';

const tables = plantedTables();

describe('duplicate.row', () => {
  test('counts repeats, not the first of each group, and treats missing as equal', async () => {
    const [issue] = await tables.issuesOf('duplicate.row', {
      a: [1, 2, 1, null, 1, null, 3],
      b: ['x', 'y', 'x', 'z', 'x', 'z', null],
    });
    expect(issue).toMatchObject({ count: 3, share: 3 / 7, rows: [3, 5, 6], columns: [], severity: 'error' });
    expect(issue?.fixes).toMatchObject([{ kind: 'drop-duplicate-rows' }]);
  });

  test('is a warning up to five percent', async () => {
    const once = { a: cells(100, (i) => Math.min(i, 98)), b: cells(100, () => 'x') };
    expect(await tables.issuesOf('duplicate.row', once)).toMatchObject([
      { severity: 'warning', count: 1, rows: [100] },
    ]);
  });

  test('is silent without repeats, and on a table of one column', async () => {
    expect(await tables.issuesOf('duplicate.row', { a: [1, 1, 2], b: [1, 2, 2] })).toEqual([]);
    expect(await tables.issuesOf('duplicate.row', { a: [1, 1, 2] })).toEqual([]);
  });

  test('agrees with a comparison of every pair', async () => {
    const rows = fc.array(fc.tuple(fc.constantFrom(0, 1, null), fc.constantFrom('a', 'b', null)), {
      minLength: 1,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const keys = table.map((row) => JSON.stringify(row));
        const repeats = keys.flatMap((key, i) => (keys.indexOf(key) < i ? [i + 1] : []));
        const found = await tables.issuesOf('duplicate.row', {
          a: { type: 'integer', cells: table.map(([a]) => a) },
          b: { type: 'text', cells: table.map(([, b]) => b) },
        });
        expect(found.flatMap(({ rows: evidence }) => evidence)).toEqual(repeats.slice(0, 20));
        expect(found[0]?.count ?? 0).toBe(repeats.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('duplicate.conflict', () => {
  test('finds equal features with different classes, whatever the id', async () => {
    const [issue] = await tables.issuesOf(
      'duplicate.conflict',
      {
        'order id': cells(40, (i) => 1000 + i),
        a: cells(40, (i) => (i < 3 ? 0 : i)),
        b: cells(40, (i) => (i < 3 ? null : 'x')),
        label: cells(40, (i) => (i % 2 === 0 ? 'yes' : 'no')),
      },
      { target: 'label' },
    );
    expect(issue).toMatchObject({ count: 3, rows: [1, 2, 3], severity: 'warning' });
    expect(issue?.message).toContain('order id');
  });

  test('is silent when equal features have equal classes or no label', async () => {
    const found = await tables.issuesOf(
      'duplicate.conflict',
      { a: [1, 1, 2, 2, 3], label: ['yes', 'yes', 'no', null, 'yes'] },
      { target: 'label' },
    );
    expect(found).toEqual([]);
  });
});
