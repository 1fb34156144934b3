import type { Column } from '../../contract/dataset.ts';
import type { ColumnStatistics } from '../../contract/profile.ts';
import { CoreError } from '../../errors.ts';
import type { Sql } from '../../shared/sql.ts';
import { suggestName } from '../../shared/suggest-name.ts';
import type { Table } from '../../shared/table.ts';
import { wordsOf } from '../identifier.ts';
import { counted, quoted } from '../phrase.ts';
import { type ColumnPair, comparedCells } from './column-pair.ts';

/** A version with the statistics of its columns. */
export interface Side {
  readonly table: Table;
  readonly statistics: readonly ColumnStatistics[];
}

interface KeyOptions {
  readonly sql: Sql;
  readonly before: Side;
  readonly after: Side;
  readonly pairs: readonly ColumnPair[];
  readonly signal?: AbortSignal;
}

/** Share of the smaller version's keys that the other one must have, so that a key is no accident. */
const leastOverlap = 0.5;
const idWords = new Set(['id', 'uid', 'uuid', 'guid', 'identifier', 'key', 'code', 'no', 'nr', 'number']);

/**
 * The pairs of these columns, given by name. Throws COLUMN_UNKNOWN for a name that not both versions have, and
 * OPTION_INVALID when a version has missing or repeated keys.
 */
export async function givenKey(options: KeyOptions & { key: readonly string[] }): Promise<ColumnPair[]> {
  const { before, after, pairs } = options;
  const key = options.key.map((name) => {
    const pair = pairs.find((each) => each.after.name === name);
    if (pair) return pair;
    const names = pairs.map((each) => each.after.name);
    throw new CoreError(
      'COLUMN_UNKNOWN',
      `Not both versions have a column "${name}"; ${suggestName(name, names, 'columns of both')}`,
      { details: { column: name } },
    );
  });
  await requireUnique({
    ...options,
    side: before,
    columns: key.map((pair) => pair.before),
    which: 'earlier',
  });
  await requireUnique({ ...options, side: after, columns: key.map((pair) => pair.after), which: 'later' });
  return key;
}

/**
 * A key that tells the rows of both versions apart and that they share, or null: a column with a value of its own
 * in every row, those named like an identifier first; else two columns whose values form a rather full grid
 * (country and year). Numbers with fractions are never taken.
 */
export async function inferKey(options: KeyOptions): Promise<ColumnPair[] | null> {
  const { before, after, pairs } = options;
  const fit = pairs.filter(
    (pair) =>
      pair.before.type === pair.after.type &&
      pair.after.type !== 'number' &&
      pair.after.type !== 'boolean' &&
      isFilled(before, pair.before) &&
      isFilled(after, pair.after),
  );
  const single = fit
    .filter((pair) => isUnique(before, pair.before) && isUnique(after, pair.after))
    .sort((x, y) => keyRank(x) - keyRank(y) || x.after.index - y.after.index);
  for (const pair of single.slice(0, 5)) if (await isShared(options, [pair])) return [pair];
  for (const grid of grids(fit, options).slice(0, 6)) {
    const sides = [
      { side: before, columns: grid.map((pair) => pair.before) },
      { side: after, columns: grid.map((pair) => pair.after) },
    ];
    let repeated = 0;
    for (const side of sides) repeated += (await repeats({ ...options, ...side })).count;
    if (repeated === 0 && (await isShared(options, grid))) return grid;
  }
  return null;
}

function distinct({ statistics }: Side, column: Column): number {
  return statistics[column.index]?.distinct ?? 0;
}

function isFilled({ table, statistics }: Side, column: Column): boolean {
  return statistics[column.index]?.count === table.rowCount;
}

function isUnique(side: Side, column: Column): boolean {
  return distinct(side, column) === side.table.rowCount;
}

function keyRank({ after }: ColumnPair): number {
  if (wordsOf(after.name).some((word) => idWords.has(word))) return 0;
  return after.type === 'integer' || after.type === 'text' ? 1 : 2;
}

/** Pairs of columns with as many combinations of values as rows, or up to four times as many; fullest first. */
function grids(fit: readonly ColumnPair[], { before, after }: KeyOptions): ColumnPair[][] {
  const found: { pairs: ColumnPair[]; size: number }[] = [];
  const isGrid = (side: Side, x: Column, y: Column) => {
    const { rowCount } = side.table;
    const size = distinct(side, x) * distinct(side, y);
    const most = Math.max(distinct(side, x), distinct(side, y));
    return most <= rowCount / 2 && size >= rowCount && size <= 4 * rowCount;
  };
  for (const [i, x] of fit.entries()) {
    for (const y of fit.slice(i + 1)) {
      if (!isGrid(before, x.before, y.before) || !isGrid(after, x.after, y.after)) continue;
      found.push({ pairs: [x, y], size: distinct(after, x.after) * distinct(after, y.after) });
    }
  }
  return found.sort((x, y) => x.size - y.size).map(({ pairs }) => pairs);
}

async function isShared(
  { sql, before, after, signal }: KeyOptions,
  key: readonly ColumnPair[],
): Promise<boolean> {
  const [row] = await sql.rows(
    `SELECT count(*) AS n FROM ${before.table.from} AS b JOIN ${after.table.from} AS a ON ${keyCondition(key)}`,
    [],
    signal,
  );
  return Number(row?.n) >= leastOverlap * Math.min(before.table.rowCount, after.table.rowCount);
}

/** SQL that joins the versions `b` and `a` by their key. */
export function keyCondition(key: readonly ColumnPair[]): string {
  return key
    .map(comparedCells)
    .map((cells) => `${cells.before} = ${cells.after}`)
    .join(' AND ');
}

/** How many combinations of values stand in several rows, and the rows of the first. */
async function repeats(options: {
  sql: Sql;
  side: Side;
  columns: readonly Column[];
  signal?: AbortSignal;
}): Promise<{ count: number; rows: string }> {
  const { sql, side, columns, signal } = options;
  const names = columns.map((column) => column.sql).join(', ');
  const [row] = await sql.rows(
    `SELECT count(*) AS n, arg_min(first_row || ' and ' || second_row, first_row) AS rows FROM (
       SELECT min(__row) AS first_row, min(__row, 2)[2] AS second_row FROM ${side.table.from}
       GROUP BY ${names} HAVING count(*) > 1)`,
    [],
    signal,
  );
  return { count: Number(row?.n), rows: String(row?.rows ?? '') };
}

async function requireUnique(options: {
  sql: Sql;
  side: Side;
  columns: readonly Column[];
  which: string;
  signal?: AbortSignal;
}): Promise<void> {
  const { side, columns, which } = options;
  const name = quoted(columns.map((column) => column.name));
  const next = 'choose other columns, or leave the key out.';
  const hole = columns.find((column) => !isFilled(side, column));
  if (hole) {
    const missing = side.table.rowCount - (side.statistics[hole.index]?.count ?? 0);
    throw new CoreError(
      'OPTION_INVALID',
      `${name} is no key: "${hole.name}" is missing in ${counted(missing, 'row')} of the ${which} version; ${next}`,
      { details: { column: hole.name, missing } },
    );
  }
  const { count, rows } = await repeats(options);
  if (count > 0) {
    throw new CoreError(
      'OPTION_INVALID',
      `${name} is no key: ${counted(count, 'value')} of the ${which} version ${count === 1 ? 'stands' : 'stand'} in several rows, first in rows ${rows}; ${next}`,
      { details: { column: columns[0]?.name ?? '', repeated: count } },
    );
  }
}
