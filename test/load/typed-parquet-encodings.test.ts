import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import { encodeRowGroup } from '../../core/load/typed-csv/parquet/encode-row-group.ts';
import { createRng } from '../../core/shared/rng.ts';
import { expectSame, partOf, place, type Value, writeGroups, writeTyped } from './typed-parts.ts';

const types: readonly ColumnType[] = ['integer', 'number', 'date', 'timestamp', 'text'];

describe('the encodings', () => {
  /** Cells with exactly so many different values, few of them among the first 4096. */
  const cellsWith = (type: ColumnType, different: number): Value[] =>
    Array.from({ length: 8192 }, (_, i) => {
      const value = i < 4096 ? i % 1000 : i % different;
      if (type === 'text') return `text ${value}`;
      return type === 'integer' || type === 'timestamp' ? BigInt(value) << 40n : value * 3;
    });

  it.each(types)('%s: 2000 values make a dictionary, 2001 do not', async (type) => {
    const { groups } = await expectSame([
      { type, groups: [cellsWith(type, 2000)] },
      { type, groups: [cellsWith(type, 2001)] },
    ]);
    const plain =
      { number: 'PLAIN', text: 'DELTA_LENGTH_BYTE_ARRAY' }[type as string] ?? 'DELTA_BINARY_PACKED';
    expect(groups[0]?.columns).toMatchObject([
      { encoding: 'RLE_DICTIONARY', hasDictionary: true, isVaried: false },
      { encoding: plain, hasDictionary: false, isVaried: true },
    ]);
  });

  it('give a dictionary up where the first cells differ too much, or where told to', () => {
    const numbers = (different: number) =>
      partOf(
        'number',
        Array.from({ length: 5000 }, (_, i) => i % different),
      );
    const { columns } = encodeRowGroup([numbers(1500), numbers(1501), numbers(3)], 5000, [
      false,
      false,
      true,
    ]);
    expect(columns.map(({ hasDictionary }) => hasDictionary)).toEqual([true, false, false]);
  });

  it.each([1, 2, 3, 5, 8, 13, 21, 30, 31, 32, 33, 34, 40, 47, 51])(
    'pack differences of %i bits',
    async (bits) => {
      const rng = createRng(bits);
      const draw = () => BigInt(Math.floor(rng.next() * 2 ** 26)) * 2n ** 26n + BigInt(rng.integer(2 ** 26));
      const integers = Array.from({ length: 5000 }, () => draw() % 2n ** BigInt(bits));
      const { groups } = await expectSame([
        { type: 'integer', groups: [[...integers, ...integers.map((integer) => -integer)]] },
      ]);
      expect(groups[0]?.columns[0]?.encoding).toBe(bits < 11 ? 'RLE_DICTIONARY' : 'DELTA_BINARY_PACKED');
    },
  );

  it('pack what doubles hold exactly, and leave the rest plain', async () => {
    const spread = (edges: readonly bigint[]) => [
      Array.from(
        { length: 3000 },
        (_, i) => (edges[i % edges.length] ?? 0n) + (i % 7 === 0 ? 0n : BigInt(i)),
      ),
    ];
    const half = 2n ** 51n - 3000n;
    const { groups } = await expectSame([
      { type: 'integer', groups: spread([-half, half]) },
      { type: 'integer', groups: spread([2n ** 52n - 3000n, 0n]) },
      { type: 'integer', groups: spread([-(2n ** 52n), 5n]) },
      { type: 'integer', groups: spread([2n ** 63n - 3000n, -(2n ** 63n)]) },
      { type: 'timestamp', groups: spread([253_402_300_799_000_000n]) },
      {
        type: 'date',
        groups: [
          spread([2n ** 31n - 3000n, -(2n ** 31n)])
            .flat()
            .map(Number),
        ],
      },
    ]);
    const encodings = groups[0]?.columns.map(({ encoding }) => encoding.split('_')[0]);
    expect(encodings).toEqual(['DELTA', 'DELTA', 'PLAIN', 'PLAIN', 'PLAIN', 'PLAIN']);
  });

  it('spend next to nothing on a column that is all the same', () => {
    const rowCount = 100_000;
    const parts = [
      { kind: 'integer', present: null, words: new Int32Array(2 * rowCount) },
      { kind: 'date', present: new Uint8Array(rowCount / 8), values: new Int32Array(rowCount) },
      {
        kind: 'text',
        present: new Uint8Array(rowCount / 8).fill(255),
        lengths: new Uint32Array(rowCount),
        bytes: new Uint8Array(0),
      },
    ] as const;
    const { bytes, columns } = encodeRowGroup(parts, rowCount);
    for (const { byteLength } of columns) expect(byteLength).toBeLessThan(80);
    expect(bytes.buffer.byteLength).toBe(bytes.length);
    expect(structuredClone(columns)).toEqual(columns);
  });

  it('tell texts apart that have the same hash', async () => {
    const texts = ['2Wl0Yt1d', 'cwWDnPiA', 'F6h', 'vct3ZdmX', '72r', '1e0Sn0O1'];
    await expectSame([{ type: 'text', groups: [[...texts, ...texts.toReversed()]] }]);
  });

  it('do not let a column depend on the one before', () => {
    const cells = (cell: (row: number) => Value) =>
      partOf(
        'date',
        Array.from({ length: 2045 }, (_, row) => cell(row)),
      );
    const parts = [
      cells((row) => (row * row) % 1361),
      cells((row) => (row < 1005 ? row % 37 : null)),
      cells((row) => row * 7),
    ];
    const together = encodeRowGroup(parts, 2045);
    const alone = parts.map((part) => encodeRowGroup([part], 2045).bytes);
    expect(together.bytes).toEqual(new Uint8Array(Buffer.concat(alone)));
  });

  it('take parts that are views of larger memory', async () => {
    const cells = ['', 'a', null, 'żółw', 'tortoise'];
    const part = partOf('text', cells);
    const shift = (bytes: Uint8Array) => Uint8Array.of(9, 9, 9, ...bytes, 9, 9).subarray(3, 3 + bytes.length);
    if (part.kind !== 'text' || part.present === null) throw new Error('not a text with missing cells');
    const view = { ...part, bytes: shift(part.bytes), present: shift(part.present) };
    for (const plain of [true, false])
      expect(encodeRowGroup([view], 5, [plain]).bytes).toEqual(encodeRowGroup([part], 5, [plain]).bytes);
    await expectSame([{ type: 'text', groups: [cells] }]);
  });
});

describe('the statistics', () => {
  const ranged = ['integer', 'number', 'date', 'timestamp'] as const;

  /** A value as SQL. */
  const literal = (type: ColumnType, value: Value): string => {
    const text = Object.is(value, -0) ? '-0' : String(value);
    if (type === 'integer') return `${text}::BIGINT`;
    if (type === 'number') return `'${text}'::DOUBLE`;
    return type === 'date' ? `make_date(${text}::INTEGER)` : `make_timestamp(${text}::BIGINT)`;
  };

  const tests: Record<string, (order: number) => boolean> = {
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '=': (order) => order === 0,
    '<>': (order) => order !== 0,
    '>=': (order) => order >= 0,
    '>': (order) => order > 0,
  };

  it('let a filter find what it would find without them', async () => {
    const { sql, newPath } = await place();
    const small = fc.oneof(
      fc.integer({ min: -40, max: 40 }),
      fc.constantFrom(-0, Number.NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31)),
    );
    const group = fc.array(fc.option(small), { minLength: 1, maxLength: 6 });
    const groups = fc.array(group, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ranged),
        groups,
        small,
        fc.boolean(),
        async (type, drawn, at, isPlain) => {
          const value = (number: number): Value => {
            if (type === 'number') return number;
            const whole = Math.abs(number) < 100 ? number : 7;
            return type === 'date' ? whole : BigInt(whole) << 33n;
          };
          const cells = drawn.map((part) => part.map((number) => (number === null ? null : value(number))));
          const path = newPath();
          writeTyped(path, [{ type, groups: cells }], { isPlain });
          const bound = value(at);
          for (const [sign, fits] of Object.entries(tests)) {
            const expected = cells
              .flat()
              .filter((cell) => cell !== null && fits(compare(cell, bound))).length;
            const from = `FROM '${path}' WHERE c0 ${sign} ${literal(type, bound)}`;
            expect(await sql.rows(`SELECT count(*) AS n ${from}`)).toEqual([{ n: expected }]);
          }
          const missing = cells.flat().filter((cell) => cell === null).length;
          expect(await sql.rows(`SELECT count(*) AS n FROM '${path}' WHERE c0 IS NULL`)).toEqual([
            { n: missing },
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(ranged)('of %s are what DuckDB goes by', async (type) => {
    const { sql, newPath } = await place();
    const cells = type === 'number' || type === 'date' ? [1, 2, 3] : [1n, 2n, 3n];
    const group = encodeRowGroup([partOf(type, cells)], 3);
    const [min = 0, max = 0] = type === 'number' || type === 'date' ? [20, 30] : [20n, 30n];
    const columns = group.columns.map((facts) => ({ ...facts, range: { min, max } }));
    const [right, wrong] = [newPath(), newPath()];
    writeGroups(right, [type], { groups: [group] });
    writeGroups(wrong, [type], { groups: [{ ...group, columns }] });
    const find = (path: string) =>
      sql.rows(`SELECT count(*) AS n FROM '${path}' WHERE c0 = ${literal(type, cells[1] ?? null)}`);
    expect(await find(right)).toEqual([{ n: 1 }]);
    expect(await find(wrong)).toEqual([{ n: 0 }]);
  });

  it('are exact at the ends of 64 bits', async () => {
    const integers = [5n, -(2n ** 63n), 2n ** 63n - 1n, -(2n ** 63n) + 1n, null];
    const close = Array.from({ length: 3000 }, (_, i) => 2n ** 62n + BigInt(i % 1700));
    const halves = [2n ** 31n, 2n ** 32n - 1n, 1n];
    const { sql, path } = await expectSame([{ type: 'integer', groups: [integers, close, halves] }]);
    const found = await sql.rows(
      `SELECT stats_min_value AS min, stats_max_value AS max, stats_null_count AS missing, min_is_exact AS exact
       FROM parquet_metadata('${path}') ORDER BY row_group_id`,
    );
    expect(found).toEqual([
      { min: '-9223372036854775808', max: '9223372036854775807', missing: 1, exact: true },
      { min: String(2n ** 62n), max: String(2n ** 62n + 1699n), missing: 0, exact: true },
      { min: '1', max: '4294967295', missing: 0, exact: true },
    ]);
  });
});

/** DuckDB's order: NaN is the greatest number, -0 and 0 are the same. */
function compare(a: Value, b: Value): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return Number(Number(a) > Number(b)) - Number(Number(a) < Number(b));
}
