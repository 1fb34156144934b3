import { describe, expect, it } from 'vitest';
import { readRows } from '../../core/load/read-rows.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

async function grid() {
  const text = `n,t\n${[5, '', 3, 5, 1].map((n, i) => `${n},row ${i + 1}`).join('\n')}\n`;
  const loaded = await loadText(text);
  const { table, duck } = await tableOf(loaded.project, loaded);
  return (request: Partial<Parameters<typeof readRows>[0]['request']>) =>
    readRows({ sql: duck.sql, table, request: { offset: 0, limit: 100, ...request } });
}

describe('rows of a grid', () => {
  it('come in file order, page by page', async () => {
    const read = await grid();
    expect(await read({ offset: 1, limit: 2 })).toEqual({
      offset: 1,
      total: 5,
      rowNumbers: [2, 3],
      rows: [
        [null, 'row 2'],
        [3, 'row 3'],
      ],
    });
    expect(await read({ offset: 4 })).toMatchObject({ rowNumbers: [5] });
    expect(await read({ offset: 9 })).toEqual({ offset: 9, total: 5, rowNumbers: [], rows: [] });
  });

  it('are sorted with missing cells last and equal ones in file order', async () => {
    const read = await grid();
    const sorted = (descending: boolean) => read({ sort: { column: 0, descending } });
    expect((await sorted(false)).rowNumbers).toEqual([5, 3, 1, 4, 2]);
    expect((await sorted(true)).rowNumbers).toEqual([1, 4, 3, 5, 2]);
    expect(await read({ sort: { column: 0, descending: true }, offset: 1, limit: 2 })).toMatchObject({
      total: 5,
      rows: [
        [5, 'row 4'],
        [3, 'row 3'],
      ],
    });
  });

  it('can be asked for by number, in that order', async () => {
    const read = await grid();
    expect(await read({ rowNumbers: [4, 1, 99] })).toEqual({
      offset: 0,
      total: 2,
      rowNumbers: [4, 1],
      rows: [
        [5, 'row 4'],
        [5, 'row 1'],
      ],
    });
  });

  it('are found wherever they stand in a long table', async () => {
    const text = `n\n${Array.from({ length: 600_000 }, (_, i) => i).join('\n')}\n`;
    const loaded = await loadText(text);
    const { table, duck } = await tableOf(loaded.project, loaded);
    const read = (request: Partial<Parameters<typeof readRows>[0]['request']>) =>
      readRows({ sql: duck.sql, table, request: { offset: 0, limit: 100, ...request } });
    expect((await read({ offset: 599_990 })).rows).toEqual(
      Array.from({ length: 10 }, (_, i) => [599_990 + i]),
    );
    for (const rowNumbers of [
      [500_000, 2, 3, 3],
      [9, 300_000, 600_000, 150_000, 450_000, 1],
    ]) {
      const page = await read({ rowNumbers });
      expect(page.rowNumbers).toEqual(rowNumbers);
      expect(page.rows).toEqual(rowNumbers.map((row) => [row - 1]));
    }
  });

  it('cannot be sorted by a column that is not there', async () => {
    const read = await grid();
    await expect(read({ sort: { column: 2, descending: false } })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });
});
