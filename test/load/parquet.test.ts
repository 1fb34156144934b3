import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import type { Project } from '../../core/store/project.ts';
import { readAll, typesOf } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryDuck, temporaryProject } from '../support/temporary-project.ts';

/** Writes a query's result as Parquet, loads it and reads it back. */
async function loadQuery(query: string, options: ReadOptions = {}, project: Project = temporaryProject()) {
  const path = join(project.path, 'table.parquet');
  const { sql } = await temporaryDuck();
  await sql.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  const loaded = await loadInto(project, path, { options });
  return { ...loaded, path, rows: await readAll(project, loaded) };
}

describe('Parquet', () => {
  it('keeps what Assay knows and turns the rest into numbers and text', async () => {
    const loaded =
      await loadQuery(`SELECT 1::TINYINT AS tiny, 5::UINTEGER AS unsigned, 9007199254740993::BIGINT AS long,
      1.25::DECIMAL(8, 2) AS dec, 12::HUGEINT AS huge, 0.5::FLOAT AS float, 'nan'::DOUBLE AS nan, true AS yes, 'x' AS text,
      DATE '2024-02-29' AS day, TIMESTAMP '2024-01-01 10:00:00.25' AS stamp, TIMESTAMPTZ '2024-01-01 10:00:00+02' AS zone,
      TIMESTAMP_NS '2024-01-01 10:00:00' AS nano, TIME '10:20:30' AS time, [1, 2] AS list, {'a': 1, 'b': {'c': 2}} AS struct,
      MAP {'k': 1} AS map, 'ab'::BLOB AS bytes, '{"j": 1}'::JSON AS json, 'm'::ENUM ('m', 'n') AS level`);
    expect(typesOf(loaded)).toEqual({
      tiny: 'integer',
      unsigned: 'integer',
      long: 'integer',
      dec: 'number',
      huge: 'number',
      float: 'number',
      nan: 'number',
      yes: 'boolean',
      text: 'text',
      day: 'date',
      stamp: 'timestamp',
      zone: 'timestamp',
      nano: 'timestamp',
      time: 'text',
      list: 'text',
      struct: 'text',
      map: 'text',
      bytes: 'text',
      json: 'text',
      level: 'text',
    });
    expect(loaded.rows).toEqual([
      [
        1,
        5,
        '9007199254740993',
        1.25,
        12,
        0.5,
        Number.NaN,
        true,
        'x',
        '2024-02-29',
        '2024-01-01T10:00:00.25',
        '2024-01-01T08:00:00',
        '2024-01-01T10:00:00',
        '10:20:30',
        '[1, 2]',
        "{'a': 1, 'b': {'c': 2}}",
        '{k=1}',
        'ab',
        '{"j": 1}',
        'm',
      ],
    ]);
  });

  it('is previewed as it is loaded', async () => {
    const project = temporaryProject();
    const loaded = await loadQuery(`SELECT i, 'w' || i AS w FROM range(5) r(i)`, {}, project);
    const preview = await inspectIn(project, loaded.path);
    expect(preview.columns).toEqual(loaded.columns);
    expect(preview.rows).toEqual(loaded.rows);
  });

  it('keeps names that are hostile, equal but for case, or twice there', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'table.parquet');
    const { sql } = await temporaryDuck();
    const query = `SELECT 1 AS "qq", {'x': 2, 'y': {'z': 3}} AS nested, 4 AS "ww", 5 AS "vv", 6 AS "__proto__", 7 AS "says ""hi"""`;
    await sql.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
    const text = readFileSync(path, 'latin1').replaceAll('ww', 'QQ').replaceAll('vv', 'qq');
    writeFileSync(path, text, 'latin1');
    const loaded = await loadInto(project, path);
    expect(loaded.columns.map(({ name }) => name)).toEqual([
      'qq',
      'nested',
      'QQ',
      'qq (2)',
      '__proto__',
      'says "hi"',
    ]);
    expect(await readAll(project, loaded)).toEqual([[1, "{'x': 2, 'y': {'z': 3}}", 4, 5, 6, 7]]);
  });

  it('has the empty text and the missing texts as missing cells', async () => {
    const loaded = await loadQuery(`SELECT unnest(['', 'NA', 'None', 'x']) AS t`, { missingTexts: ['NA'] });
    expect(loaded.rows).toEqual([[null], [null], ['None'], ['x']]);
  });

  it('takes types that are asked for', async () => {
    const loaded = await loadQuery(
      `SELECT unnest([1.0, 2.0]) AS n, unnest(['01', '2']) AS t, unnest([7, 8]) AS i`,
      {
        types: { n: 'integer', t: 'number', i: 'text' },
      },
    );
    expect(typesOf(loaded)).toEqual({ n: 'integer', t: 'number', i: 'text' });
    expect(loaded.rows).toEqual([
      [1, 1, '7'],
      [2, 2, '8'],
    ]);
  });

  it('names the row of a cell that does not fit', async () => {
    const load = loadQuery(`SELECT unnest(['1', 'x']) AS t`, { types: { t: 'number' } });
    await expect(load).rejects.toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
      message:
        'Column "t" has a cell that is not a number, at row 2 ("x"); load it as text, mend the cell, or set bad rows aside.',
    });
  });

  it('keeps row order over many row groups', async () => {
    const loaded = await loadQuery('SELECT (i * 7919) % 300007 AS n FROM range(300000) r(i)');
    expect(loaded.rows.every(([n], i) => n === (i * 7919) % 300_007)).toBe(true);
  });
});
