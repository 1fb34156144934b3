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
  measureTexts(
    lengths: number,
    bytes: number,
    count: number,
    longest: number,
    into: number,
    found: number,
  ): number;
  findBefore(
    lengths: number,
    bytes: number,
    count: number,
    bound: number,
    boundLength: number,
    found: number,
  ): number;
}

/** This thread's kernel of inner loops. */
export const profileKernel = lazyKernel<ProfileFunctions>(kernelBinary);
