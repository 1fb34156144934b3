import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetVersionId } from '../../core/contract/ids.ts';
import { columnStatistics } from '../../core/profile/statistics.ts';
import type { Table } from '../../core/shared/table.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths: [] });
});
afterAll(() => duck.close());

const rowCount = 120_000;

async function tableOf(name: string, text: string): Promise<Table> {
  await duck.sql.run(
    `CREATE TABLE ${name} AS SELECT ${text} AS c0, i + 1 AS __row FROM range(${rowCount}) AS r(i)`,
  );
  return {
    version: datasetVersionId.parse('0'.repeat(64)),
    from: name,
    rowCount,
    columns: [{ index: 0, name: 'note', sql: 'c0', type: 'text' }],
  };
}

test.each([
  ['every text once', "'note ' || (i * 7919 % 1000003) || repeat(' word', i % 9)"],
  ['some texts several times', "'note ' || CASE WHEN i % 997 < 4 THEN i // 4000 ELSE i * 7919 % 1000003 END"],
  ['gaps and the empty text', "CASE WHEN i % 50 > 0 THEN CASE WHEN i = 77 THEN '' ELSE 'é' || i END END"],
  ['a beginning that promises more than the rest keeps', "'t' || CASE WHEN i < 5000 THEN i ELSE i % 7 END"],
])('a long column of texts with %s is counted exactly', async (name, text) => {
  const table = await tableOf(`t${name.length}`, text);
  const [found] = await columnStatistics({ sql: duck.sql, table });
  const [expected] = await duck.sql.rows(
    `SELECT count(c0) AS count, count(DISTINCT c0) AS levels, min(length(c0)) AS least, max(length(c0)) AS most
     FROM ${table.from}`,
  );
  expect(found).toMatchObject({
    count: Number(expected?.count),
    missing: rowCount - Number(expected?.count),
    distinct: Number(expected?.levels),
    text: { minLength: Number(expected?.least), maxLength: Number(expected?.most) },
  });
  const top = await duck.sql.rows(
    `SELECT c0 AS value, count(*) AS n FROM ${table.from} WHERE c0 IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT 20`,
  );
  expect(found?.top).toEqual(top.map(({ value, n }) => ({ value, count: Number(n) })));
});
