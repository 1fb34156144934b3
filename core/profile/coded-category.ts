import { sharedCodes } from './shared-memory.ts';

/** Codes of a category column in row order, below `size`; -1 is missing. */
export interface CategoryColumn {
  readonly codes: Int32Array;
  readonly size: number;
}

/** A category column ready to be compared with others. */
export interface CodedCategory {
  /** Codes per row; `size` where a cell is missing. */
  readonly buckets: Int32Array;
  readonly size: number;
  /** Rows of each code. */
  readonly counts: Float64Array;
  /** Positions of rows without a code. */
  readonly missing: Int32Array;
}

/** Counts a category column once. */
export function codeCategory({ codes, size }: CategoryColumn): CodedCategory {
  const counts = new Float64Array(size + 1);
  const buckets = sharedCodes(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1;
    const bucket = code < 0 ? size : code;
    buckets[i] = bucket;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const missing = new Int32Array(counts[size] ?? 0);
  if (missing.length > 0) {
    for (let i = 0, at = 0; i < buckets.length; i++) if (buckets[i] === size) missing[at++] = i;
  }
  return { buckets, size, counts: counts.slice(0, size), missing };
}
