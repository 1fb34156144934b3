import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetVersionId } from '../../core/contract/ids.ts';
import { columnStatistics } from '../../core/profile/statistics.ts';
import { quoteText } from '../../core/shared/sql.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths: [] });
});
afterAll(() => duck.close());

const text = fc.oneof(
  fc.constantFrom(null, '', 'Ab 12', 'é', 'Ärger', "o'clock", '🐧', 'x'.repeat(60)),
  fc.string({ maxLength: 5, unit: 'grapheme' }).map((each) => each.replaceAll('\0', '')),
);
const table = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }))
  .chain(([width, height]) =>
    fc.array(fc.array(text, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );
const characters = (value: string) => [...value].length;

test('all columns of texts of a short table are counted exactly, whichever are counted together', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const width = rows[0]?.length ?? 0;
      const names = Array.from({ length: width }, (_, i) => `c${i}`);
      const values = rows.map(
        (row, i) =>
          `(${[...row.map((value) => (value === null ? 'NULL::VARCHAR' : quoteText(value))), i + 1].join(', ')})`,
      );
      await duck.sql.run(
        `CREATE OR REPLACE TABLE short AS SELECT * FROM (VALUES ${values.join(', ')}) AS v(${names.join(', ')}, __row)`,
      );
      const found = await columnStatistics({
        sql: duck.sql,
        table: {
          version: datasetVersionId.parse('0'.repeat(64)),
          from: 'short',
          rowCount: rows.length,
          columns: names.map((name, index) => ({ index, name, sql: name, type: 'text' })),
        },
      });
      for (const [i, statistics] of found.entries()) {
        const cells = rows.flatMap((row) => row[i] ?? []);
        const counts = Map.groupBy(cells, (cell) => cell);
        expect(statistics).toMatchObject({
          count: cells.length,
          missing: rows.length - cells.length,
          distinct: counts.size,
          text:
            cells.length === 0
              ? null
              : {
                  minLength: Math.min(...cells.map(characters)),
                  maxLength: Math.max(...cells.map(characters)),
                },
        });
        expect(statistics.top).toHaveLength(Math.min(20, counts.size));
        for (const { value, count } of statistics.top) {
          expect(counts.get(String(value))?.length).toBe(count);
        }
        const sizes = statistics.top.map(({ count }) => count);
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        expect(sizes).toEqual(
          [...counts.values()]
            .map(({ length }) => length)
            .sort((a, b) => b - a)
            .slice(0, sizes.length),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('shapes are those of the column alone', async () => {
  await duck.sql.run(
    `CREATE OR REPLACE TABLE short AS SELECT 'A-' || i AS c0, CASE WHEN i < 3 THEN 'Some words' ELSE '12:30' END AS c1, NULL::VARCHAR AS c2, i + 1 AS __row FROM range(10) AS r(i)`,
  );
  const found = await columnStatistics({
    sql: duck.sql,
    table: {
      version: datasetVersionId.parse('0'.repeat(64)),
      from: 'short',
      rowCount: 10,
      columns: [0, 1, 2].map((index) => ({ index, name: `n${index}`, sql: `c${index}`, type: 'text' })),
    },
  });
  expect(found.map(({ text: each }) => each?.shapes)).toEqual([
    [{ shape: 'A-9', count: 10 }],
    [
      { shape: '99:99', count: 7 },
      { shape: 'Aa+ a+', count: 3 },
    ],
    undefined,
  ]);
});
