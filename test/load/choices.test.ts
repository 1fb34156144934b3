import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { loadText, readAll, typesOf } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryProject } from '../support/temporary-project.ts';
import { workbookOf } from './workbook-of.ts';

describe('an Excel workbook', () => {
  it('is read from the first sheet with data, or the one asked for', async () => {
    const bytes = workbookOf({ cover: [], one: [['a'], [1]], two: [['b'], ['x'], ['y']] });
    const first = await loadText(bytes, { fileName: 'a.xlsx' });
    expect([first.options.sheet, first.rows]).toEqual(['one', [[1]]]);
    const second = await loadText(bytes, { fileName: 'a.xlsx', options: { sheet: 'two' } });
    expect(second.rows).toEqual([['x'], ['y']]);
    await expect(loadText(bytes, { fileName: 'a.xlsx', options: { sheet: 'twoo' } })).rejects.toMatchObject({
      code: 'TABLE_UNKNOWN',
      message: 'a.xlsx has no sheet "twoo"; did you mean "two"?',
    });
    const preview = await inspectIn(first.project, first.sourcePath);
    expect(preview.choices).toEqual({ kind: 'sheet', names: ['cover', 'one', 'two'] });
    expect(preview.rows).toEqual([[1]]);
  });

  it('gives values and not formulas, times, codes as text, and errors as missing', async () => {
    const sheet = utils.aoa_to_sheet([['code', 'at', 'sum', 'bad']]);
    Object.assign(sheet, {
      A2: { t: 's', v: '007' },
      B2: { t: 'n', v: 45322.5, z: 'yyyy-mm-dd hh:mm' },
      C2: { t: 'n', v: 3, f: '1+2' },
      D2: { t: 'e', v: 0x2a },
      '!ref': 'A1:D2',
    });
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 's');
    const loaded = await loadText(new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' })), {
      fileName: 'a.xlsx',
    });
    expect(loaded.rows).toEqual([['007', '2024-01-31T12:00:00', 3, null]]);
    expect(typesOf(loaded)).toEqual({ code: 'text', at: 'timestamp', sum: 'integer', bad: 'text' });
    expect(loaded.notes).toContain('1 cell has an error and is missing.');
  });

  it('whose first row is data has numbered columns', async () => {
    const loaded = await loadText(
      workbookOf({
        s: [
          [1, 2],
          [3, 4],
        ],
      }),
      { fileName: 'a.xlsx' },
    );
    expect(loaded.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2']);
  });
});

describe('an SQLite database', () => {
  it('is read from one table, with bytes as text, and is not written to', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.db');
    const database = new Database(path);
    database.exec(`CREATE TABLE first (a INTEGER, "b""c" TEXT, x BLOB);
      CREATE VIEW endless AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i FROM r;
      CREATE TABLE "sec; ond" (big INTEGER, "__proto__" REAL);
      INSERT INTO first VALUES (1, 'é', x'00ff'), (2, '', NULL);
      INSERT INTO "sec; ond" VALUES (9223372036854775807, 1), (NULL, 2.5);`);
    database.close();
    const preview = await inspectIn(project, path);
    expect(preview.choices).toEqual({ kind: 'table', names: ['first', 'sec; ond', 'endless'] });
    expect(preview.options.table).toBe('first');
    const first = await loadInto(project, path);
    expect(await readAll(project, first)).toEqual([
      [1, 'é', '00ff'],
      [2, null, null],
    ]);
    const second = await loadInto(project, path, { options: { table: 'sec; ond' } });
    expect(await readAll(project, second)).toEqual([
      ['9223372036854775807', 1],
      [null, 2.5],
    ]);
    await expect(loadInto(project, path, { options: { table: 'third' } })).rejects.toMatchObject({
      code: 'TABLE_UNKNOWN',
    });
  });

  it('with a cell of many megabytes sets that row aside', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.db');
    const database = new Database(path);
    database.exec('CREATE TABLE t (a INTEGER, b); INSERT INTO t VALUES (1, zeroblob(50000000)), (2, 3)');
    database.close();
    await expect(loadInto(project, path)).rejects.toMatchObject({
      code: 'SQLITE_MALFORMED',
      message: expect.stringContaining('line 1 is longer than 2 MB'),
    });
    const loaded = await loadInto(project, path, { options: { badRows: 'set-aside' } });
    expect(await readAll(project, loaded)).toEqual([[2, 3]]);
  });
});
