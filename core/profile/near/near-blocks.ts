import type { ColumnFacts } from '../column-facts.ts';
import type { ProfileContext } from '../detector.ts';
import type { NearCells } from './near-rows.ts';

/** Rows that agree with another one in a whole block of columns, and which pairs do. */
export interface Suspects {
  /** Row numbers, ascending. */
  readonly rows: Float64Array;
  /** The columns asked for, one cell per row. */
  readonly columns: readonly NearCells[];
  /** Positions in `rows`. */
  readonly pairs: readonly (readonly [number, number])[];
  /** True when there were more suspects than are compared. */
  readonly isCut: boolean;
}

const mostBlocks = 4;
/** Above this many rows two blocks must do. */
const manyRows = 3_000_000;
const mostSuspects = 20_000;
/** A block is of use when chance makes hardly any two rows of the table agree in all of its columns. */
const mostChancePairs = 1000;
const mostPerBlock = 10;
/** Keys looked at per block; in larger tables a share of the keys, so that both rows of a pair are seen or none. */
const mostKeys = 1_000_000;

/**
 * Pairs of rows equal in one of up to four blocks of columns, over the whole table: two rows that differ in fewer
 * columns than there are blocks agree in one. Linear in rows. `compared` are parted into blocks; the cells of
 * `fetched` are returned.
 */
export async function suspectPairs(
  context: ProfileContext,
  options: { compared: readonly ColumnFacts[]; fetched: readonly ColumnFacts[] },
): Promise<Suspects> {
  const pairs: [number, number][] = [];
  const rows = new Set<number>();
  let isCut = false;
  for (const block of blocksOf(options.compared, context.table.rowCount)) {
    await context.pause();
    for (const [row, first] of await equalInBlock(context, block)) {
      if (row === first) continue;
      if (rows.size >= mostSuspects) isCut = true;
      else {
        rows.add(row).add(first);
        pairs.push([first, row]);
      }
    }
  }
  const sorted = Float64Array.from(rows).sort();
  const place = new Map(Array.from(sorted, (row, i) => [row, i]));
  return {
    rows: sorted,
    columns: sorted.length === 0 ? [] : await fetchCells(context, options.fetched, sorted),
    pairs: pairs.map(([a, b]) => [place.get(a) ?? 0, place.get(b) ?? 0]),
    isCut,
  };
}

/** The probability that two rows drawn at random agree in a column, from its most frequent values and the number of others. */
export function agreement({ statistics }: ColumnFacts): number {
  const { count, missing, distinct, top } = statistics;
  const total = count + missing;
  if (total === 0) return 1;
  let rest = count;
  let sum = (missing / total) ** 2;
  for (const { count: size } of top) {
    rest -= size;
    sum += (size / total) ** 2;
  }
  const others = distinct - top.length;
  return sum + (others > 0 ? others * (rest / others / total) ** 2 : 0);
}

/** Columns dealt into as many blocks of like strength as chance allows. */
function blocksOf(columns: readonly ColumnFacts[], rowCount: number): ColumnFacts[][] {
  const ranked = columns
    .map((facts) => ({ facts, strength: -Math.log(Math.max(agreement(facts), 1e-300)) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength);
  const needed = Math.log(rowCount ** 2 / 2 / mostChancePairs);
  const most = rowCount > manyRows ? mostBlocks / 2 : mostBlocks;
  for (let count = Math.min(most, ranked.length); count > 0; count--) {
    const blocks = Array.from({ length: count }, () => ({ members: [] as ColumnFacts[], strength: 0 }));
    for (const { facts, strength } of ranked) {
      const weakest = blocks.reduce((a, b) => (b.strength < a.strength ? b : a));
      weakest.members.push(facts);
      weakest.strength += strength;
    }
    if (blocks.every(({ strength }) => strength >= needed)) return blocks.map(({ members }) => members);
  }
  return [];
}

/** Row numbers that share the block's cells with another row, each with the first of its group. */
async function equalInBlock(
  { sql, table, signal }: ProfileContext,
  block: readonly ColumnFacts[],
): Promise<[number, number][]> {
  const key = `hash(${block.map(({ column }) => column.sql).join(', ')})`;
  const parts = 4_294_967_296;
  const limit = Math.floor((mostKeys / table.rowCount) * parts);
  const where = table.rowCount <= mostKeys ? '' : `WHERE ${key} % ${parts} < ${limit}`;
  const groups = await sql.rows(
    `SELECT CAST(${key} AS VARCHAR) AS key, min(__row) AS first, max(__row) AS last, count(*) AS n
     FROM ${table.from} ${where} GROUP BY ${key} HAVING n BETWEEN 2 AND ${mostPerBlock} ORDER BY first LIMIT ${mostSuspects}`,
    [],
    signal,
  );
  const pairs = groups.map(({ first, last }): [number, number] => [Number(last), Number(first)]);
  const larger = new Map(groups.filter(({ n }) => Number(n) > 2).map((group) => [String(group.key), group]));
  if (larger.size === 0) return pairs;
  const others = await sql.rows(
    `SELECT __row, CAST(${key} AS VARCHAR) AS key FROM ${table.from} WHERE ${key} IN (${[...larger.keys()].join(', ')})`,
    [],
    signal,
  );
  for (const { __row: row, key: own } of others) {
    const group = larger.get(String(own));
    const isBetween = Number(row) !== Number(group?.first) && Number(row) !== Number(group?.last);
    if (group !== undefined && isBetween) pairs.push([Number(row), Number(group.first)]);
  }
  return pairs;
}

async function fetchCells(
  { sql, table, signal }: ProfileContext,
  fetched: readonly ColumnFacts[],
  rows: Float64Array,
): Promise<NearCells[]> {
  const list = fetched.map(({ column }) => {
    const { sql: name, type } = column;
    if (type === 'text') return name;
    return type === 'date' || type === 'timestamp'
      ? `CASE WHEN isfinite(${name}) THEN CAST(epoch(${name}) AS DOUBLE) END`
      : `CAST(${name} AS DOUBLE)`;
  });
  const cells: (string | number | boolean | null)[][] = fetched.map(() => []);
  const chunks = sql.chunks(
    `SELECT ${list.join(', ')} FROM ${table.from} WHERE __row IN (${rows.join(', ')}) ORDER BY __row`,
    [],
    signal,
  );
  for await (const chunk of chunks) {
    chunk.forEach((column, i) => {
      for (const cell of column) cells[i]?.push(cell);
    });
  }
  return fetched.map((facts, i) => {
    const own = cells[i] ?? [];
    const none = { facts, numbers: new Float64Array(0), codes: new Int32Array(0), names: [] };
    if (facts.column.type !== 'text') {
      return {
        ...none,
        numbers: Float64Array.from(own, (cell) => (cell === null ? Number.NaN : Number(cell))),
      };
    }
    const known = new Map<string, number>();
    const codes = Int32Array.from(own, (cell) => {
      if (cell === null) return -1;
      const text = String(cell);
      const code = known.get(text) ?? known.size;
      known.set(text, code);
      return code;
    });
    return { ...none, codes, names: [...known.keys()] };
  });
}
