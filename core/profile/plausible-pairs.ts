import {
  type DrawnCategory,
  type DrawnNumbers,
  type DrawnRows,
  isAssociationSurelyBelow,
  isRatioSurelyBelow,
} from './category-screen.ts';
import { codesAt, numbersAt } from './cells-at.ts';
import { isCategory } from './column-association.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import { drawLevels, isDrawnByLevels, type LevelCells } from './draw-levels.ts';
import { isAssociationOfLevelsSurelyBelow, isRatioOfLevelsSurelyBelow } from './level-screen.ts';
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
  readonly keys: Float64Array;
  /** Of text and yes/no. */
  readonly category: DrawnCategory | null;
  /** Of a category with so many levels that drawn rows hardly share one. */
  readonly levels: LevelCells | null;
  /** Of everything else. */
  readonly number: (DrawnNumbers & { readonly ranked: RankedColumn }) | null;
}

interface Limit {
  readonly drawn: DrawnRows & { readonly rows: number };
  readonly strength: number;
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
  const drawn: (Drawn | null)[] = [];
  for (const facts of columns) {
    await pause();
    const sampled = sample.columns.find((other) => other.facts === facts);
    drawn.push(sampled === undefined ? null : await drawnColumn({ context, columns, order }, sampled));
  }
  const plausible: Pair[] = [];
  for (const [a, b] of allPairs(columns.length)) {
    const [first, second] = [drawn[a] ?? null, drawn[b] ?? null];
    await pause();
    if (first === null || second === null || !isRuledOut(first, second, limit)) plausible.push([a, b]);
  }
  return closerLook(context, columns, plausible);
}

function isRuledOut(a: Drawn, b: Drawn, limit: Limit): boolean {
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
    const numbers = category.levels.keys.get(other.facts) ?? none;
    return isRatioOfLevelsSurelyBelow(category.levels, { ...other.number, numbers }, limit.strength);
  }
  if (other.category === null || (category.levels !== null && other.levels !== null)) return false;
  if (category.levels !== null) return isRuledOutByLevels(category.levels, category, other, limit);
  if (other.levels !== null) return isRuledOutByLevels(other.levels, other, category, limit);
  const [first, second] = [category.category, other.category];
  return inStages(limit, (part, own) => isAssociationSurelyBelow(part(first), part(second), own));
}

/** What few drawn rows tell, or all of them where few leave a doubt. */
function inStages(
  limit: Limit,
  test: (part: <T extends DrawnCategory | DrawnNumbers>(side: T) => T, limit: Limit) => boolean,
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

function isRuledOutByLevels(levels: LevelCells, many: Drawn, few: Drawn, limit: Limit): boolean {
  if (few.category === null) return false;
  const known = new Map<number, number>();
  for (let i = 0; i < few.keys.length; i++) {
    const key = few.keys[i] ?? Number.NaN;
    if (!Number.isNaN(key)) known.set(key, few.category.codes[i] ?? -1);
  }
  const keys = levels.keys.get(few.facts) ?? none;
  const codes = new Int32Array(levels.codes.length);
  for (let i = 0; i < codes.length; i++) {
    const key = keys[i] ?? Number.NaN;
    codes[i] = Number.isNaN(key) ? -1 : (known.get(key) ?? few.category.size);
  }
  const missing = many.facts.statistics.missing + few.facts.statistics.missing;
  const { count, missing: own } = few.facts.statistics;
  const shared = count + own - missing;
  return isAssociationOfLevelsSurelyBelow(levels, { few: few.category, codes, shared }, limit);
}

const none = new Float64Array(0);

async function drawnColumn(
  search: { context: ProfileContext; columns: readonly ColumnFacts[]; order: Uint32Array },
  { facts, numbers, codes, levels, keys }: SampledColumn,
): Promise<Drawn> {
  const { context, columns, order } = search;
  const { distinct } = facts.statistics;
  const blank = { facts, keys: numbersAt(keys, order), category: null, levels: null, number: null };
  if (facts.column.type === 'text') {
    const category = { codes: codesAt(codes, order), size: levels, distinct };
    const hasMany = distinct > order.length / fewRowsPerLevel && isDrawnByLevels(facts);
    return { ...blank, category, levels: hasMany ? await drawLevels(context, facts, columns) : null };
  }
  if (isCategory(facts.column)) {
    // Yes, no and missing: keys are 1, 0 and NaN.
    const own = new Int32Array(order.length);
    for (let i = 0; i < own.length; i++) {
      const key = blank.keys[i] ?? Number.NaN;
      own[i] = Number.isNaN(key) ? -1 : key;
    }
    return { ...blank, category: { codes: own, size: 2, distinct } };
  }
  const spread = await spreadOf(context, facts);
  return { ...blank, number: { numbers: blank.keys, ...spread, ranked: rankColumn(numbers) } };
}

/** Drawn rows per level below which levels are drawn instead. */
const fewRowsPerLevel = 8;

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
