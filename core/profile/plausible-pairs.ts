import {
  type DrawnCategory,
  type DrawnNumbers,
  type DrawnRows,
  isAssociationSurelyBelow,
  isRatioSurelyBelow,
} from './category-screen.ts';
import { codesAt, numbersAt } from './cells-at.ts';
import { codeKeys } from './code-keys.ts';
import { isCategory } from './column-association.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import {
  type DrawnLevels,
  isAssociationOfLevelsSurelyBelow,
  isRatioOfLevelsSurelyBelow,
} from './level-screen.ts';
import { isSurelyBelow } from './rank-screen.ts';
import { type RankedColumn, rankColumn } from './ranks.ts';
import { sampleRows } from './row-sample.ts';
import type { SampledColumn, TableSample } from './table-sample.ts';
import { work } from './threads.ts';

/** Two positions in the list of columns that are compared. */
export type Pair = readonly [number, number];

/** All pairs of positions below `count`. */
export function allPairs(count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push([a, b]);
  return pairs;
}

/** Whether both are columns of numbers or moments. */
export function isNumberPair(columns: readonly ColumnFacts[], a: number, b: number): boolean {
  return [columns[a], columns[b]].every((facts) => facts !== undefined && !isCategory(facts.column));
}

/** A column of the sample as it is compared. */
interface Drawn {
  readonly facts: ColumnFacts;
  /** Of text and yes/no. */
  readonly category: DrawnCategory | null;
  /** Of a category with so many levels that drawn rows hardly share one. */
  readonly levels: DrawnLevels | null;
  /** Of everything else. */
  readonly number: (DrawnNumbers & { readonly ranked: RankedColumn }) | null;
}

interface Search {
  readonly context: ProfileContext;
  readonly sample: TableSample;
  /** Positions of the drawn rows in the sample. */
  readonly order: Uint32Array;
  readonly limit: { readonly drawn: DrawnRows & { readonly rows: number }; readonly strength: number };
}

/** Drawn rows that settle most pairs; the others are compared in all of them. */
const firstDrawn = 16_000;

/** Pairs of columns without those that a random sample of rows shows to stay below the limit. */
export async function plausiblePairs(
  context: ProfileContext,
  columns: readonly ColumnFacts[],
  sample: TableSample,
): Promise<Pair[]> {
  const { pause, thresholds, table } = context;
  const order = context.rng('correlation.pair screen').permutation(sample.rows.length);
  const drawnRows = { rows: order.length, share: order.length / table.rowCount };
  const limit = { drawn: drawnRows, strength: thresholds.correlation };
  const search = { context, sample, order, limit };
  const drawn: (Drawn | null)[] = [];
  for (const facts of columns) {
    await pause();
    const sampled = sample.columns.find((other) => other.facts === facts);
    drawn.push(sampled === undefined ? null : await drawnColumn(context, sampled, order));
  }
  const plausible: Pair[] = [];
  for (const [a, b] of allPairs(columns.length)) {
    const [first, second] = [drawn[a] ?? null, drawn[b] ?? null];
    await pause();
    if (first === null || second === null || !(await isRuledOut(search, first, second)))
      plausible.push([a, b]);
  }
  return closerLook(context, columns, plausible);
}

async function isRuledOut(search: Search, a: Drawn, b: Drawn): Promise<boolean> {
  const { context, limit } = search;
  if (a.number !== null && b.number !== null) {
    return isSurelyBelow(a.number.ranked, b.number.ranked, limit.strength);
  }
  const [category, other] = a.number === null ? [a, b] : [b, a];
  if (category.category === null) return false;
  if (other.number !== null) {
    if (category.levels === null) {
      const [codes, drawnNumbers] = [category.category, other.number];
      return inStages(limit, (part, own) => isRatioSurelyBelow(part(codes), part(drawnNumbers), own));
    }
    const numbers = await context.values.numbers(other.facts.column);
    return isRatioOfLevelsSurelyBelow(category.levels, { ...other.number, numbers }, limit.strength);
  }
  if (other.category === null || (category.levels !== null && other.levels !== null)) return false;
  if (category.levels !== null) return isRuledOutByLevels(search, category.levels, category, other);
  if (other.levels !== null) return isRuledOutByLevels(search, other.levels, other, category);
  const [first, second] = [category.category, other.category];
  return inStages(limit, (part, own) => isAssociationSurelyBelow(part(first), part(second), own));
}

/** What few drawn rows tell, or all of them where few leave a doubt. */
function inStages(
  limit: Search['limit'],
  test: (part: <T extends DrawnCategory | DrawnNumbers>(side: T) => T, limit: Search['limit']) => boolean,
): boolean {
  const { rows, share } = limit.drawn;
  if (rows > 2 * firstDrawn) {
    const drawn = { rows: firstDrawn, share: (share * firstDrawn) / rows };
    const first = <T extends DrawnCategory | DrawnNumbers>(side: T): T =>
      'codes' in side
        ? { ...side, codes: side.codes.subarray(0, firstDrawn) }
        : { ...side, numbers: side.numbers.subarray(0, firstDrawn) };
    if (test(first, { ...limit, drawn })) return true;
  }
  return test((side) => side, limit);
}

async function isRuledOutByLevels(
  { context, sample, order, limit }: Search,
  levels: DrawnLevels,
  many: Drawn,
  few: Drawn,
): Promise<boolean> {
  if (few.category === null) return false;
  const keys = await context.values.keys(few.facts.column);
  const known = new Map<number, number>();
  for (let i = 0; i < order.length; i++) {
    const key = keys[(sample.rows[order[i] ?? 0] ?? 0) - 1] ?? Number.NaN;
    if (!Number.isNaN(key)) known.set(key, few.category.codes[i] ?? -1);
  }
  const codes = new Int32Array(levels.positions.length);
  for (let i = 0; i < codes.length; i++) {
    const key = keys[levels.positions[i] ?? 0] ?? Number.NaN;
    codes[i] = Number.isNaN(key) ? -1 : (known.get(key) ?? few.category.size);
  }
  const missing = many.facts.statistics.missing + few.facts.statistics.missing;
  const shared = context.table.rowCount - missing;
  return isAssociationOfLevelsSurelyBelow(levels, { few: few.category, codes, shared }, limit);
}

async function drawnColumn(
  context: ProfileContext,
  sampled: SampledColumn,
  order: Uint32Array,
): Promise<Drawn> {
  const { facts, numbers, codes, levels } = sampled;
  const { distinct } = facts.statistics;
  if (facts.column.type === 'text') {
    const category = { codes: codesAt(codes, order), size: levels, distinct };
    const hasMany = distinct > order.length / fewRowsPerLevel;
    return { facts, category, levels: hasMany ? await drawnLevels(context, facts) : null, number: null };
  }
  if (isCategory(facts.column)) {
    const own = new Int32Array(numbers.length);
    for (let row = 0; row < own.length; row++)
      own[row] = numbers[row] === 1 ? 1 : numbers[row] === 0 ? 0 : -1;
    return { facts, category: { codes: own, size: 2, distinct }, levels: null, number: null };
  }
  const spread = await spreadOf(context, facts);
  return {
    facts,
    category: null,
    levels: null,
    number: { numbers: numbersAt(numbers, order), ...spread, ranked: rankColumn(numbers) },
  };
}

/** Drawn rows per level below which levels are drawn instead, and in how many rows. */
const fewRowsPerLevel = 8;
const rowsOfLevels = 40_000;

/** Levels whose hashes lie below a limit: as good as drawn. */
async function drawnLevels(
  { values, table }: ProfileContext,
  { column, statistics }: ColumnFacts,
): Promise<DrawnLevels> {
  const keys = await values.keys(column);
  const limit = (rowsOfLevels / table.rowCount) * 2 ** 53;
  const positions: number[] = [];
  for (let row = 0; row < keys.length; row++) if ((keys[row] ?? 0) < limit) positions.push(row);
  const taken = Uint32Array.from(positions);
  return { positions: taken, ...codeKeys(numbersAt(keys, taken)), distinct: statistics.distinct };
}

/** For sums that were rounded. */
const margin = 1 + 1e-6;

/** The sum of squared distances from the mean over all rows, or more, and of how many rows. */
async function spreadOf(
  { values }: ProfileContext,
  { column, statistics }: ColumnFacts,
): Promise<Pick<DrawnNumbers, 'squares' | 'count'>> {
  const { numeric } = statistics;
  if (numeric !== null) {
    const count = statistics.count - numeric.infinite;
    return { squares: margin * (count - 1) * numeric.standardDeviation ** 2, count };
  }
  const sorted = await values.sorted(column);
  const mean = sorted.reduce((sum, value) => sum + value / sorted.length, 0);
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { squares: margin * squares, count: sorted.length };
}

/** Rows of a second, larger sample, and how many times more rows a table has for which it is drawn. */
const closerRows = 200_000;
const closerTimes = 4;

/** Those without the pairs of numbers that a larger sample rules out: ranking all rows takes longer. */
async function closerLook(
  context: ProfileContext,
  columns: readonly ColumnFacts[],
  pairs: readonly Pair[],
): Promise<Pair[]> {
  const { table, values, thresholds, signal } = context;
  if (table.rowCount < closerTimes * closerRows) return [...pairs];
  const rows = sampleRows(table.rowCount, closerRows, context.rng('correlation.pair closer look'));
  const ranked = new Map<number, RankedColumn>();
  const doubtful = new Set(pairs.filter(([a, b]) => isNumberPair(columns, a, b)).flat());
  for (const position of doubtful) {
    const facts = columns[position];
    if (facts === undefined) continue;
    await context.pause();
    const numbers = await values.numbers(facts.column);
    const taken = numbersAt(numbers, rows);
    ranked.set(position, await work('rank', taken, { threads: values.threads, signal }));
  }
  return pairs.filter(([a, b]) => {
    const [first, second] = [ranked.get(a), ranked.get(b)];
    return !first || !second || !isSurelyBelow(first, second, thresholds.correlation);
  });
}
