import { putInKernel } from '../shared/kernel.ts';
import {
  bytesForCounts,
  type DecimalRange,
  decimalRange,
  isDense,
  type KernelNumbers,
} from './decimal-range.ts';
import { mostKept, profileKernel } from './profile-kernel.ts';
import { sharedBytes, sharedCodes, sharedNumbers } from './shared-memory.ts';

/** From here on, sorting in the kernel pays. */
const fewValues = 1024;
const numberBytes = Float64Array.BYTES_PER_ELEMENT;
const wordBytes = Uint32Array.BYTES_PER_ELEMENT;
/** What sorting needs to count three digits of 11 bits, and room for short answers. */
const digitBytes = 3 * 2048 * wordBytes;
const answerBytes = 256;
/** Numbers for one call: an engine puts optimised code in the place of a function between two calls of it. */
const stretch = 65_536;

/** The finite ones of these numbers, ascending. */
export function sortedFinite(values: Float64Array): Float64Array {
  if (values.length < fewValues) return values.filter((value) => Number.isFinite(value)).sort();
  const { sorted } = sortColumn(columnInKernel(values));
  profileKernel.release(mostKept);
  return sorted;
}

/** A column in the kernel, and room to sort it. All of it holds until the kernel is used for something else. */
export interface KernelColumn extends KernelNumbers {
  /** For as many numbers, and for the counts of dense ones. */
  readonly spare: number;
  /** For the ends of runs. */
  readonly ends: number;
  readonly digits: number;
}

/**
 * Puts numbers into the kernel, with room for so many bytes for the end of each run. Who is done with them has
 * `profileKernel` release its memory.
 */
export function columnInKernel(values: Float64Array, endBytes = wordBytes): KernelColumn {
  const { kernel, at: places } = profileKernel.room(
    numberBytes * values.length,
    bytesForCounts(values.length),
    endBytes * values.length,
    digitBytes,
    answerBytes,
  );
  const [at = 0, spare = 0, ends = 0, digits = 0, answers = 0] = places;
  putInKernel(kernel, at, values);
  return { kernel, values, at, spare, ends, digits, answers };
}

/** A column's finite numbers, sorted, and where the kernel has them. */
export interface SortedColumn extends Pick<KernelNumbers, 'kernel' | 'at' | 'answers'> {
  /** Ascending; in memory that threads share when there are many. */
  readonly sorted: Float64Array;
  /** Where the kernel has the end of each run of equal ones, 4 bytes each. */
  readonly ends: number;
  /** How many different ones there are. */
  readonly runs: number;
}

/** Sorts the finite ones of numbers that are in the kernel, which has them no longer as they were. */
export function sortColumn(column: KernelColumn): SortedColumn {
  const { kernel, ends, answers } = column;
  const { at, size, runs } = sortInPlace(column);
  const sorted = sharedNumbers(size);
  sorted.set(new Float64Array(kernel.memory.buffer, at, size));
  return { kernel, answers, sorted, at, ends, runs };
}

/** Where the finite numbers are in the end, how many, and how many different ones. */
function sortInPlace(column: KernelColumn): { at: number; size: number; runs: number } {
  const { kernel, values, at, spare, ends, digits, answers } = column;
  const range = decimalRange(column);
  if (range === null) {
    const held = kernel.sortDoubles(at, spare, values.length, digits, answers) >>> 0;
    const size = new Uint32Array(kernel.memory.buffer, answers, 1)[0] ?? 0;
    return { at: held, size, runs: kernel.findEnds(held, size, ends) };
  }
  const { scale, low, size, present } = range;
  if (isDense(range)) {
    countDense(column, range, spare);
    return { at, size: present, runs: kernel.spreadCounts(spare, size, scale, low, at, ends) };
  }
  kernel.multiplesToWords(at, values.length, scale, low);
  const held = kernel.sortWords(at, spare, present, 0, bitsOf(range), digits) >>> 0;
  kernel.wordsToMultiples(held, present, scale, low);
  return { at: held, size: present, runs: kernel.findEnds(held, present, ends) };
}

function countDense(
  { kernel, values, at }: KernelNumbers,
  { scale, low, size }: DecimalRange,
  counts: number,
): void {
  new Uint32Array(kernel.memory.buffer, counts, size).fill(0);
  inStretches(values.length, (from, count) => {
    kernel.countMultiples(at + numberBytes * from, count, scale, low, counts);
  });
}

function inStretches(size: number, run: (from: number, count: number) => void): void {
  for (let from = 0; from < size; from += stretch) run(from, Math.min(stretch, size - from));
}

/** Bits of the largest multiple above the smallest one. */
function bitsOf({ size }: DecimalRange): number {
  return 32 - Math.clz32(size - 1);
}

/** Ranks of a column and the groups of neighbouring ranks that rows belong to. */
export interface CentredRanks {
  /**
   * Twice the rank of every number, less the number of them plus one, so that the ranks of a column add up to 0 and
   * those of ties, which share their mean rank, are whole too. 0 for NaN; infinite numbers rank as extremes.
   */
  readonly ranks: Int32Array;
  readonly present: number;
  /** Sum of the squares of the ranks. */
  readonly squares: number;
  /** As `groupOf` says for each row; 255 for NaN. */
  readonly groups: Uint8Array;
}

/** Tells the group of a run of ties from how many numbers are below and up to it. */
type GroupOf = (run: { start: number; end: number; present: number }) => number;

/** Ranks numbers. `groupOf` is asked for each run in ascending order. */
export function centredRanks(values: Float64Array, groupOf: GroupOf): CentredRanks {
  const rows = values.length;
  const room = roomForOrder(values);
  const { kernel, at } = room.numbers;
  const range = decimalRange(room.numbers);
  const found =
    range !== null && isDense(range) ? rankDense(room, range, groupOf) : rankOrdered(room, range, groupOf);
  const ranks = sharedCodes(rows);
  const groups = sharedBytes(rows);
  ranks.set(new Int32Array(kernel.memory.buffer, at, rows));
  groups.set(new Uint8Array(kernel.memory.buffer, found.groups, rows));
  const squares = kernel.sumRankSquares(at, rows);
  profileKernel.release(mostKept);
  return { ranks, groups, squares, present: found.present };
}

/** Positions of the numbers that are not NaN by ascending number, those of equal ones as they were. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const room = roomForOrder(values);
  const { at, present } = orderNumbers(room, decimalRange(room.numbers));
  const order = new Uint32Array(room.numbers.kernel.memory.buffer, at, present).slice();
  profileKernel.release(mostKept);
  return order;
}

/** Numbers in the kernel, and two pieces of 8 bytes for each row, the first one also for the counts of dense ones. */
interface OrderRoom {
  readonly numbers: KernelNumbers;
  readonly first: number;
  readonly second: number;
  readonly digits: number;
}

function roomForOrder(values: Float64Array): OrderRoom {
  const numbers = columnInKernel(values, numberBytes);
  return { numbers, first: numbers.spare, second: numbers.ends, digits: numbers.digits };
}

interface Ranked {
  /** Where the groups of the rows are; the ranks have taken the place of the numbers. */
  readonly groups: number;
  readonly present: number;
}

function rankDense(room: OrderRoom, range: DecimalRange, groupOf: GroupOf): Ranked {
  const { numbers, first, second: ends } = room;
  const { kernel, values, at } = numbers;
  const { scale, low, size, present } = range;
  const groupOfRun = ends + wordBytes * values.length;
  const groups = groupOfRun + values.length;
  countDense(numbers, range, first);
  const runs = kernel.numberCounts(first, size, ends);
  groupRuns({ kernel, ends, runs, groupOfRun, groupOf });
  inStretches(values.length, (from, count) => {
    const [cells, ranks, own] = [at + numberBytes * from, at + wordBytes * from, groups + from];
    kernel.rankByNumber(cells, count, scale, low, first, ends, present, groupOfRun, ranks, own);
  });
  return { groups, present };
}

function rankOrdered(room: OrderRoom, range: DecimalRange | null, groupOf: GroupOf): Ranked {
  const { kernel, values, at } = room.numbers;
  const { at: order, free: ends, present } = orderNumbers(room, range);
  const groupOfRun = ends + wordBytes * values.length;
  const groups = groupOfRun + values.length;
  const runs = kernel.findOrderedEnds(at, order, present, ends);
  groupRuns({ kernel, ends, runs, groupOfRun, groupOf });
  kernel.rankByOrder(order, ends, runs, groupOfRun, values.length, at, groups);
  return { groups, present };
}

/** Asks for the group of each run. */
function groupRuns(options: {
  kernel: KernelNumbers['kernel'];
  ends: number;
  runs: number;
  groupOfRun: number;
  groupOf: GroupOf;
}): void {
  const { kernel, runs, groupOf } = options;
  const ends = new Uint32Array(kernel.memory.buffer, options.ends, runs);
  const groups = new Uint8Array(kernel.memory.buffer, options.groupOfRun, runs);
  const present = ends[runs - 1] ?? 0;
  let start = 0;
  for (let run = 0; run < runs; run++) {
    const end = ends[run] ?? 0;
    groups[run] = groupOf({ start, end, present });
    start = end;
  }
}

/** Where the positions by ascending number are, and which of both pieces is free then. */
function orderNumbers(
  { numbers, first, second, digits }: OrderRoom,
  range: DecimalRange | null,
): { at: number; free: number; present: number } {
  const { kernel, values, at } = numbers;
  const present =
    range === null
      ? kernel.lowerToPairs(at, values.length, first)
      : kernel.multiplesToPairs(at, values.length, range.scale, range.low, first);
  const bits = range === null ? 32 : bitsOf(range);
  let pairs = kernel.sortWords(first, second, present, 32, 32 + bits, digits) >>> 0;
  if (range === null) {
    kernel.upperToPairs(at, pairs, present);
    pairs = kernel.sortWords(pairs, first + second - pairs, present, 32, 64, digits) >>> 0;
  }
  kernel.pairsToPlaces(pairs, present);
  return { at: pairs, free: first + second - pairs, present };
}
