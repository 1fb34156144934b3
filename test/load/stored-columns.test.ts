import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NumericType, readStoredNumbers } from '../../core/load/typed-csv/parquet/stored-numbers.ts';
import { readStoredProse } from '../../core/load/typed-csv/parquet/stored-prose.ts';
import { countStoredTexts, namedLevels } from '../../core/profile/counted-texts.ts';
import type { RawSql } from '../../core/shared/raw-sql.ts';
import { createRng } from '../../core/shared/rng.ts';
import { quoteText } from '../../core/shared/sql.ts';
import { place, type Value, writeTyped } from './typed-parts.ts';

/** SQL for what `ColumnValues` says that a column's numbers are. */
const inSql: Record<NumericType, string> = {
  integer: 'CAST(c0 AS DOUBLE)',
  number: 'CAST(c0 AS DOUBLE)',
  boolean: 'CAST(c0 AS DOUBLE)',
  date: 'CAST(epoch(c0) AS DOUBLE)',
  timestamp: 'CAST(epoch(c0) AS DOUBLE)',
};

async function numbersInSql(sql: RawSql, path: string, expression: string): Promise<number[]> {
  const [numbers = new Float64Array(0)] = await sql.numbers(
    `SELECT ${expression} AS x FROM read_parquet(${quoteText(path)})`,
  );
  return [...numbers];
}

function drawNumber(
  type: NumericType,
  { rng, different, step }: { rng: ReturnType<typeof createRng>; different: number; step: number },
): Value {
  const value = rng.integer(different);
  if (type === 'boolean') return value % 2 === 1;
  if (type === 'number') return (value - 1000) / step;
  if (type === 'date') return Math.imul(value - 1000, Math.min(step, 1000));
  return (BigInt(value) - 1000n) * BigInt(step);
}

describe('columns read without DuckDB are those that it reads:', () => {
  for (const type of Object.keys(inSql) as NumericType[]) {
    it(`numbers of ${type}, with dictionaries, differences of any width and missing cells`, async () => {
      const { sql, newPath } = await place();
      await fc.assert(
        fc.asyncProperty(
          fc.integer(),
          fc.constantFrom(1, 2, 7, 300, 2000, 2001, 2 ** 31),
          fc.constantFrom(1, 3, 1_000_000, 3 * 2 ** 18),
          fc.constantFrom(0, 0.1, 1),
          async (seed, different, step, missing) => {
            const rng = createRng(seed);
            const groups = [5000, 1, 2049].map((rows) =>
              Array.from({ length: rows }, () =>
                rng.next() < missing ? null : drawNumber(type, { rng, different, step }),
              ),
            );
            const path = newPath();
            writeTyped(path, [{ type, groups }]);
            const found = readStoredNumbers({ path, name: 'c0', type });
            expect([...(found ?? [])]).toEqual(await numbersInSql(sql, path, inSql[type]));
          },
        ),
        { numRuns: 20 },
      );
    });
  }

  it('levels, most frequent first, ties by their bytes', async () => {
    const { sql, newPath } = await place();
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.constantFrom(1, 5, 1999, 3000),
        fc.constantFrom(0, 0.2, 1),
        async (seed, different, missing) => {
          const rng = createRng(seed);
          const draw = () => {
            const value = rng.integer(different) % (1 + rng.integer(different));
            return ['', 'é', '🐢 ', 'long text of some more words '][value % 4] + String(value);
          };
          const groups = [4000, 3, 3001].map((rows) =>
            Array.from({ length: rows }, () => (rng.next() < missing ? null : draw())),
          );
          const path = newPath();
          writeTyped(path, [{ type: 'text', groups }]);
          const texts = countStoredTexts({ path, name: 'c0' });
          const joined = texts === 'foreign' ? null : texts?.levels;
          const levels = joined && namedLevels(joined);
          const counted = await sql.rows(
            `SELECT c0 AS value, count(*)::INTEGER AS n FROM read_parquet(${quoteText(path)}) WHERE c0 IS NOT NULL GROUP BY ALL ORDER BY n DESC, value`,
          );
          expect(levels?.names).toEqual(counted.map(({ value }) => value));
          expect(levels?.counts).toEqual(counted.map(({ n }) => n));
          const { codes = new Int32Array(0), names = [] } = levels ?? {};
          expect(Array.from(codes, (code) => names[code] ?? null)).toEqual(groups.flat());
        },
      ),
      { numRuns: 20 },
    );
  });

  it('no levels of a column in which hardly a text comes twice', async () => {
    const { newPath } = await place();
    const path = newPath();
    const cells = Array.from({ length: 70_000 }, (_, i) => `text ${i}`);
    writeTyped(path, [{ type: 'text', groups: [cells] }]);
    expect(countStoredTexts({ path, name: 'c0' })).toBeNull();
  });

  it('cells that are no prose', async () => {
    const { newPath } = await place();
    const prose = 'A sentence of letters, marks (all of ASCII) - one hyphen - and more!';
    const others = [
      'short text',
      `${prose} 7`,
      ` ${prose}`,
      `${prose}\n`,
      `${prose} ü`,
      `${prose} a@b`,
      `${prose} 12:30`,
      `${prose} a-b-c`,
      `${prose}\u0007.`,
      'Withoutspacesbutlongerthanfortycharactersandsome',
    ];
    const cells = Array.from({ length: 5000 }, (_, i) =>
      i % 3 === 1 ? null : `${prose} ${'x'.repeat(i + 1)}`,
    );
    for (const [i, text] of others.entries()) cells[300 * (i + 1)] = text;
    const path = newPath();
    writeTyped(path, [{ type: 'text', groups: [cells.slice(0, 2500), cells.slice(2500)] }], {
      isPlain: true,
    });
    const found = readStoredProse({ path, name: 'c0', longerThan: 40 });
    expect(found).toEqual(others);
  });

  it('nothing of files that others wrote', async () => {
    const { sql, newPath } = await place();
    const path = newPath();
    await sql.run(`COPY (SELECT 1.5 AS c0, 'x' AS c1) TO ${quoteText(path)} (FORMAT parquet)`);
    expect(readStoredNumbers({ path, name: 'c0', type: 'number' })).toBe('foreign');
    expect(countStoredTexts({ path, name: 'c1' })).toBe('foreign');
    expect(readStoredProse({ path, name: 'c1', longerThan: 40 })).toBe('foreign');
  });
});
