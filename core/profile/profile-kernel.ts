import { lazyKernel } from '../shared/kernel.ts';
import { kernelBinary } from './kernel-binary.ts';

/** The inner loops of profiling over all rows. What the functions do stands in `assembly/`. */
interface ProfileFunctions {
  mixCells(cells: number, rows: number, hashes: number): void;
  hashKeys(keys: number, count: number, hashes: number): void;
  partCount(count: number): number;
  partHashes(hashes: number, count: number, parted: number, places: number, starts: number): number;
  findRepeats(
    count: number,
    parted: number,
    places: number,
    starts: number,
    slots: number,
    pairs: number,
  ): number;
  hashTexts(lengths: number, bytes: number, present: number, rows: number, hashes: number): void;
  keysOfHashes(hashes: number, count: number, keys: number): void;
  measureTexts(lengths: number, bytes: number, count: number, longest: number, into: number): void;
  findBefore(
    lengths: number,
    bytes: number,
    count: number,
    bound: number,
    boundLength: number,
    found: number,
  ): number;
  multiplesRange(values: number, count: number, scale: number, range: number): number;
  countMultiples(values: number, count: number, scale: number, low: number, counts: number): void;
  spreadCounts(
    counts: number,
    size: number,
    scale: number,
    low: number,
    sorted: number,
    ends: number,
  ): number;
  numberCounts(counts: number, size: number, ends: number): number;
  multiplesToWords(values: number, count: number, scale: number, low: number): number;
  wordsToMultiples(words: number, count: number, scale: number, low: number): void;
  multiplesToPairs(values: number, count: number, scale: number, low: number, pairs: number): number;
  sortWords(words: number, spare: number, count: number, from: number, to: number, starts: number): number;
  sortDoubles(values: number, spare: number, count: number, starts: number, found: number): number;
  lowerToPairs(values: number, count: number, pairs: number): number;
  upperToPairs(values: number, pairs: number, count: number): void;
  pairsToPlaces(pairs: number, count: number): void;
  findEnds(sorted: number, count: number, ends: number): number;
  longestRuns(ends: number, runs: number, limit: number, top: number): number;
  areWhole(sorted: number, ends: number, runs: number): number;
  longestFiner(sorted: number, ends: number, runs: number, scale: number, found: number): void;
  tallyNumbers(values: number, count: number, tally: number): void;
  countMissing(values: number, count: number): number;
  sumPowers(values: number, count: number, mean: number, scale: number, sums: number): void;
  findOrderedEnds(values: number, order: number, count: number, ends: number): number;
  rankByOrder(
    order: number,
    ends: number,
    runs: number,
    groupOfRun: number,
    rows: number,
    ranks: number,
    groups: number,
  ): void;
  rankByNumber(
    values: number,
    rows: number,
    scale: number,
    low: number,
    numbers: number,
    ends: number,
    present: number,
    groupOfRun: number,
    ranks: number,
    groups: number,
  ): void;
  sumRankSquares(ranks: number, rows: number): number;
}

/** This thread's kernel of inner loops. */
export const profileKernel = lazyKernel<ProfileFunctions>(kernelBinary);

export type ProfileKernel = ReturnType<typeof profileKernel.withMemory>;

/** Memory that a thread keeps between two uses of its kernel, in bytes. */
export const mostKept = 256 * 2 ** 20;
