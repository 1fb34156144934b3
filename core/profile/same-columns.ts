import type { Column } from '../contract/dataset.ts';
import { fromOf } from '../shared/table.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';

/** Columns that say the same; the first one of the file stands first. */
export interface SameColumns {
  readonly kind: 'equal' | 'one-to-one';
  readonly members: readonly ColumnFacts[];
}

/** Columns of one statement. */
const batchColumns = 64;

/**
 * Groups of columns that are equal cell by cell, then of columns whose values correspond one to one (missing to
 * missing), each group's first column standing for it. Statistics pick the suspects, hashes of value and row the
 * likely ones, and a comparison by value decides, so that the result is exact. One-to-one needs values that repeat:
 * any two columns without repeats correspond. Columns of one value are left out.
 */
export async function sameColumns(
  context: ProfileContext,
  candidates: readonly ColumnFacts[],
): Promise<SameColumns[]> {
  const varied = candidates.filter(({ statistics }) => statistics.distinct > 1);
  const equal = await equalGroups(context, varied);
  const copies = new Set(equal.flatMap((group) => group.slice(1)));
  const repeating = varied.filter(
    (facts) => !copies.has(facts) && 2 * facts.statistics.distinct <= facts.statistics.count,
  );
  const linked = await groupsBy({
    candidates: repeating,
    key: oneToOneKey,
    areSame: (pairs) => correspond(context, pairs),
    pause: context.pause,
  });
  return [
    ...equal.map((members) => ({ kind: 'equal' as const, members })),
    ...linked.map((members) => ({ kind: 'one-to-one' as const, members })),
  ];
}

type Pair = readonly [ColumnFacts, ColumnFacts];

async function equalGroups(
  context: ProfileContext,
  candidates: readonly ColumnFacts[],
): Promise<ColumnFacts[][]> {
  const suspects = [...Map.groupBy(candidates, equalKey).values()].filter((group) => group.length > 1).flat();
  const hashes = await hashesOf(context, suspects);
  return groupsBy({
    candidates: suspects,
    key: (facts) => `${equalKey(facts)} ${hashes.get(facts) ?? ''}`,
    areSame: (pairs) => areEqual(context, pairs),
    pause: context.pause,
  });
}

/** Groups in which every member is the same as the first, by a key that same columns share and then by comparison. */
async function groupsBy(options: {
  candidates: readonly ColumnFacts[];
  key: (facts: ColumnFacts) => string;
  areSame: (pairs: readonly Pair[]) => Promise<boolean[]>;
  pause: () => Promise<void>;
}): Promise<ColumnFacts[][]> {
  const groups: ColumnFacts[][] = [];
  for (const suspects of Map.groupBy(options.candidates, options.key).values()) {
    for (let open = suspects; open.length > 1; ) {
      await options.pause();
      const [first, ...others] = open;
      if (first === undefined) break;
      const isSame = await options.areSame(others.map((other) => [first, other] as const));
      const same = others.filter((_, i) => isSame[i]);
      if (same.length > 0) groups.push([first, ...same]);
      open = others.filter((_, i) => !isSame[i]);
    }
  }
  return groups;
}

function isNumber({ type }: Column): boolean {
  return type === 'integer' || type === 'number';
}

function equalKey({ column, statistics, numeric }: ColumnFacts): string {
  const { count, distinct, top, text, time } = statistics;
  const { min, max, mean } = numeric?.statistics ?? {};
  const kind = isNumber(column) ? 'number' : column.type;
  return JSON.stringify([kind, count, distinct, top, text, time, String(min), String(max), String(mean)]);
}

function oneToOneKey({ statistics }: ColumnFacts): string {
  return JSON.stringify([statistics.count, statistics.distinct, statistics.top.map(({ count }) => count)]);
}

/** The value as it is compared: whole numbers and others alike, NaN as missing. */
function compared({ sql, type }: Column): string {
  return type === 'number' ? `CASE WHEN NOT isnan(${sql}) THEN ${sql} END` : sql;
}

async function hashesOf(
  { sql, table, signal, pause }: ProfileContext,
  columns: readonly ColumnFacts[],
): Promise<Map<ColumnFacts, string>> {
  const hashes = new Map<ColumnFacts, string>();
  for (let start = 0; start < columns.length; start += batchColumns) {
    await pause();
    const batch = columns.slice(start, start + batchColumns);
    const list = batch.map(({ column }, i) => {
      const value = isNumber(column) ? `CAST(${compared(column)} AS DOUBLE)` : column.sql;
      return `CAST(bit_xor(hash(${value}, __row)) AS VARCHAR) AS h${i}`;
    });
    const from = fromOf(
      table,
      batch.map(({ column }) => column),
    );
    const [row = {}] = await sql.rows(`SELECT ${list.join(', ')} FROM ${from}`, [], signal);
    for (const [i, facts] of batch.entries()) hashes.set(facts, String(row[`h${i}`]));
  }
  return hashes;
}

async function areEqual({ sql, table, signal }: ProfileContext, pairs: readonly Pair[]): Promise<boolean[]> {
  const result: boolean[] = [];
  for (let start = 0; start < pairs.length; start += batchColumns) {
    const batch = pairs.slice(start, start + batchColumns);
    const list = batch.map(
      ([a, b], i) => `bool_and(${compared(a.column)} IS NOT DISTINCT FROM ${compared(b.column)}) AS same${i}`,
    );
    const from = fromOf(table, [...new Set(batch.flat().map(({ column }) => column))]);
    const [row = {}] = await sql.rows(`SELECT ${list.join(', ')} FROM ${from}`, [], signal);
    result.push(...batch.map((_, i) => row[`same${i}`] === true));
  }
  return result;
}

/** As many different pairs of values as values on each side, a pair of missing cells being one. */
async function correspond(
  { sql, table, signal }: ProfileContext,
  pairs: readonly Pair[],
): Promise<boolean[]> {
  const result: boolean[] = [];
  for (const [a, b] of pairs) {
    const query = `SELECT count(*) AS n FROM (SELECT DISTINCT ${compared(a.column)}, ${compared(b.column)} FROM ${fromOf(table, [a.column, b.column])})`;
    const [row = {}] = await sql.rows(query, [], signal);
    const { distinct, missing } = a.statistics;
    result.push(Number(row.n) === distinct + (missing > 0 ? 1 : 0));
  }
  return result;
}
