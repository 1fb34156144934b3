import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { type CellTest, type RowFilter, rowFilter } from '../../core/contract/row-filter.ts';
import { readRows } from '../../core/load/read-rows.ts';
import type { Table } from '../../core/shared/table.ts';
import type { Duck } from '../../core/store/duck.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

type Request = Partial<Parameters<typeof readRows>[0]['request']>;

async function grid(text: string) {
  const loaded = await loadText(text);
  const { table, duck } = await tableOf(loaded.project, loaded);
  const read = (request: Request) =>
    readRows({ sql: duck.sql, table, request: { offset: 0, limit: 100, ...request } });
  const find = async (filter: Partial<RowFilter>) => {
    const page = await read({ filter: rowFilter.parse(filter) });
    expect(page.total).toBe(page.rowNumbers.length);
    return page.rowNumbers;
  };
  const test = (column: number, cell: CellTest) => find({ tests: [{ column, test: cell }] });
  return { table, duck, read, find, test };
}

/** Tests a column of cells that no CSV file can hold, written in SQL. */
function testOfCells(
  { table, duck, type }: { table: Table; duck: Duck; type: ColumnType },
  cells: readonly string[],
) {
  const rows = cells.map((cell, i) => `(${i + 1}, ${cell})`).join(', ');
  const own: Table = {
    version: table.version,
    rowCount: cells.length,
    columns: [{ index: 0, name: 'x', sql: 'c0', type }],
    from: `(SELECT * FROM (VALUES ${rows}) AS t(__row, c0))`,
  };
  return async (test: CellTest) => {
    const filter = { search: '', tests: [{ column: 0, test }] };
    const page = await readRows({ sql: duck.sql, table: own, request: { offset: 0, limit: 9, filter } });
    return page.rowNumbers;
  };
}

/** A CSV cell that stands for exactly this text. */
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const column = (texts: readonly string[]) =>
  `t,n\n${texts.map((text, i) => `${cell(text)},${i}`).join('\n')}\n`;

const mixed = `name,age,weight,born,seen,smokes
Ann Müller,31,70.5,1990-05-17,2024-01-31 10:30:00,true
bob,42,80,1981-12-01,2024-02-01 00:00:00,false
ANNA,,nan,,,
Zoë,7,1e3,2017-01-01,2023-12-31 23:59:59,true
`;

describe('a search of the rows', () => {
  it('finds a text in any column, whatever its case', async () => {
    const { find } = await grid(mixed);
    expect(await find({ search: 'ann' })).toEqual([1, 3]);
    expect(await find({ search: 'MÜLLER' })).toEqual([1]);
    expect(await find({ search: 'zoË' })).toEqual([4]);
    expect(await find({ search: 'nowhere' })).toEqual([]);
  });

  it('looks through numbers, dates and booleans as text', async () => {
    const { find } = await grid(mixed);
    expect(await find({ search: '70.5' })).toEqual([1]);
    expect(await find({ search: '1000' })).toEqual([4]);
    expect(await find({ search: '.0' })).toEqual([]);
    expect(await find({ search: '1990-05' })).toEqual([1]);
    expect(await find({ search: '2024-01-31T10' })).toEqual([1]);
    expect(await find({ search: '2024-01-31 10' })).toEqual([1]);
    expect(await find({ search: 'fals' })).toEqual([2]);
  });

  it('leaves all rows where there is no text', async () => {
    const { read, find } = await grid(mixed);
    expect(await find({ search: '' })).toEqual([1, 2, 3, 4]);
    expect(await read({ filter: rowFilter.parse({}) })).toEqual(await read({}));
  });
});

describe('tests of a column', () => {
  it('keep texts that contain or are a text', async () => {
    const { test } = await grid(mixed);
    expect(await test(0, { kind: 'contains', text: 'AN' })).toEqual([1, 3]);
    expect(await test(0, { kind: 'equals', text: 'ANNA' })).toEqual([3]);
    expect(await test(0, { kind: 'equals', text: 'anna' })).toEqual([]);
  });

  it('keep numbers within bounds, both included', async () => {
    const { test } = await grid(mixed);
    expect(await test(1, { kind: 'range', min: 7, max: 31 })).toEqual([1, 4]);
    expect(await test(1, { kind: 'range', min: 30.5, max: null })).toEqual([1, 2]);
    expect(await test(1, { kind: 'range', min: 8, max: 7 })).toEqual([]);
    expect(await test(1, { kind: 'range', min: null, max: null })).toEqual([1, 2, 3, 4]);
  });

  it('take NaN for missing, not for the largest number', async () => {
    const { table, duck } = await grid(mixed);
    const test = testOfCells({ table, duck, type: 'number' }, [
      `1.5::DOUBLE`,
      `'nan'::DOUBLE`,
      'NULL',
      `'inf'::DOUBLE`,
    ]);
    expect(await test({ kind: 'range', min: 1, max: null })).toEqual([1, 4]);
    expect(await test({ kind: 'missing' })).toEqual([2, 3]);
    expect(await test({ kind: 'present' })).toEqual([1, 4]);
  });

  it('keep dates and times from the start of one period to the end of another', async () => {
    const { test } = await grid(mixed);
    expect(await test(3, { kind: 'time', from: '1981', to: '1990' })).toEqual([1, 2]);
    expect(await test(3, { kind: 'time', from: null, to: '1981-12-01' })).toEqual([2]);
    expect(await test(4, { kind: 'time', from: '2024', to: null })).toEqual([1, 2]);
    expect(await test(4, { kind: 'time', from: '2023-12-31', to: '2024-01' })).toEqual([1, 4]);
    expect(await test(4, { kind: 'time', from: '2024-01-31T10:30', to: '2024-01-31T10:30:00' })).toEqual([1]);
  });

  it('keep booleans, missing and present cells', async () => {
    const { test } = await grid(mixed);
    expect(await test(5, { kind: 'boolean', value: true })).toEqual([1, 4]);
    expect(await test(5, { kind: 'boolean', value: false })).toEqual([2]);
    for (const index of [1, 3, 4, 5]) {
      expect(await test(index, { kind: 'missing' })).toEqual([3]);
      expect(await test(index, { kind: 'present' })).toEqual([1, 2, 4]);
    }
  });

  it('hold all together, and with the search', async () => {
    const { find } = await grid(mixed);
    const adults = { column: 1, test: { kind: 'range' as const, min: 18, max: null } };
    const smokers = { column: 5, test: { kind: 'boolean' as const, value: true } };
    expect(await find({ tests: [adults, smokers] })).toEqual([1]);
    expect(await find({ tests: [adults], search: 'bob' })).toEqual([2]);
  });

  it('are refused where they do not fit the type, with the column and the reason', async () => {
    const { test } = await grid(mixed);
    await expect(test(1, { kind: 'contains', text: 'a' })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('"age" is of the type integer'),
    });
    await expect(test(0, { kind: 'range', min: 1, max: 2 })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
    await expect(test(6, { kind: 'missing' })).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
    await expect(test(3, { kind: 'time', from: '2024-02-30', to: null })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('2024-02-30'),
    });
  });
});

describe('hostile texts', () => {
  const hostile = ['100%', '100', 'a_b', 'axb', `'; DROP TABLE t; --`, `"quoted"`, '\\', '$1', '?', '😀 hi'];

  it('mean themselves: no wildcard, no quote, no parameter', async () => {
    const { find, test } = await grid(column(hostile));
    for (const [i, text] of hostile.entries()) {
      const holding = hostile.flatMap((each, row) => (each.includes(text) ? [row + 1] : []));
      expect(await test(0, { kind: 'equals', text })).toEqual([i + 1]);
      expect(await test(0, { kind: 'contains', text })).toEqual(holding);
      if (!/^\d+$/.test(text)) expect(await find({ search: text })).toEqual(holding);
    }
  });

  it('are found exactly where they stand, whatever they are', async () => {
    const texts = ['plain', '%', '_', '%%', "it's", 'née', '😀', '\t', 'x\ny', ' '];
    const { test } = await grid(column(texts));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...texts), fc.string({ minLength: 1, maxLength: 4, unit: 'binary' })),
        async (text) => {
          const own = texts.flatMap((each, row) => (each === text ? [row + 1] : []));
          expect(await test(0, { kind: 'equals', text })).toEqual(own);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('with a NUL in them do not end there', async () => {
    const test = testOfCells({ ...(await grid(mixed)), type: 'text' }, [
      `'a' || chr(0) || 'b'`,
      `'a'`,
      `'ab'`,
    ]);
    expect(await test({ kind: 'contains', text: '\u0000' })).toEqual([1]);
    expect(await test({ kind: 'equals', text: 'a\u0000b' })).toEqual([1]);
    expect(await test({ kind: 'equals', text: 'a' })).toEqual([2]);
    expect(await test({ kind: 'contains', text: 'A\u0000B' })).toEqual([1]);
  });

  it('in the names of columns never reach SQL', async () => {
    const { find, test } = await grid(`"a"" ; --","'; DROP"\nx,1\ny,2\n`);
    expect(await test(0, { kind: 'contains', text: 'y' })).toEqual([2]);
    expect(await find({ search: '1' })).toEqual([1]);
  });
});

describe('filtered rows', () => {
  const many = `n,t\n${Array.from({ length: 1_000 }, (_, i) => `${(i * 7) % 1_000},${i % 3 === 0 ? 'third' : 'other'}`).join('\n')}\n`;
  const thirds = rowFilter.parse({ tests: [{ column: 1, test: { kind: 'equals', text: 'third' } }] });

  it('come in pages with their numbers in the file, and their count', async () => {
    const { read } = await grid(many);
    const page = await read({ filter: thirds, offset: 100, limit: 3 });
    expect(page).toMatchObject({ offset: 100, total: 334, rowNumbers: [301, 304, 307] });
    expect(page.rows[0]).toEqual([(300 * 7) % 1_000, 'third']);
    expect(await read({ filter: thirds, offset: 400 })).toMatchObject({ total: 334, rowNumbers: [] });
  });

  it('are sorted as all rows are', async () => {
    const { read } = await grid(many);
    const sort = { column: 0, descending: true };
    const all = await read({ sort, limit: 1_000 });
    const expected = all.rowNumbers.filter((row) => (row - 1) % 3 === 0);
    const first = await read({ sort, filter: thirds, limit: 200 });
    const second = await read({ sort, filter: thirds, offset: 200, limit: 200 });
    expect([...first.rowNumbers, ...second.rowNumbers]).toEqual(expected);
    expect(first.total).toBe(334);
    const none = rowFilter.parse({ search: 'nowhere' });
    expect(await read({ sort, filter: none })).toMatchObject({ total: 0, rowNumbers: [] });
    await expect(read({ sort: { column: 9, descending: true }, filter: none })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });

  it('can begin with a row, or the next that fits', async () => {
    const { read } = await grid(many);
    expect(await read({ fromRow: 500, limit: 2 })).toMatchObject({ offset: 499, rowNumbers: [500, 501] });
    expect(await read({ fromRow: 500, limit: 2, filter: thirds })).toMatchObject({
      offset: 167,
      rowNumbers: [502, 505],
    });
    expect(await read({ fromRow: 1_001, filter: thirds })).toMatchObject({ offset: 334, rowNumbers: [] });
    expect(await read({ fromRow: 5_000 })).toMatchObject({ offset: 1_000, rowNumbers: [] });
  });

  it('of a sort far down are the same as those found at once', async () => {
    const { read } = await grid(many);
    const sort = { column: 0, descending: false };
    const { rowNumbers } = await read({ sort, limit: 1_000 });
    expect((await read({ sort, offset: 950, limit: 100 })).rowNumbers).toEqual(rowNumbers.slice(950));
  });
});
