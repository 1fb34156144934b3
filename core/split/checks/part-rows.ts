import { firstRows } from '../../profile/evidence.ts';
import { PART } from '../plan.ts';

/** The parts that a model must not have learned from. */
export const heldOut = ['validation', 'test'] as const;
export type HeldOut = (typeof heldOut)[number];

/** Rows of each part. */
export function countParts(parts: Uint8Array): Record<'train' | HeldOut, number> {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const part of parts) {
    if (part === PART.train) counts.train++;
    else if (part === PART.validation) counts.validation++;
    else if (part === PART.test) counts.test++;
  }
  return counts;
}

/** Finite values of the rows of a part, ascending. `values` holds one per row of the table; NaN is missing. */
export function sortedOf(values: Float64Array, parts: Uint8Array, part: number): Float64Array {
  return values.filter((value, row) => parts[row] === part && Number.isFinite(value)).sort();
}

/** Numbers (1 is the first) of the first rows of a part for which `test` holds of their position, at most 20. */
export function firstRowsOf(parts: Uint8Array, part: number, test: (row: number) => boolean): number[] {
  return firstRows(parts.length, (row) => parts[row] === part && test(row));
}

/** How often each code occurs in the rows of a part; rows below 0 are left out. */
export function countsOf(codes: Int32Array, size: number, parts: Uint8Array, part: number): Int32Array {
  const counts = new Int32Array(size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0 && parts[row] === part) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
