import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { readAll } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryProject } from '../support/temporary-project.ts';

function databaseOf(sql: string) {
  const project = temporaryProject();
  const path = join(project.path, 'shop.db');
  const database = new Database(path);
  database.exec(sql);
  database.close();
  const load = (options: ReadOptions = {}) => loadInto(project, path, { options });
  return { project, path, load };
}

const tables = `CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, amount REAL);
  INSERT INTO customer VALUES (1, 'Ann'), (2, 'Bo');
  INSERT INTO orders VALUES (10, 1, 2.5), (11, 1, 4), (12, 2, NULL);`;

const numbers = (table: string, rows: number) =>
  `CREATE TABLE ${table} (n INTEGER);
   WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r LIMIT ${rows}) INSERT INTO ${table} SELECT i FROM r;`;

describe('a view of an SQLite database', () => {
  it('is offered after the tables and read as it is computed', async () => {
    const { project, path, load } = databaseOf(`CREATE VIEW "per; customer" AS
        SELECT c.name, count(*) AS orders, sum(o.amount) AS amount, (SELECT max(amount) FROM orders) AS most
        FROM customer c JOIN orders o ON o.customer = c.id GROUP BY c.id ORDER BY c.id;
      ${tables}`);
    const preview = await inspectIn(project, path);
    expect(preview.choices?.names).toEqual(['customer', 'orders', 'per; customer']);
    expect(preview.options.table).toBe('customer');
    const loaded = await load({ table: 'per; customer' });
    expect(await readAll(project, loaded)).toEqual([
      ['Ann', 2, 6.5, 4],
      ['Bo', 1, null, 4],
    ]);
    expect(loaded.notes).toEqual(['"per; customer" is a view: its rows were computed by SQLite.']);
    expect((await inspectIn(project, path, { table: 'per; customer' })).rows).toHaveLength(2);
  });

  it('on two tables that are not small, joined by a key without an index, is read', async () => {
    const { project, load } = databaseOf(`${numbers('a', 40_000)} ${numbers('b', 40_000)}
      CREATE VIEW both AS SELECT a.n, b.n AS m FROM a JOIN b ON a.n = b.n`);
    const loaded = await load({ table: 'both' });
    expect(loaded.rowCount).toBe(40_000);
    expect((await readAll(project, loaded)).at(0)).toEqual([1, 1]);
  });

  it('is the first choice where there is no table to load', async () => {
    const { load } = databaseOf('CREATE VIEW v AS SELECT 1 AS a UNION ALL SELECT 2');
    expect((await load()).options.table).toBe('v');
  });
});

describe('a hostile view ends in a clear error:', () => {
  it.each<[string, string, string, string]>([
    [
      'an endless one',
      'CREATE VIEW v AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i FROM r',
      'LIMIT_EXCEEDED',
      'The view "v" of shop.db is recursive and may run without end; make it a table',
    ],
    [
      'an endless one that gives one row',
      'CREATE VIEW v AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT count(*) FROM r',
      'LIMIT_EXCEEDED',
      'is recursive',
    ],
    [
      'an endless one behind another view',
      'CREATE VIEW w AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i FROM r; CREATE VIEW v AS SELECT * FROM w',
      'LIMIT_EXCEEDED',
      'is recursive',
    ],
    [
      'every row with every row',
      `${numbers('t', 2000)} CREATE VIEW v AS SELECT count(*) AS n FROM t a, t b, t c`,
      'LIMIT_EXCEEDED',
      'compares every row with every row of tables of up to 2,000 rows',
    ],
    [
      'every row with every row, hidden in subqueries',
      `${numbers('t', 2000)} CREATE VIEW v AS
         SELECT (SELECT count(*) FROM (SELECT a.n FROM t a, t b LIMIT -1) x, t y WHERE x.n < y.n - t.n) AS n FROM t`,
      'LIMIT_EXCEEDED',
      'compares every row with every row',
    ],
    [
      'a broken one',
      'CREATE VIEW v AS SELECT * FROM gone',
      'SQLITE_MALFORMED',
      'The view "v" of shop.db cannot be read (no such table: main.gone)',
    ],
    [
      'an empty one',
      'CREATE TABLE t (a); CREATE VIEW v AS SELECT * FROM t',
      'TABLE_EMPTY',
      '"v" of shop.db has no rows',
    ],
  ])('%s', { timeout: 20_000 }, async (_, sql, code, message) => {
    const { load } = databaseOf(sql);
    await expect(load({ table: 'v' })).rejects.toMatchObject({
      name: 'CoreError',
      code,
      message: expect.stringContaining(message),
    });
  });

  it('one that makes very many bytes of few', { timeout: 60_000 }, async () => {
    const { load } = databaseOf(
      `${numbers('t', 3000)} CREATE VIEW v AS SELECT a.n, printf('%0200d', b.n) AS text FROM t a, t b`,
    );
    await expect(load({ table: 'v' })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('more than 200 times its size'),
    });
  });

  it('sets aside rows that are too long', async () => {
    const { project, load } = databaseOf(
      `${numbers('t', 3)} CREATE VIEW v AS SELECT n, CASE n WHEN 2 THEN printf('%03000000d', n) ELSE 'x' END AS text FROM t`,
    );
    await expect(load({ table: 'v' })).rejects.toMatchObject({ message: expect.stringContaining('line 2') });
    const loaded = await load({ table: 'v', badRows: 'set-aside' });
    expect(loaded.badRows?.count).toBe(1);
    expect(await readAll(project, loaded)).toHaveLength(2);
  });
});
