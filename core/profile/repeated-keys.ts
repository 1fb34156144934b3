import { putInKernel } from '../shared/kernel.ts';
import { mostKept, type ProfileKernel, profileKernel } from './profile-kernel.ts';

/** Rows that are mixed at a stretch, so that their hashes stay close at hand. */
const stretch = 2048;
const numberBytes = Float64Array.BYTES_PER_ELEMENT;
const wordBytes = Uint32Array.BYTES_PER_ELEMENT;

/**
 * Positions of keys that occur more than once, a list for each key, ascending, the one that begins first before the
 * others. NaN is no key. Null when more than a share `most` of the keys came before.
 */
export function repeatedKeys(keys: Float64Array, most = 1): number[][] | null {
  return repeatsAmong(keys.length, most, (hashes, spare) => {
    const { kernel } = hashes;
    for (let from = 0; from < keys.length; from += stretch) {
      const part = keys.subarray(from, from + stretch);
      putInKernel(kernel, spare, part);
      kernel.hashKeys(spare, part.length, hashes.at + numberBytes * from);
    }
    return true;
  });
}

/**
 * Positions of rows that seem to agree in all of these columns of one length, each list ascending: equal rows always do,
 * others share a hash of 64 bits with them. Missing equals missing.
 */
export function equalRows(columns: readonly Float64Array[]): number[][] {
  const rowCount = columns[0]?.length ?? 0;
  const groups = repeatsAmong(rowCount, 1, ({ kernel, at }, spare) => {
    for (let from = 0; from < rowCount; from += stretch) {
      const size = Math.min(stretch, rowCount - from);
      const into = at + numberBytes * from;
      new Uint8Array(kernel.memory.buffer, into, numberBytes * size).fill(1);
      for (const column of columns) {
        putInKernel(kernel, spare, column.subarray(from, from + size));
        kernel.mixCells(spare, size, into);
      }
    }
    return true;
  });
  return groups ?? [];
}

/** A place in the kernel's memory for hashes of 8 bytes each; 0 is none. */
export interface Hashes {
  readonly kernel: ProfileKernel;
  /** Where the hashes go. */
  readonly at: number;
}

/**
 * Positions of hashes that come again, as `repeatedKeys` lists them. `hash` writes `count` of them and may use the memory
 * from `spare` on, of which there is enough for a stretch of numbers. Null when it answers false.
 */
export function repeatsAmong(
  count: number,
  most: number,
  hash: (into: Hashes, spare: number) => boolean,
): number[][] | null {
  if (count < 2) return [];
  const parts = profileKernel.withMemory(0).partCount(count);
  // What is found takes the place of the hashes; the slots come last, when their number is known.
  const { kernel, at } = profileKernel.room(
    numberBytes * count,
    numberBytes * count,
    wordBytes * count,
    wordBytes * (parts + 1),
    numberBytes * stretch,
  );
  const [hashes = 0, parted = 0, places = 0, starts = 0, spare = 0] = at;
  if (!hash({ kernel, at: hashes }, spare)) return null;
  const slots = kernel.partHashes(hashes, count, parted, places, starts);
  profileKernel.withMemory(spare + wordBytes * slots);
  const found = kernel.findRepeats(count, parted, places, starts, spare, hashes);
  const groups =
    found > most * count ? null : grouped(new Uint32Array(kernel.memory.buffer, hashes, 2 * found));
  profileKernel.release(mostKept);
  return groups;
}

/** Lists of positions from pairs of the first one of its kind and another one. */
function grouped(pairs: Uint32Array): number[][] {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < pairs.length; i += 2) {
    const [first = 0, other = 0] = [pairs[i], pairs[i + 1]];
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [first, other]);
    else group.push(other);
  }
  return [...groups.values()].sort(([a = 0], [b = 0]) => a - b);
}
