import { describe, expect, test } from 'vitest';
import { mostKept, profileKernel } from '../../core/profile/profile-kernel.ts';
import { profileTasks } from '../../core/profile/profile-tasks.ts';
import { ascendingOrder, centredRanks, sortedFinite } from '../../core/profile/sort-numbers.ts';
import { createRng } from '../../core/shared/rng.ts';

const rng = createRng(11);
const kinds: Record<string, (i: number) => number> = {
  'decimals in a narrow range': () => Math.round(rng.normal() * 1e4) / 100,
  'decimals over a wide range': () => rng.integer(1_000_000_000) / 100,
  'whole numbers': () => rng.integer(30),
  'whole numbers over more than 2^32': () => rng.integer(1_000_000) * 1_000_003,
  'negative numbers': () => -rng.integer(5000) / 10,
  'doubles of both signs': () => rng.normal(),
  'doubles that differ in their lower bits alone': (i) => (i % 100 === 0 ? i : 1e9 + rng.next() * 1e-3),
  'zeros of both signs': (i) => [-0, 0, 1, -1][i % 4] ?? 0,
  'zeros of both signs among doubles': (i) => [-0, 0, Math.PI, -Math.E][i % 4] ?? 0,
  'infinite and missing cells': (i) => [Infinity, -Infinity, Number.NaN, 0.5][i % 7] ?? rng.next(),
  'a huge range': (i) => [1e300, 5e-324, -1e300][i % 5] ?? rng.next(),
  'a sum that overflows': () => 1.7e308 * (1 - rng.next() / 10),
  'one value finer than the others': (i) => (i % 9 === 0 ? 12.34567 : rng.integer(500) / 10),
  'a constant': () => 7.25,
  'missing cells alone': () => Number.NaN,
  'one value': (i) => (i === 0 ? Math.PI : Number.NaN),
};
const sizes = [1, 1000, 4095, 4096, 4097, 50_000];
const columns = Object.entries(kinds).flatMap(([kind, next]) =>
  sizes.map((size) => ({ kind, size, values: Float64Array.from({ length: size }, (_, i) => next(i)) })),
);

describe.each(columns)('$size cells: $kind', ({ values }) => {
  const finite = values.filter(Number.isFinite);
  const ascending = Array.from(finite.toSorted(), (value) => value + 0);

  test('the summary is what plain sums and counts give', async () => {
    const { facts, missing, sorted } = await profileTasks.numbers(values);
    const { statistics } = facts;
    expect(plain(sorted)).toEqual(ascending);
    expect(sorted.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(missing).toBe(values.filter(Number.isNaN).length);
    expect(statistics.infinite).toBe(values.length - finite.length - missing);
    expect(facts.isWhole).toBe(ascending.every(Number.isInteger));
    expect(statistics.zeros).toBe(ascending.filter((value) => value === 0).length);
    const { mean, standardDeviation, skewness } = plainMoments(finite);
    expect(statistics).toMatchObject({ mean, standardDeviation });
    expect(facts.shape.skewness).toBe(skewness);
    const counts = countsOf(values.filter((value) => !Number.isNaN(value)));
    expect(facts.distinct).toBe(counts.size);
    expect(facts.top.map(({ count }) => count)).toEqual([...counts.values()].sort(descending).slice(0, 20));
    for (const { value, count } of facts.top) expect(counts.get(Number(value))).toBe(count);
    const { edges, counts: bins } = statistics.histogram;
    expect(bins).toEqual(
      bins.map((_, i) => {
        const isLast = i === bins.length - 1;
        const [low = 0, high = 0] = [edges[i], edges[i + 1]];
        return finite.filter((value) => value >= low && (isLast ? value <= high : value < high)).length;
      }),
    );
  });

  test('moments are counted alike', async () => {
    const numbers = await profileTasks.numbers(values);
    const moments = await profileTasks.moments(values);
    expect(plain(moments.sorted)).toEqual(ascending);
    expect(moments.missing).toBe(numbers.missing);
    expect(moments.distinct).toBe(countsOf(finite).size);
    expect(moments.top.reduce((most, { count }) => Math.max(most, count), 0)).toBe(
      Math.max(0, ...countsOf(finite).values()),
    );
  });

  test('sorting, order and ranks agree with sorting by comparison', () => {
    const rows = [...values.keys()].filter((row) => !Number.isNaN(values[row]));
    const expected = rows.sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0));
    expect(plain(sortedFinite(values))).toEqual(ascending);
    expect(Array.from(ascendingOrder(values), (row) => (values[row] ?? 0) + 0)).toEqual(
      expected.map((row) => (values[row] ?? 0) + 0),
    );
    const runs: number[] = [];
    const { ranks, groups, present, squares } = centredRanks(values, ({ start, end }) => {
      expect(start).toBe(runs.at(-1) ?? 0);
      runs.push(end);
      return runs.length % 250;
    });
    expect(present).toBe(rows.length);
    expect(runs.length).toBe(countsOf(values.filter((value) => !Number.isNaN(value))).size);
    const wantedRanks = new Int32Array(values.length);
    const wantedGroups = new Uint8Array(values.length).fill(255);
    runs.forEach((end, run) => {
      const start = runs[run - 1] ?? 0;
      for (const row of expected.slice(start, end)) {
        wantedRanks[row] = start + end - present;
        wantedGroups[row] = (run + 1) % 250;
      }
    });
    expect(Buffer.from(ranks.buffer).equals(Buffer.from(wantedRanks.buffer))).toBe(true);
    expect(Buffer.from(groups.buffer).equals(Buffer.from(wantedGroups.buffer))).toBe(true);
    expect(squares).toBe(wantedRanks.reduce((sum, rank) => sum + rank * rank, 0));
  });
});

test('the most repeated finer value is told with all finer cells', async () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => {
    if (i % 50 === 0) return 0.125;
    return i % 70 === 1 ? i + 0.0625 : rng.integer(900) / 10;
  });
  const { facts } = await profileTasks.numbers(values);
  const others = values.filter((value) => value % 1 === 0.0625).length;
  expect(facts.shape.finer).toEqual({
    value: 0.125,
    count: 100,
    decimals: 3,
    usualDecimals: 1,
    finerCells: 100 + others,
  });
});

test('sorting takes at most 25 bytes of memory for each cell, and less is kept than is allowed', () => {
  const size = 1_000_000;
  centredRanks(
    Float64Array.from({ length: size }, () => rng.next()),
    () => 0,
  );
  const { byteLength } = profileKernel.withMemory(0).memory.buffer;
  expect(byteLength).toBeLessThanOrEqual(Math.min(mostKept, 25 * size));
});

function plain(numbers: Float64Array): number[] {
  return Array.from(numbers, (value) => value + 0);
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function descending(a: number, b: number): number {
  return b - a;
}

function countsOf(values: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** By the formulas, in the order that the results promise, so that digits are the same. */
function plainMoments(values: Float64Array): { mean: number; standardDeviation: number; skewness: number } {
  const n = values.length;
  const mean = n === 0 ? Number.NaN : plainMean(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const standardDeviation = n > 1 && Number.isFinite(squares) ? Math.sqrt(squares / (n - 1)) : Number.NaN;
  const scale = Math.max(mean - Math.min(...values), Math.max(...values) - mean);
  if (n < 3 || !(scale > 0) || !Number.isFinite(scale)) {
    return { mean, standardDeviation, skewness: Number.NaN };
  }
  const apart = values.toSorted().map((value) => (value - mean) / scale);
  const second = apart.reduce((sum, distance) => sum + distance * distance, 0);
  const third = apart.reduce((sum, distance) => sum + distance * distance * distance, 0);
  return { mean, standardDeviation, skewness: third / n / (second / n) ** 1.5 };
}

/** Compensated (Neumaier, 1974); values whose sum overflows are divided first. */
function plainMean(values: Float64Array): number {
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const mean = (sum + lost) / values.length;
  return Number.isFinite(mean) ? mean : values.reduce((total, value) => total + value / values.length, 0);
}
