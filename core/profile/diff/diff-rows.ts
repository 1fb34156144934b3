import type { RowDiff } from '../../contract/version.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { keyCondition } from './choose-key.ts';
import { type ColumnPair, comparedCells } from './column-pair.ts';

/** Most rows of a kind that are shown. */
export const exampleLimit = 50;
/** Columns that are counted in one statement: planning takes the square of their number. */
const batchColumns = 100;

/** How many rows differ, and the numbers of those that stand first. */
export interface FoundRows {
  readonly counts: Pick<RowDiff, 'added' | 'removed' | 'changed' | 'unchanged' | 'changedCells'>;
  /** Row numbers in the later version. */
  readonly added: readonly number[];
  /** Row numbers in the earlier version. */
  readonly removed: readonly number[];
  /** Rows that both have, with the pairs whose cells differ. */
  readonly changed: readonly { before: number; after: number; pairs: readonly ColumnPair[] }[];
}

interface Options {
  readonly sql: Sql;
  readonly before: Table;
  readonly after: Table;
  /** Columns that are compared. */
  readonly pairs: readonly ColumnPair[];
  readonly signal?: AbortSignal;
}

/** Rows matched by a key that is filled and unique in both versions; exact, in a join over all rows. */
export async function diffRowsByKey(options: Options & { key: readonly ColumnPair[] }): Promise<FoundRows> {
  const { sql, before, after, key, signal } = options;
  const on = keyCondition(key);
  const compared = options.pairs.filter((pair) => !key.includes(pair));
  const differs = compared
    .map(comparedCells)
    .map((cells) => `${cells.before} IS DISTINCT FROM ${cells.after}`);
  const isMatched = 'b.__row IS NOT NULL AND a.__row IS NOT NULL';
  const anyDiffers = differs.length === 0 ? 'false' : `(${differs.join(' OR ')})`;
  const perColumn = (from: number) =>
    differs
      .slice(from, from + batchColumns)
      .map((test, i) => `count(*) FILTER (WHERE ${isMatched} AND ${test}) AS d${from + i}`);
  const list = [
    'count(*) FILTER (WHERE b.__row IS NULL) AS added',
    'count(*) FILTER (WHERE a.__row IS NULL) AS removed',
    `count(*) FILTER (WHERE ${isMatched}) AS matched`,
    `count(*) FILTER (WHERE ${isMatched} AND ${anyDiffers}) AS changed`,
    ...perColumn(0),
  ];
  const sides = `${before.from} AS b`;
  const [row = {}] = await sql.rows(
    `SELECT ${list.join(', ')} FROM ${sides} FULL JOIN ${after.from} AS a ON ${on}`,
    [],
    signal,
  );
  const [added, removed, matched, changed] = [row.added, row.removed, row.matched, row.changed].map(Number);
  for (let from = batchColumns; changed && from < differs.length; from += batchColumns) {
    const [more = {}] = await sql.rows(
      `SELECT ${perColumn(from).join(', ')} FROM ${sides} JOIN ${after.from} AS a ON ${on}`,
      [],
      signal,
    );
    Object.assign(row, more);
  }
  const changedCells = compared
    .map(({ after: column }, i) => ({ column: column.name, count: Number(row[`d${i}`] ?? 0) }))
    .filter(({ count }) => count > 0)
    .sort((x, y) => y.count - x.count);
  const rowsOf = (text: string) => sql.rows(`${text} LIMIT ${exampleLimit}`, [], signal);
  const alone = (alias: string, from: string, other: string) =>
    rowsOf(`SELECT ${alias}.__row AS __row FROM ${from} ANTI JOIN ${other} ON ${on} ORDER BY ${alias}.__row`);
  const flags = `concat(${differs.map((test) => `CASE WHEN ${test} THEN '1' ELSE '0' END`).join(', ')})`;
  return {
    counts: {
      added: added ?? 0,
      removed: removed ?? 0,
      changed: changed ?? 0,
      unchanged: (matched ?? 0) - (changed ?? 0),
      changedCells,
    },
    added: added ? (await alone('a', `${after.from} AS a`, sides)).map((found) => Number(found.__row)) : [],
    removed: removed
      ? (await alone('b', sides, `${after.from} AS a`)).map((found) => Number(found.__row))
      : [],
    changed: changed
      ? (
          await rowsOf(
            `SELECT b.__row AS before, a.__row AS after, ${flags} AS flags FROM ${sides} JOIN ${after.from} AS a ON ${on} WHERE ${anyDiffers} ORDER BY a.__row`,
          )
        ).map((found) => ({
          before: Number(found.before),
          after: Number(found.after),
          pairs: compared.filter((_, i) => String(found.flags)[i] === '1'),
        }))
      : [],
  };
}

/** Rows as multisets of the compared cells: exact, by grouping all rows of both versions. */
export async function diffWholeRows(options: Options): Promise<FoundRows> {
  const { sql, before, after, pairs, signal } = options;
  if (pairs.length === 0) {
    const first = (count: number) => Array.from({ length: Math.min(count, exampleLimit) }, (_, i) => i + 1);
    const counts = { added: after.rowCount, removed: before.rowCount, changed: null, unchanged: 0 };
    return {
      counts: { ...counts, changedCells: [] },
      added: first(after.rowCount),
      removed: first(before.rowCount),
      changed: [],
    };
  }
  const cells = pairs.map(comparedCells);
  const names = pairs.map((_, i) => `v${i}`);
  const side = (which: 'before' | 'after') =>
    cells.map((cell, i) => `${cell[which]} AS ${names[i]}`).join(', ');
  const grouped = `SELECT count(*) FILTER (WHERE NOT is_after) AS nb, count(*) FILTER (WHERE is_after) AS na,
      min(__row) FILTER (WHERE NOT is_after) AS first_b, max(__row) FILTER (WHERE NOT is_after) AS last_b,
      min(__row) FILTER (WHERE is_after) AS first_a, max(__row) FILTER (WHERE is_after) AS last_a
    FROM (SELECT ${side('before')}, b.__row AS __row, false AS is_after FROM ${before.from} AS b
      UNION ALL SELECT ${side('after')}, a.__row, true FROM ${after.from} AS a)
    GROUP BY ${names.join(', ')}`;
  const [row = {}] = await sql.rows(
    `SELECT sum(greatest(na - nb, 0))::BIGINT AS added, sum(greatest(nb - na, 0))::BIGINT AS removed,
       sum(least(na, nb))::BIGINT AS unchanged FROM (${grouped})`,
    [],
    signal,
  );
  const surplus = async (own: string, other: string) => {
    const rows = await sql.rows(
      `SELECT CASE WHEN n${other} = 0 THEN first_${own} ELSE last_${own} END AS __row FROM (${grouped})
       WHERE n${own} > n${other} ORDER BY __row LIMIT ${exampleLimit}`,
      [],
      signal,
    );
    return rows.map((found) => Number(found.__row));
  };
  const [added, removed, unchanged] = [row.added, row.removed, row.unchanged].map(Number);
  return {
    counts: {
      added: added ?? 0,
      removed: removed ?? 0,
      changed: null,
      unchanged: unchanged ?? 0,
      changedCells: [],
    },
    added: added ? await surplus('a', 'b') : [],
    removed: removed ? await surplus('b', 'a') : [],
    changed: [],
  };
}
