import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { readBadRows } from '../../core/load/bad-rows.ts';
import type { LoadedFile } from '../../core/load/load-file.ts';
import { loadText, readAll, typesOf } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryDuck, temporaryProject } from '../support/temporary-project.ts';
import { workbookOf } from './workbook-of.ts';

const aside = (types: ReadOptions['types']): ReadOptions => ({ badRows: 'set-aside', types });

async function badOf({ badRows }: LoadedFile) {
  const { path = '', count: total = 0 } = badRows ?? {};
  const { rows } = await readBadRows({ path, total, offset: 0, limit: 1000 });
  return rows.map(({ file, ...row }) => (file === null ? row : { file, ...row }));
}

describe('rows with a cell that does not fit a type given are set aside with line, text and reason:', () => {
  it('of CSV, beside rows that cannot be cut into cells, with lines of the file', async () => {
    const text = 'name,age\n"Ann\nB",31\nBob,n/a\nshort\nCy,44\nDi,"n/a ""?"""\n';
    const loaded = await loadText(text, { options: aside({ age: 'integer' }) });
    expect(typesOf(loaded)).toEqual({ name: 'text', age: 'integer' });
    expect(loaded.rows).toEqual([
      ['Ann\nB', 31],
      ['Cy', 44],
    ]);
    expect(await badOf(loaded)).toEqual([
      { line: 5, text: 'short', reason: 'has 1 column where 2 are expected' },
      { line: 4, text: 'Bob,n/a', reason: 'has "n/a" in column "age", which is not a whole number' },
      {
        line: 7,
        text: 'Di,"n/a ""?"""',
        reason: 'has "n/a \\"?\\"" in column "age", which is not a whole number',
      },
    ]);
    const clean = await loadText('name,age\n"Ann\nB",31\nCy,44\n');
    expect(loaded.id).toBe(clean.id);
  });

  it('the other columns get the types of the rows that stay', async () => {
    const loaded = await loadText('a,b\n1,2\nx,y\n3,4\n', { options: aside({ a: 'integer' }) });
    expect(typesOf(loaded)).toEqual({ a: 'integer', b: 'integer' });
    expect(loaded.rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('of several columns all misfits of a row are named', async () => {
    const loaded = await loadText('a,b,c\n1,2024-01-02,1\nx,y,z\n2,2024-01-03,0\n', {
      options: aside({ a: 'number', b: 'date', c: 'boolean' }),
    });
    expect((await badOf(loaded))[0]?.reason).toBe(
      'has "x" in column "a", which is not a number, and "y" in column "b", which is not a date, and 1 more cell of the wrong type',
    );
    expect(loaded.rows).toEqual([
      [1, '2024-01-02', true],
      [2, '2024-01-03', false],
    ]);
  });

  it('of dates the way of writing that most cells have is taken', async () => {
    const loaded = await loadText('d\n31/12/2024\n01/02/2024\nsoon\n', { options: aside({ d: 'date' }) });
    expect(loaded.rows).toEqual([['2024-12-31'], ['2024-02-01']]);
    await expect(
      loadText('d\n03/04/2024\n01/02/2024\nsoon\n', { options: aside({ d: 'date' }) }),
    ).rejects.toMatchObject({ message: expect.stringContaining('day first or month first') });
  });

  it('of packed text, JSON, NDJSON and ARFF', async () => {
    const packed = await loadText(gzipSync('a,b\n1,2\nx,3\n'), {
      fileName: 'a.csv.gz',
      options: aside({ a: 'integer' }),
    });
    expect(await badOf(packed)).toMatchObject([{ line: 3, text: 'x,3' }]);
    const json = await loadText('[{"a": "1"},\n null,\n {"a": "x", "b": [1]},\n {"a": "2"}]', {
      fileName: 'a.json',
      options: aside({ a: 'integer' }),
    });
    expect(json.rows).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(await badOf(json)).toMatchObject([
      { line: 2, text: 'null' },
      { line: 3, text: '{"a": "x", "b": [1]}' },
    ]);
    const lines = await loadText('{"a": 1}\n\n{"a": "?"}\n{"a": 2}\n', {
      fileName: 'a.ndjson',
      options: aside({ a: 'number' }),
    });
    expect(await badOf(lines)).toMatchObject([{ line: 3, text: '{"a": "?"}' }]);
    const arff = await loadText('@attribute a string\n@data\n1\n% no\nx\n2\n', {
      fileName: 'a.arff',
      options: aside({ a: 'integer' }),
    });
    expect(arff.rows).toEqual([[1], [2]]);
    expect(await badOf(arff)).toMatchObject([{ line: 5, text: 'x' }]);
  });

  it('of Excel with the row of the sheet, of Parquet and SQLite with the number of the row', async () => {
    const sheet = await loadText(workbookOf({ s: [['a', 'b'], ['1', 'u'], [], ['x', 'v'], ['2', 'w']] }), {
      fileName: 'a.xlsx',
      options: aside({ a: 'integer' }),
    });
    expect(sheet.rows).toEqual([
      [1, 'u'],
      [2, 'w'],
    ]);
    expect(await badOf(sheet)).toMatchObject([{ line: 4, text: 'x, v' }]);

    const project = temporaryProject();
    const { sql } = await temporaryDuck();
    const parquet = join(project.path, 'a.parquet');
    await sql.run(
      `COPY (SELECT * FROM (VALUES ('1', 5), ('x', NULL), ('2', 7)) t(a, b)) TO '${parquet}' (FORMAT parquet)`,
    );
    const fromParquet = await loadInto(project, parquet, { options: aside({ a: 'integer' }) });
    expect(await badOf(fromParquet)).toMatchObject([{ line: 2, text: 'x, ' }]);
    const path = join(project.path, 'a.sqlite');
    const database = new Database(path);
    database.exec("CREATE TABLE t (a); INSERT INTO t VALUES (1), ('x'), (2)");
    database.close();
    const fromDatabase = await loadInto(project, path, { options: aside({ a: 'integer' }) });
    expect(await readAll(project, fromDatabase)).toEqual([[1], [2]]);
    expect(await badOf(fromDatabase)).toMatchObject([{ line: 2, text: 'x' }]);
  });

  it('of a folder with file and line', async () => {
    const project = temporaryProject();
    const folder = join(project.path, 'parts');
    mkdirSync(folder);
    writeFileSync(join(folder, '1.csv'), 'a\n1\n2\n');
    writeFileSync(join(folder, '2.csv'), 'a\n3\n?\n');
    const loaded = await loadInto(project, folder, { options: aside({ a: 'integer' }) });
    expect(await readAll(project, loaded)).toEqual([[1], [2], [3]]);
    expect(await badOf(loaded)).toMatchObject([{ file: '2.csv', line: 3, text: '?' }]);
  });
});

describe('setting misfits aside', () => {
  it('finds them far down, in the order of the file', async () => {
    const many = Array.from({ length: 200_000 }, (_, i) => (i % 50_000 === 49_999 ? 'n/a' : String(i)));
    const loaded = await loadText(`a\n${many.join('\n')}\n`, { options: aside({ a: 'integer' }) });
    expect(loaded.rowCount).toBe(199_996);
    expect((await badOf(loaded)).map(({ line }) => line)).toEqual([50_001, 100_001, 150_001, 200_001]);
  });

  it('happens only when it is asked for', async () => {
    const text = 'age\n1\nn/a\n';
    await expect(loadText(text, { options: { types: { age: 'integer' } } })).rejects.toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
      message: expect.stringContaining('or set bad rows aside'),
    });
  });

  it('ends where no cell of the column fits, since the type is wrong, and where no row is left', async () => {
    await expect(loadText('a\nx\ny\n', { options: aside({ a: 'integer' }) })).rejects.toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
      message:
        'Column "a" has 2 cells that are not whole numbers, first at line 2 ("x"); load it as text or mend the cells.',
    });
    await expect(
      loadText('a,b\n1,y\nx,2\n', { options: aside({ a: 'integer', b: 'integer' }) }),
    ).rejects.toMatchObject({ message: expect.stringContaining('No row is left') });
  });

  it('ends past 100,000 rows', async () => {
    await expect(
      loadText(`a\n1\n${'x\n'.repeat(100_001)}`, { options: aside({ a: 'integer' }) }),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('is told and shown in the preview', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.csv');
    writeFileSync(path, 'a\n1\nn/a\n2\n');
    const preview = await inspectIn(project, path, aside({ a: 'integer' }));
    expect(preview.rows).toEqual([[1], [2]]);
    expect(preview.notes).toContain('Of what was looked at, 1 row cannot be read and would be set aside.');
  });
});
