import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuck } from '../../core/store/duck.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { temporaryDuck } from '../support/temporary-project.ts';

describe('cells', () => {
  it('travel as JSON does, with dates as ISO text and long integers as text', async () => {
    const { sql } = await temporaryDuck();
    const [row] = await sql.rows(`SELECT
      true AS yes, 12::TINYINT AS tiny, -5::BIGINT AS small, 9007199254740991 AS safe, 9007199254740993 AS long,
      (-9223372036854775808)::BIGINT AS least, 18446744073709551615::UBIGINT AS ubig, 170141183460469231731687303715884105727::HUGEINT AS huge,
      7::HUGEINT AS tame, 1.25::DECIMAL(8, 3) AS dec, 1.5::FLOAT AS float, 'nan'::DOUBLE AS nan, '-inf'::DOUBLE AS inf,
      'short' AS short, 'a text of more than twelve bytes' AS long_text, 'é' AS accent, '🐧🐧🐧🐧 penguins' AS birds, '' AS empty,
      DATE '1969-12-31' AS before, DATE '12345-01-02' AS far, TIMESTAMP '1969-12-31 23:59:59.5' AS half,
      TIMESTAMP '2024-02-29 10:00:00' AS leap, TIMESTAMPTZ '2024-01-01 00:00:00+02' AS zone,
      [1, 2] AS list, {'x': 1} AS struct, TIME '10:20:30' AS time, NULL AS nothing`);
    expect(row).toEqual({
      yes: true,
      tiny: 12,
      small: -5,
      safe: 9007199254740991,
      long: '9007199254740993',
      least: '-9223372036854775808',
      ubig: '18446744073709551615',
      huge: '170141183460469231731687303715884105727',
      tame: 7,
      dec: 1.25,
      float: 1.5,
      nan: Number.NaN,
      inf: Number.NEGATIVE_INFINITY,
      short: 'short',
      long_text: 'a text of more than twelve bytes',
      accent: 'é',
      birds: '🐧🐧🐧🐧 penguins',
      empty: '',
      before: '1969-12-31',
      far: '+012345-01-02',
      half: '1969-12-31T23:59:59.5',
      leap: '2024-02-29T10:00:00',
      zone: '2023-12-31T22:00:00',
      list: '[1,2]',
      struct: '{"x":1}',
      time: '10:20:30',
      nothing: null,
    });
  });

  it('keep missing ones apart in every type, beyond one chunk', async () => {
    const { sql } = await temporaryDuck();
    const rows = await sql.rows(
      `SELECT CASE WHEN i % 3 = 0 THEN i END AS n, CASE WHEN i % 5 = 0 THEN 'text number ' || i END AS t
       FROM range(5000) r(i) ORDER BY i`,
    );
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, i) => (i % 3 === 0 ? i : null)));
    expect(rows.map((row) => row.t)).toEqual(rows.map((_, i) => (i % 5 === 0 ? `text number ${i}` : null)));
  });

  it('come back as they were bound', async () => {
    const { sql } = await temporaryDuck();
    const values = [5, -0.5, 1e300, 2 ** 40, 3n, "it's", true, null];
    const [row] = await sql.rows(
      'SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, ? AS f, ? AS g, ? AS h',
      values,
    );
    expect(Object.values(row ?? {})).toEqual([5, -0.5, 1e300, 2 ** 40, 3, "it's", true, null]);
  });

  it('keep a column called __proto__', async () => {
    const { sql } = await temporaryDuck();
    const [row] = await sql.rows('SELECT 1 AS "__proto__"');
    expect(Object.entries(row ?? {})).toEqual([['__proto__', 1]]);
  });
});

describe('numbers', () => {
  it('are doubles in row order, booleans 0 and 1, missing NaN', async () => {
    const { sql } = await temporaryDuck();
    const columns =
      await sql.numbers(`SELECT i, i / 2, i % 2 = 0, NULLIF(i, 2), sum(i) OVER (), i::DECIMAL(5, 1), (-i)::SMALLINT,
      i::UBIGINT, i::FLOAT FROM range(4) r(i)`);
    expect(columns.map((column) => Array.from(column))).toEqual([
      [0, 1, 2, 3],
      [0, 0.5, 1, 1.5],
      [1, 0, 1, 0],
      [0, 1, Number.NaN, 3],
      [6, 6, 6, 6],
      [0, 1, 2, 3],
      [0, -1, -2, -3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  it('of a large result are complete and in order', async () => {
    const { sql } = await temporaryDuck();
    const [numbers] = await sql.numbers('SELECT 2 * i FROM range(300000) r(i)');
    expect(numbers?.length).toBe(300_000);
    expect(numbers?.every((value, i) => value === 2 * i)).toBe(true);
  });

  it('of nothing are empty columns', async () => {
    const { sql } = await temporaryDuck();
    expect(await sql.numbers('SELECT 1 AS a, 2 AS b WHERE false')).toEqual([
      new Float64Array(),
      new Float64Array(),
    ]);
  });

  it('round integers beyond 2^53 to the nearest double', async () => {
    const { sql } = await temporaryDuck();
    const [numbers] = await sql.numbers(
      'SELECT unnest([9007199254740993, -9223372036854775808, 9223372036854775807])',
    );
    expect(Array.from(numbers ?? [])).toEqual([9007199254740992, -(2 ** 63), 2 ** 63]);
  });

  it('refuse text and dates by name', async () => {
    const { sql } = await temporaryDuck();
    await expect(sql.numbers("SELECT 'x' AS word")).rejects.toThrow('"word" is not numeric');
    await expect(sql.numbers("SELECT DATE '2024-01-01' AS day")).rejects.toThrow('"day" is not numeric');
  });
});

describe('chunks', () => {
  it('come in row order and may be left early', async () => {
    const { sql } = await temporaryDuck();
    const seen: unknown[] = [];
    for await (const [numbers] of sql.chunks('SELECT i FROM range(1000000) r(i)')) {
      seen.push(...(numbers ?? []));
      if (seen.length > 5000) break;
    }
    expect(seen).toEqual(Array.from(seen, (_, i) => i));
    expect(await sql.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
  });
});

describe('several queries', () => {
  it('run at once and see the same tables', async () => {
    const { sql } = await temporaryDuck();
    await sql.run('CREATE TABLE t AS SELECT * FROM range(1000) r(i)');
    const counts = await Promise.all(
      [1, 2, 3, 4].map((k) => sql.numbers('SELECT count(*) FROM t WHERE i % ? = 0', [k])),
    );
    expect(counts.map(([count]) => count?.[0])).toEqual([1000, 500, 334, 250]);
  });
});

describe('an aborted signal', () => {
  const endless = 'SELECT count(*) FROM range(100000000000) r(i) WHERE i % 7 = 3';

  it('stops every kind of query with CANCELLED', async () => {
    const { sql } = await temporaryDuck();
    const abort = () => AbortSignal.timeout(50);
    const drain = async () => {
      for await (const _ of sql.chunks('SELECT i FROM range(100000000000) r(i)', [], abort()));
    };
    const results = await Promise.allSettled([
      sql.run(endless, [], abort()),
      sql.rows(endless, [], abort()),
      sql.numbers(endless, [], abort()),
      drain(),
    ]);
    expect(results).toEqual(
      Array.from({ length: 4 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({ name: 'CoreError', code: 'CANCELLED' }),
      })),
    );
    expect(await sql.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
  });

  it('before the query keeps it from starting', async () => {
    const { sql } = await temporaryDuck();
    const before = sql.run('CREATE TABLE t AS SELECT 1', [], AbortSignal.abort());
    await expect(before).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await sql.rows('SELECT table_name FROM duckdb_tables()')).toEqual([]);
  });

  it('leaves other queries running', async () => {
    const { sql } = await temporaryDuck();
    const stopped = sql.run(endless, [], AbortSignal.timeout(50));
    const other = sql.numbers('SELECT count(*) FROM range(20000000) r(i) WHERE i % 2 = 0');
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await other).toEqual([Float64Array.of(10_000_000)]);
  });
});

describe('access', () => {
  it('is limited to the chosen files and folders', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'mine.csv'), 'a\n1\n');
    writeFileSync(join(folder, 'other.csv'), 'a\n2\n');
    const { sql } = await temporaryDuck([join(folder, 'mine.csv'), join(folder, 'out')]);
    expect(await sql.rows(`SELECT a FROM read_csv('${folder}/mine.csv')`)).toEqual([{ a: 1 }]);
    await sql.run(`COPY (SELECT 1 AS a) TO '${folder}/out/x.parquet' (FORMAT parquet)`);
    expect(existsSync(join(folder, 'out', 'x.parquet'))).toBe(true);
    const refused = [
      `SELECT * FROM read_csv('${folder}/other.csv')`,
      `SELECT * FROM read_csv('${folder}/out/../other.csv')`,
      `COPY (SELECT 1) TO '${folder}/other.parquet'`,
      `ATTACH '${folder}/other.db'`,
      "SELECT * FROM read_text('/etc/hostname')",
    ];
    for (const text of refused) await expect(sql.run(text), text).rejects.toThrow(/Cannot access|disabled/);
  });

  it('cannot be widened by a statement, and nothing is downloaded', async () => {
    const { sql } = await temporaryDuck([temporaryFolder()]);
    await expect(sql.run('SET enable_external_access = true')).rejects.toThrow();
    await expect(sql.run("SET allowed_directories = ['/']")).rejects.toThrow(/locked/);
    await expect(sql.run('INSTALL httpfs')).rejects.toThrow();
    await expect(sql.run('LOAD httpfs')).rejects.toThrow(/disabled/);
    expect(
      await sql.rows(
        "SELECT current_setting('autoinstall_known_extensions') AS a, current_setting('autoload_known_extensions') AS b, current_setting('preserve_insertion_order') AS c, current_setting('TimeZone') AS d",
      ),
    ).toEqual([{ a: false, b: false, c: true, d: 'UTC' }]);
  });
});

describe('scarcity', () => {
  it('of memory is OUT_OF_MEMORY and leaves DuckDB usable', async () => {
    const duck = await openDuck({ threads: 1, memoryLimitMb: 100, spillDirectory: null, allowedPaths: [] });
    await expect(duck.sql.run('SELECT list(i) FROM range(50000000) r(i)')).rejects.toMatchObject({
      code: 'OUT_OF_MEMORY',
      message: expect.stringContaining('100.0 MiB'),
    });
    expect(await duck.sql.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
    duck.close();
  });

  it('of memory is met by spilling into the folder, by two at once, and it is left empty', async () => {
    const folder = temporaryFolder();
    const sort = async () => {
      const duck = await openDuck({
        threads: 1,
        memoryLimitMb: 60,
        spillDirectory: folder,
        allowedPaths: [],
      });
      const [sum] = await duck.sql.numbers(
        `SELECT sum(i) FROM (SELECT i, md5(i::VARCHAR) AS m FROM range(800000) r(i) ORDER BY m)`,
      );
      duck.close();
      return sum?.[0];
    };
    expect(await Promise.all([sort(), sort()])).toEqual([319_999_600_000, 319_999_600_000]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'of disk is DISK_FULL (skipped where there is no /dev/full)',
    async () => {
      const { sql } = await temporaryDuck(['/dev/full']);
      const copy = sql.run("COPY (SELECT * FROM range(1000000)) TO '/dev/full' (FORMAT csv)");
      await expect(copy).rejects.toMatchObject({ code: 'DISK_FULL' });
    },
  );
});
