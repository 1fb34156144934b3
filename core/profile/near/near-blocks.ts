import { fromOf } from '../../shared/table.ts';
import { agreement } from '../agreement.ts';
import { cellNumber } from '../cell-expressions.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { ProfileContext } from '../detector.ts';
import { repeatedKeys } from '../repeated-keys.ts';
import { lentFor, work } from '../threads.ts';
import type { NearCells } from './near-rows.ts';

/** Pairs of rows that agree in a whole block of columns. */
export interface Suspects {
  /** Row numbers. */
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
 * columns than there are blocks agree in one. Linear in rows. `compared` are parted into blocks.
 */
export async function suspectPairs(
  context: ProfileContext,
  compared: readonly ColumnFacts[],
): Promise<Suspects> {
  const pairs: [number, number][] = [];
  const rows = new Set<number>();
  let isCut = false;
  for (const equal of await equalInBlocks(context, blocksOf(compared, context.table.rowCount))) {
    for (const [row, first] of equal) {
      if (row === first) continue;
      if (rows.size >= mostSuspects) isCut = true;
      else {
        rows.add(row).add(first);
        pairs.push([first, row]);
      }
    }
  }
  return { pairs, isCut };
}

/** Columns dealt into as many blocks of like strength as chance allows. */
function blocksOf(columns: readonly ColumnFacts[], rowCount: number): ColumnFacts[][] {
  const ranked = columns
    .map((facts) => ({ facts, strength: -Math.log(Math.max(agreement(facts.statistics), 1e-300)) }))
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

/** For each block, row numbers that share its cells with another row, each with the first of its group. */
async function equalInBlocks(
  { sql, table, pause, signal, values }: ProfileContext,
  blocks: readonly (readonly ColumnFacts[])[],
): Promise<[number, number][][]> {
  if (blocks.length === 0) return [];
  if (table.rowCount <= mostKeys) {
    await values.prefetchKeys(blocks.flat().map(({ column }) => column));
    const lent = lentFor(values, table.rowCount);
    const repeated = blocks.map(async (block) => {
      const columns = await Promise.all(block.map(({ column }) => values.keys(column)));
      return work('equals', columns, { threads: lent, signal });
    });
    const found = await Promise.all(repeated);
    return found.map((groups) => equalPairs(groups, (position) => position + 1));
  }
  const hashes = blocks.map((block) => `hash(${block.map(({ column }) => column.sql).join(', ')})`);
  const parts = 4_294_967_296;
  const limit = Math.floor((mostKeys / table.rowCount) * parts);
  const found: [number, number][][] = [];
  for (const [i, block] of blocks.entries()) {
    const from = fromOf(
      table,
      block.map(({ column }) => column),
    );
    const [own = new Float64Array(0), rows = own] = await sql.numbers(
      `SELECT CAST(${hashes[i]} >> 11 AS DOUBLE), CAST(__row AS BIGINT) FROM ${from} WHERE ${hashes[i]} % ${parts} < ${limit}`,
      [],
      signal,
    );
    await pause();
    found.push(equalPairs(repeatedKeys(own) ?? [], (position) => rows[position] ?? 0));
  }
  return found;
}

function equalPairs(
  repeated: readonly (readonly number[])[],
  rowOf: (position: number) => number,
): [number, number][] {
  const groups = repeated
    .filter((group) => group.length <= mostPerBlock)
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .slice(0, mostSuspects);
  return groups.flatMap(([first = 0, ...others]) =>
    others.map((other): [number, number] => [rowOf(other), rowOf(first)]),
  );
}

/** Cells of so many rows, given by ascending row numbers. */
export async function fetchCells(
  { sql, table, signal }: ProfileContext,
  fetched: readonly ColumnFacts[],
  rows: Float64Array,
): Promise<NearCells[]> {
  const list = fetched.map(({ column }) => (column.type === 'text' ? column.sql : cellNumber(column)));
  const cells: (string | number | boolean | null)[][] = fetched.map(() => []);
  const chunks = sql.chunks(
    `SELECT ${list.join(', ')} FROM ${table.from}
     WHERE __row IN (SELECT CAST(unnest(string_split(?, ' ')) AS BIGINT)) ORDER BY __row`,
    [rows.join(' ')],
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
