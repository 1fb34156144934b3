import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { endOf, openEngine } from './open-engine.ts';

function start() {
  const folder = temporaryFolder();
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const load = async (name: string, content: string | Uint8Array, options: ReadOptions = {}) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { job } = await engine.client.dataset.load({ path, options });
    return endOf(engine, job);
  };
  return { folder, engine, load };
}

const ragged = 'a,b\n1,2\n3\n4,5\n6,7,8\n';

describe('rows set aside', () => {
  it('are counted in the version, come in pages, outlive the engine and go with the version', async () => {
    const { folder, engine, load } = start();
    const { result } = await load('a.csv', ragged, { badRows: 'set-aside' });
    if (result?.kind !== 'version') throw new Error('not loaded');
    const { version } = result;
    expect(await engine.client.dataset.get({ version })).toMatchObject({ rowCount: 2, badRowCount: 2 });
    await engine.close();

    const again = openEngine(folder);
    onTestFinished(() => again.close());
    const { client } = again;
    expect(await client.dataset.badRows({ version, offset: 1 })).toEqual({
      offset: 1,
      total: 2,
      rows: [{ file: null, line: 5, text: '6,7,8', reason: 'has 3 columns where 2 are expected' }],
    });
    const data = join(folder, 'project', 'data');
    expect(readdirSync(data)).toHaveLength(2);
    await client.dataset.remove({ version });
    expect(readdirSync(data)).toEqual([]);
  });

  it('are those of the latest load that had some, when the content is the same', async () => {
    const { engine, load } = start();
    const clean = await load('a.csv', 'a,b\n1,2\n4,5\n');
    const dirty = await load('b.csv', ragged, { badRows: 'set-aside' });
    expect(dirty.result).toEqual(clean.result);
    if (clean.result?.kind !== 'version') throw new Error('not loaded');
    const { version } = clean.result;
    expect((await engine.client.dataset.badRows({ version })).total).toBe(2);
    await load('a.csv', 'a,b\n1,2\n4,5\n');
    expect((await engine.client.dataset.badRows({ version })).total).toBe(2);
  });

  it('are none where nothing was set aside', async () => {
    const { engine, load } = start();
    const { result } = await load('a.csv', 'a,b\n1,2\n');
    if (result?.kind !== 'version') throw new Error('not loaded');
    expect(await engine.client.dataset.badRows({ version: result.version })).toEqual({
      offset: 0,
      total: 0,
      rows: [],
    });
  });
});

describe('an Excel workbook, read on a thread', () => {
  const workbook = () => {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['a', 'b'],
        [1, 'x'],
      ]),
      'one',
    );
    utils.book_append_sheet(book, utils.aoa_to_sheet([['c'], [2.5]]), 'two');
    return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }));
  };

  it('is previewed with its sheets and loaded', async () => {
    const { folder, engine, load } = start();
    const { result } = await load('a.xlsx', workbook(), { sheet: 'two' });
    if (result?.kind !== 'version') throw new Error('not loaded');
    const version = await engine.client.dataset.get({ version: result.version });
    expect(version).toMatchObject({ name: 'a', format: 'excel', rowCount: 1, options: { sheet: 'two' } });
    const preview = await engine.client.dataset.inspect({ path: join(folder, 'a.xlsx') });
    expect(preview.choices).toEqual({ kind: 'sheet', names: ['one', 'two'] });
    expect(preview.rows).toEqual([[1, 'x']]);
  });

  it('that is none fails with its code', async () => {
    const { folder, load } = start();
    const { error } = await load('a.xlsx', 'PK\x03\x04nonsense');
    expect(error?.code).toBe('EXCEL_MALFORMED');
    expect(existsSync(join(folder, 'project', 'data'))).toBe(true);
    expect(readdirSync(join(folder, 'project', 'data'))).toEqual([]);
  });
});

describe('a view of a database, read on a thread', () => {
  const databaseOf = (folder: string, sql: string) => {
    const path = join(folder, 'shop.db');
    const database = new Database(path);
    database.exec(sql);
    database.close();
    return path;
  };

  it('is loaded, and its rows that misfit a type are set aside', async () => {
    const { folder, engine } = start();
    const path = databaseOf(
      folder,
      `CREATE TABLE t (a); INSERT INTO t VALUES ('1'), ('n/a'), ('3'); CREATE VIEW v AS SELECT a, 'x' AS b FROM t`,
    );
    const options: ReadOptions = { table: 'v', badRows: 'set-aside', types: { a: 'integer' } };
    const { job } = await engine.client.dataset.load({ path, options });
    const { result, error } = await endOf(engine, job);
    if (result?.kind !== 'version') throw new Error(`not loaded: ${error?.message}`);
    const { version } = result;
    expect(await engine.client.dataset.get({ version })).toMatchObject({ rowCount: 2, badRowCount: 1 });
    expect((await engine.client.dataset.rows({ version })).rows).toEqual([
      [1, 'x'],
      [3, 'x'],
    ]);
    expect((await engine.client.dataset.badRows({ version })).rows).toEqual([
      {
        file: null,
        line: 2,
        text: 'n/a, x',
        reason: 'has "n/a" in column "a", which is not a whole number',
      },
    ]);
  });

  it('is given up when the load is cancelled, and the engine goes on', { timeout: 30_000 }, async () => {
    const { folder, engine } = start();
    const path = databaseOf(
      folder,
      `CREATE TABLE t (n INTEGER);
       WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r LIMIT 20000) INSERT INTO t SELECT i FROM r;
       CREATE VIEW v AS SELECT a.n FROM t a JOIN t b ON a.n < b.n`,
    );
    const { job } = await engine.client.dataset.load({ path, options: { table: 'v' } });
    setTimeout(() => void engine.client.job.cancel({ job }), 300);
    expect((await endOf(engine, job)).status).toBe('cancelled');
    const made = readdirSync(join(folder, 'project', 'tmp'), { recursive: true, encoding: 'utf8' });
    expect(made.filter((name) => name.includes('load-'))).toEqual([]);
    expect(await engine.client.dataset.list({})).toEqual([]);
  });
});
