import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { encodeRowGroup } from '../../core/load/typed-csv/parquet/encode-row-group.ts';
import { createRng, type Rng } from '../../core/shared/rng.ts';
import { expectSame, partOf, place, readTyped, type Value, writeGroups, writeTyped } from './typed-parts.ts';

const types: readonly ColumnType[] = ['integer', 'number', 'boolean', 'date', 'timestamp', 'text'];

const cellsOfType: Record<ColumnType, fc.Arbitrary<Value>> = {
  integer: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -9n, max: 9n })),
  number: fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 1.5)),
  boolean: fc.boolean(),
  date: fc.oneof(fc.integer(), fc.integer({ min: -9, max: 9 })),
  timestamp: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  text: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'a', 'ab', 'abc', 'abcd', 'żółw', '🐢')),
};

/** A cell drawn from so many different values, spread in one of several ways. */
function drawCell(
  type: ColumnType,
  { rng, different, step }: { rng: Rng; different: number; step: number },
): Value {
  const value = rng.integer(different);
  switch (type) {
    case 'boolean':
      return value % 2 === 1;
    case 'date':
      return Math.imul(value - 1000, Math.min(step, 1000));
    case 'number':
      return (value - 1000) / step;
    case 'text':
      return 'żółw'.repeat(value % 7).slice(0, value % 23) + value * step;
    default:
      return (BigInt(value) - 1000n) * BigInt(step);
  }
}

describe('a Parquet file of typed columns', () => {
  it('holds any few cells', async () => {
    const { sql, newPath } = await place();
    const columns = fc.tuple(
      ...types.map((type) =>
        fc.array(fc.array(fc.option(cellsOfType[type])), { minLength: 1, maxLength: 3 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        columns,
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (drawn, rowCount, isPlain) => {
          const groupCount = Math.max(...drawn.map(({ length }) => length));
          const filled = drawn.map((groups, i) => ({
            type: types[i] ?? 'text',
            groups: Array.from({ length: groupCount }, (_, group) =>
              Array.from({ length: rowCount }, (_, row) => groups[group]?.[row] ?? null),
            ),
          }));
          const path = newPath();
          writeTyped(path, filled, { isPlain });
          expect(await readTyped(sql, path, types)).toEqual(filled.map(({ groups }) => groups.flat()));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds many cells, however many differ and are missing', async () => {
    const { sql, newPath } = await place();
    const shape = fc.record({
      seed: fc.nat(),
      rowCount: fc.oneof(
        fc.integer({ min: 1, max: 5000 }),
        fc.constantFrom(7, 8, 9, 256, 257, 258, 2048, 2049, 2050, 2305, 4097, 4098),
      ),
      different: fc.constantFrom(1, 2, 3, 17, 255, 256, 257, 1024, 1500, 2000, 2001, 2 ** 20, 2 ** 32),
      step: fc.constantFrom(1, 7, 1_000_000, 2 ** 20 + 1),
      missing: fc.constantFrom(0, 0.01, 0.5, 0.99, 1),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, rowCount, different, step, missing }) => {
        const rng = createRng(seed);
        const draw = (type: ColumnType) => () =>
          rng.next() < missing ? null : drawCell(type, { rng, different, step });
        const columns = types.map((type) => ({
          type,
          groups: [rowCount, 100].map((length) => Array.from({ length }, draw(type))),
        }));
        const path = newPath();
        writeTyped(path, columns);
        expect(await readTyped(sql, path, types)).toEqual(columns.map(({ groups }) => groups.flat()));
      }),
      { numRuns: 60 },
    );
  });

  it.each(types)('holds a column of %s without any value, and one row', async (type) => {
    const { groups } = await expectSame([
      { type, groups: [[null], [null, null, null, null, null, null, null, null, null]] },
      { type: 'integer', groups: [[7n], [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]] },
    ]);
    expect(groups[1]?.columns[0]).toMatchObject({ missingCount: 9, range: null, hasDictionary: false });
  });

  it('has no rows', async () => {
    const { sql, newPath } = await place();
    const path = newPath();
    writeGroups(path, types, { groups: [] });
    expect(await readTyped(sql, path, types)).toEqual(types.map(() => []));
  });

  it('has the schema that DuckDB writes', async () => {
    const { sql, newPath } = await place();
    const [own, theirs] = [newPath(), newPath()];
    writeGroups(own, types, { groups: [] });
    await sql.run(
      `COPY (SELECT 1::BIGINT AS c0, 1.5::DOUBLE AS c1, true AS c2, DATE '2020-01-01' AS c3,
         TIMESTAMP '2020-01-01 00:00:00' AS c4, 'x' AS c5) TO '${theirs}' (FORMAT parquet)`,
    );
    const schemaOf = (path: string) =>
      sql.rows(`SELECT * EXCLUDE (file_name) FROM parquet_schema('${path}') WHERE column_id > 0`);
    expect(await schemaOf(own)).toEqual(await schemaOf(theirs));
    const described = await sql.rows(`DESCRIBE FROM '${own}'`);
    expect(described.map((row) => row.column_type)).toEqual([
      'BIGINT',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
    ]);
  });

  it('says who wrote it, and what it was given to say', async () => {
    const { sql, newPath } = await place();
    const path = newPath();
    writeTyped(path, [{ type: 'boolean', groups: [[true]] }], { metadata: { names: '["żółw"]', other: '' } });
    const pairs = await sql.rows(
      `SELECT decode(key) AS k, decode(value) AS v FROM parquet_kv_metadata('${path}')`,
    );
    expect(pairs).toEqual([
      { k: 'names', v: '["żółw"]' },
      { k: 'other', v: '' },
    ]);
    const [about] = await sql.rows(`SELECT created_by, num_rows FROM parquet_file_metadata('${path}')`);
    expect(about).toEqual({ created_by: 'assay', num_rows: 1 });
  });

  it('knows the number of each row', async () => {
    const groups = [3, 1, 2100].map((length) => Array.from({ length }, (_, i): Value => BigInt(i % 5)));
    const { sql, path } = await expectSame([{ type: 'integer', groups }]);
    const [row] = await sql.rows(
      `SELECT count(*) AS n, min(file_row_number) AS first, max(file_row_number) AS last,
         bool_and(c0 = CASE WHEN file_row_number < 3 THEN file_row_number WHEN file_row_number = 3 THEN 0
                       ELSE (file_row_number - 4) % 5 END) AS fits
       FROM read_parquet('${path}', file_row_number = true)`,
    );
    expect(row).toEqual({ n: 2104, first: 0, last: 2103, fits: true });
  });

  it('tells empty texts from missing ones', async () => {
    const texts = ['', null, '', 'ż', null, '🐢', ''];
    await expectSame([
      { type: 'text', groups: [texts, ['', ''], [null, '']] },
      { type: 'text', groups: [texts, ['a', ''], [null, null]] },
    ]);
    const varied = Array.from(
      { length: 1600 },
      (_, i) => ['', null, `${'long '.repeat(i % 40)}ż${i}`][i % 3 && 2] ?? null,
    );
    const { groups } = await expectSame([
      { type: 'text', groups: [[...varied, ...varied.map((t) => t && `${t}x`), '', null]] },
    ]);
    expect(groups[0]?.columns[0]?.encoding).toBe('DELTA_LENGTH_BYTE_ARRAY');
  });

  it('keeps every bit of a number', async () => {
    const numbers = [0, -0, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, null, -1.5];
    const { groups } = await expectSame([{ type: 'number', groups: [numbers, [-0, 0], [0, -0], [-0]] }]);
    const ranges = groups.map(({ columns }) => columns[0]?.range);
    expect(ranges).toEqual([null, { min: -0, max: 0 }, { min: -0, max: 0 }, { min: -0, max: 0 }]);
    const plain = encodeRowGroup([partOf('number', numbers)], numbers.length, [true]);
    const { sql, newPath } = await place();
    const path = newPath();
    writeGroups(path, ['number'], { groups: [plain] });
    expect(await readTyped(sql, path, ['number'])).toEqual([numbers]);
  });
});
