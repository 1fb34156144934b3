import { type DecimalKeys, decimalKeys, missingKey } from './decimal-keys.ts';
import { sortByKey, sortWhole } from './radix-sort.ts';
import { sharedBytes, sharedCodes, sharedNumbers } from './shared-memory.ts';

/** From here on, preparing a faster sort pays. */
const fewValues = 4096;

/** The finite ones of these numbers, ascending. */
export function sortedFinite(values: Float64Array): Float64Array {
  return sortedWithRuns(values).sorted;
}

/** Different values ascending, and where in the sorted numbers each one ends. */
export interface ValueRuns {
  readonly values: Float64Array;
  readonly ends: Uint32Array;
}

/** The finite ones of these numbers, ascending; with their runs where these come at no cost. */
export function sortedWithRuns(values: Float64Array): { sorted: Float64Array; runs: ValueRuns | null } {
  const decimals = values.length < fewValues ? null : decimalKeys(values);
  if (decimals === null)
    return { sorted: values.filter((value) => Number.isFinite(value)).sort(), runs: null };
  const sorted = sharedNumbers(decimals.present);
  if (isDense(decimals)) return { sorted, runs: fromCounts(decimals, sorted) };
  fromKeys(decimals, sorted);
  return { sorted, runs: null };
}

/** Ranks of a column and the groups of neighbouring ranks that rows belong to. */
export interface CentredRanks {
  /**
   * Twice the rank of every number, less the number of them plus one, so that the ranks of a column add up to 0 and
   * those of ties, which share their mean rank, are whole too. 0 for NaN; infinite numbers rank as extremes.
   */
  readonly ranks: Int32Array;
  readonly present: number;
  /** As `groupOf` says for each row; 255 for NaN. */
  readonly groups: Uint8Array;
}

/** Ranks numbers. `groupOf` is told each run of ties in ascending order and how many numbers are below and up to it. */
export function centredRanks(
  values: Float64Array,
  groupOf: (run: { start: number; end: number; present: number }) => number,
): CentredRanks {
  const ranks = sharedCodes(values.length);
  const groups = sharedBytes(values.length).fill(255);
  const decimals = values.length < fewValues ? null : decimalKeys(values);
  if (decimals !== null && isDense(decimals)) {
    rankByCount(decimals, groupOf, { ranks, groups });
    return { ranks, groups, present: decimals.present };
  }
  const order = orderOf(values, decimals);
  const present = order.length;
  for (let start = 0; start < present; ) {
    const value = values[order[start] ?? 0];
    let end = start + 1;
    while (end < present && values[order[end] ?? 0] === value) end++;
    const group = groupOf({ start, end, present });
    for (let i = start; i < end; i++) {
      const row = order[i] ?? 0;
      ranks[row] = start + end - present;
      groups[row] = group;
    }
    start = end;
  }
  return { ranks, groups, present };
}

/** Positions of the numbers that are not NaN by ascending number, those of equal ones as they were. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  return orderOf(values, values.length < fewValues ? null : decimalKeys(values));
}

function orderOf(values: Float64Array, decimals: DecimalKeys | null): Uint32Array {
  return decimals === null ? orderOfDoubles(values) : orderOfKeys(decimals);
}

/** Whether counting the cells of every possible key costs no more than sorting. */
function isDense({ size, present }: DecimalKeys): boolean {
  return size <= Math.max(65_536, 2 * present);
}

function countKeys({ keys, size }: DecimalKeys): Uint32Array {
  const counts = new Uint32Array(size);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? missingKey;
    if (key !== missingKey) counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function fromCounts(decimals: DecimalKeys, sorted: Float64Array): ValueRuns {
  const counts = countKeys(decimals);
  const values = new Float64Array(Math.min(counts.length, sorted.length));
  const ends = new Uint32Array(values.length);
  let size = 0;
  let at = 0;
  for (let key = 0; key < counts.length; key++) {
    const count = counts[key] ?? 0;
    if (count === 0) continue;
    const value = (decimals.low + key) / decimals.scale;
    if (count === 1) sorted[at] = value;
    else sorted.fill(value, at, at + count);
    at += count;
    values[size] = value;
    ends[size++] = at;
  }
  return { values: values.subarray(0, size), ends: ends.subarray(0, size) };
}

function fromKeys({ keys, low, scale }: DecimalKeys, sorted: Float64Array): void {
  const present = presentKeys(keys, sorted.length);
  sortWhole(present);
  for (let i = 0; i < present.length; i++) sorted[i] = (low + (present[i] ?? 0)) / scale;
}

function presentKeys(keys: Uint32Array, count: number): Uint32Array {
  if (count === keys.length) return keys;
  const present = new Uint32Array(count);
  let at = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? missingKey;
    if (key !== missingKey) present[at++] = key;
  }
  return present;
}

function rankByCount(
  decimals: DecimalKeys,
  groupOf: (run: { start: number; end: number; present: number }) => number,
  { ranks, groups }: { ranks: Int32Array; groups: Uint8Array },
): void {
  const { keys, present } = decimals;
  const counts = countKeys(decimals);
  const rankOf = new Int32Array(counts.length);
  const groupOfKey = new Uint8Array(counts.length);
  let start = 0;
  for (let key = 0; key < counts.length; key++) {
    const end = start + (counts[key] ?? 0);
    if (end === start) continue;
    rankOf[key] = start + end - present;
    groupOfKey[key] = groupOf({ start, end, present });
    start = end;
  }
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? missingKey;
    if (key === missingKey) continue;
    ranks[i] = rankOf[key] ?? 0;
    groups[i] = groupOfKey[key] ?? 0;
  }
}

function orderOfKeys({ keys, present }: DecimalKeys): Uint32Array {
  const positions = new Uint32Array(present);
  let at = 0;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== missingKey) positions[at++] = i;
  return sortByKey(presentKeys(keys, present), positions);
}

/** Sorted by the bits of the numbers, turned so that they order as whole numbers do. */
function orderOfDoubles(values: Float64Array): Uint32Array {
  let present = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) present++;
  const positions = new Uint32Array(present);
  const low = new Uint32Array(present);
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const isNegative = ((words[2 * i + 1] ?? 0) & 0x80000000) !== 0;
    low[at] = isNegative ? ~(words[2 * i] ?? 0) : (words[2 * i] ?? 0);
    positions[at++] = i;
  }
  const byLow = sortByKey(low, positions);
  const high = new Uint32Array(present);
  for (let i = 0; i < present; i++) {
    const word = words[2 * (byLow[i] ?? 0) + 1] ?? 0;
    high[i] = (word & 0x80000000) !== 0 ? ~word : word | 0x80000000;
  }
  return sortByKey(high, byLow);
}
