import { expect, it } from 'vitest';
import type { Column } from '../../core/contract/dataset.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import { textCell } from '../../core/recipe/cells.ts';
import { countLevels } from '../../core/recipe/count-levels.ts';
import { temporaryDuck } from '../support/temporary-project.ts';

const column: Column = { index: 0, name: 'a', sql: 'c0', type: 'text' };
/** Ties whose order by code point is another one than by code unit, and what SQL must take as it stands. */
const names = ['\ue000', '🐢', '\uffee', '𐀀', 'z', 'Z', '', '\0', "'", 'é', '?', 'n/a'];

async function longAndShort(rowCount: number) {
  const { sql } = await temporaryDuck();
  const list = names
    .map((name) => `'${name.replaceAll("'", "''")}'`)
    .join(', ')
    .replace("'\0'", 'chr(0)');
  await sql.run(
    `CREATE TABLE t AS SELECT CASE WHEN i % 7 = 0 THEN NULL WHEN i % 3 = 0 THEN 'level ' || (i // 2 % 40000)
       ELSE [${list}][1 + i % ${names.length}] END AS c0, i + 1 AS __row FROM range(${rowCount}) AS r(i)`,
  );
  const cells = (await sql.rows('SELECT c0 AS value FROM t ORDER BY __row')).map(
    ({ value }) => value ?? null,
  );
  const table = { version: datasetVersionId.parse('0'.repeat(64)), from: 't', rowCount, columns: [column] };
  return { sql, table, cells };
}

it.each([
  ['long tables', 150_000],
  ['short ones', 5_000],
])(
  'levels of %s are those of the training rows, the most frequent first and ties by code unit',
  async (_, rowCount) => {
    const { sql, table, cells } = await longAndShort(rowCount);
    for (const [parts, marked] of [
      [new Uint8Array(rowCount), []],
      [Uint8Array.from({ length: rowCount }, (_, i) => (i * 7919) % 3), ['?', 'n/a']],
    ] as const) {
      const counts = new Map<string, number>();
      let missing = 0;
      for (const [row, cell] of cells.entries()) {
        if (parts[row] !== 0) continue;
        if (cell === null || marked.some((mark) => mark === cell)) missing++;
        else counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
      }
      const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
      for (const most of [1, 3, 8, 200]) {
        const [found] = await countLevels({
          sql,
          table,
          columns: [column],
          cells: [textCell(column, marked)],
          parts,
          most,
        });
        expect(found).toEqual({
          levels: ordered.slice(0, most).map(([name]) => name),
          size: counts.size,
          missing,
        });
      }
    }
  },
);

it('a column without a value has no levels', async () => {
  const { sql, table } = await longAndShort(120_000);
  const none = { sql: 'CAST(NULL AS VARCHAR)', values: [] };
  const parts = new Uint8Array(table.rowCount);
  const [found] = await countLevels({ sql, table, columns: [column], cells: [none], parts, most: 5 });
  expect(found).toEqual({ levels: [], size: 0, missing: table.rowCount });
});
