import { invariant } from '../errors.ts';
import { codesAt, numbersAt } from './cells-at.ts';
import { isCategory } from './column-association.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import { drawLevels, isDrawnByLevels } from './draw-levels.ts';
import { inLanes } from './lanes.ts';
import type { DrawnColumn } from './mixed-screen.ts';
import { sampleRows } from './row-sample.ts';
import type { SampledColumn, TableSample } from './table-sample.ts';
import { lentFor, work } from './threads.ts';

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

/** Pairs of columns without those that a random sample of rows shows to stay below the limit. */
export async function plausiblePairs(
  context: ProfileContext,
  columns: readonly ColumnFacts[],
  sample: TableSample,
): Promise<Pair[]> {
  const { pause, values, table, signal } = context;
  const order = context.rng('correlation.pair screen').permutation(sample.rows.length);
  const drawnRows = { rows: order.length, share: order.length / table.rowCount };
  const limit = { drawn: drawnRows, strength: context.thresholds.correlation };
  const sampled = columns.map((facts) => {
    const column = sample.columns[facts.column.index];
    invariant(column?.facts === facts, `column ${facts.column.sql} is in the sample`);
    return column;
  });
  const [ofNumbers, mixed] = parted(columns);
  const options = { threads: lentFor(values, table.rowCount), signal, pause };
  let plausible: number[] = [];
  let plausibleMixed: number[] = [];
  const numbers = sampled.map((column) => (isCategory(column.facts.column) ? null : column.numbers));
  await inLanes(
    [
      async () => {
        const input = { columns: numbers, pairs: ofNumbers, strength: limit.strength };
        plausible = await work('screen-numbers', input, options);
        plausible = await closerLook(context, columns, plausible);
      },
      async () => {
        const drawn: DrawnColumn[] = [];
        for (const column of sampled) {
          await pause();
          drawn.push(await drawnColumn({ context, columns, order }, column));
        }
        plausibleMixed = await work('screen-mixed', { columns: drawn, pairs: mixed, limit }, options);
      },
    ],
    2,
  );
  return inPairs([...plausible, ...plausibleMixed]).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

/** The pairs of two columns of numbers, and all others: two positions for each. */
function parted(columns: readonly ColumnFacts[]): [Uint32Array, Uint32Array] {
  const pairs = allPairs(columns.length);
  const isNumber = ([a, b]: Pair) => isNumberPair(columns, a, b);
  const others = pairs.filter((pair) => !isNumber(pair));
  return [Uint32Array.from(pairs.filter(isNumber).flat()), Uint32Array.from(others.flat())];
}

function inPairs(positions: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < positions.length; i += 2) pairs.push([positions[i] ?? 0, positions[i + 1] ?? 0]);
  return pairs;
}

async function drawnColumn(
  search: { context: ProfileContext; columns: readonly ColumnFacts[]; order: Uint32Array },
  { facts, codes, levels, keys }: SampledColumn,
): Promise<DrawnColumn> {
  const { context, columns, order } = search;
  const { count, distinct, missing } = facts.statistics;
  const own = numbersAt(keys, order);
  const blank = { keys: own, count, missing, category: null, levels: null, spread: null };
  if (facts.column.type === 'text') {
    const category = { codes: codesAt(codes, order), size: levels, distinct };
    const hasMany = distinct > order.length / fewRowsPerLevel && isDrawnByLevels(facts);
    return { ...blank, category, levels: hasMany ? await drawLevels(context, facts, columns) : null };
  }
  if (isCategory(facts.column)) {
    // Yes, no and missing: keys are 1, 0 and NaN.
    const yesNo = new Int32Array(order.length);
    for (let i = 0; i < yesNo.length; i++) {
      const key = own[i] ?? Number.NaN;
      yesNo[i] = Number.isNaN(key) ? -1 : key;
    }
    return { ...blank, category: { codes: yesNo, size: 2, distinct } };
  }
  return { ...blank, spread: await spreadOf(context, facts) };
}

/** Drawn rows per level below which levels are drawn instead. */
const fewRowsPerLevel = 8;

/** For sums that were rounded. */
const margin = 1 + 1e-6;

/** The sum of squared distances from the mean over all rows, or more, and of how many rows. */
async function spreadOf(
  { values }: ProfileContext,
  { column, statistics }: ColumnFacts,
): Promise<DrawnColumn['spread']> {
  const { numeric } = statistics;
  if (numeric !== null) {
    const count = statistics.count - numeric.infinite;
    return { squares: margin * (count - 1) * numeric.standardDeviation ** 2, count };
  }
  const sorted = await values.sorted(column);
  return { squares: margin * squaredDistances(sorted), count: sorted.length };
}

function squaredDistances(numbers: Float64Array): number {
  let mean = 0;
  for (let i = 0; i < numbers.length; i++) mean += (numbers[i] ?? 0) / numbers.length;
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) squares += ((numbers[i] ?? 0) - mean) ** 2;
  return squares;
}

/** Rows of a second, larger sample, and how many times more rows a table has for which it is drawn. */
const closerRows = 200_000;
const closerTimes = 4;

/** Pairs of numbers without those that a larger sample rules out: ranking all rows takes longer. */
async function closerLook(
  { table, values, thresholds, signal, pause, rng }: ProfileContext,
  columns: readonly ColumnFacts[],
  pairs: readonly number[],
): Promise<number[]> {
  if (table.rowCount < closerTimes * closerRows) return [...pairs];
  const rows = sampleRows(table.rowCount, closerRows, rng('correlation.pair closer look'));
  const doubtful = new Set(pairs);
  const drawn: (Float64Array | null)[] = [];
  for (const [position, { column }] of columns.entries()) {
    if (doubtful.has(position)) await pause();
    drawn.push(doubtful.has(position) ? numbersAt(await values.numbers(column), rows) : null);
  }
  const input = { columns: drawn, pairs: Uint32Array.from(pairs), strength: thresholds.correlation };
  return work('screen-numbers', input, { threads: values.threads, signal, pause });
}
