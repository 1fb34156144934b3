import { describe, expect, it } from 'vitest';
import { readCell, readRows } from '../../core/load/read-rows.ts';
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

describe('long cells', () => {
  const most = 900_000;
  const long = async () => {
    const lines = Array.from({ length: 40 }, (_, i) => {
      return `${i},${i % 2 === 0 ? 'ü'.repeat(most - i) : 'short'},${'é'.repeat(i === 3 ? 2001 : 2000)}`;
    });
    const loaded = await loadText(`n,a,b\n${lines.join('\n')}\n`);
    const { table, duck } = await tableOf(loaded.project, loaded);
    return { table, sql: duck.sql };
  };

  it('are cut where a page asks for it, and marked with their full length', async () => {
    const { table, sql } = await long();
    const page = await readRows({ sql, table, request: { offset: 0, limit: 40, cutAfter: 2000 } });
    expect(JSON.stringify(page).length).toBeLessThan(200_000);
    expect(page.rows[0]).toEqual([0, 'ü'.repeat(2000), 'é'.repeat(2000)]);
    expect(page.rows[1]?.[1]).toBe('short');
    expect(page.cut?.filter(({ column }) => column === 1)).toEqual(
      Array.from({ length: 20 }, (_, i) => ({ row: 2 * i + 1, column: 1, characters: most - 2 * i })),
    );
    expect(page.cut?.filter(({ column }) => column === 2)).toEqual([{ row: 4, column: 2, characters: 2001 }]);
    const first = await readRows({
      sql,
      table,
      request: { offset: 0, limit: 1, rowNumbers: [2], cutAfter: 2000 },
    });
    expect(first).not.toHaveProperty('cut');
  });

  it('are whole where nothing is asked, and one by one', async () => {
    const { table, sql } = await long();
    const { rows, cut } = await readRows({ sql, table, request: { offset: 0, limit: 1 } });
    expect(cut).toBe(undefined);
    expect(rows[0]?.[1]).toBe('ü'.repeat(most));
    expect(await readCell({ sql, table, row: 3, column: 1 })).toBe('ü'.repeat(most - 2));
    expect(await readCell({ sql, table, row: 3, column: 0 })).toBe(2);
  });

  it('that are not there are an error that says what is', async () => {
    const { table, sql } = await long();
    await expect(readCell({ sql, table, row: 41, column: 0 })).rejects.toThrow('the table has 40 rows');
    await expect(readCell({ sql, table, row: 1, column: 3 })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });
});
