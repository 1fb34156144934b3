import type { Rng } from '../../shared/rng.ts';
import { minHash, mixed } from './folded-text.ts';
import { type NearRows, textOf } from './near-rows.ts';

const leafSize = 32;
const mixedColumns = 3;

/**
 * Parts rows into leaves of at most 32 such that rows close to each other mostly share one: each tree cuts the
 * rows again and again at a random place of a random combination of columns (random projection trees: Dasgupta
 * and Freund, 2008). Text enters by a MinHash of its words, so that texts with most words in common rarely part.
 * Calls `onLeaf` with row positions. Time grows with rows times the logarithm of rows.
 */
export function projectionTrees(options: {
  rows: NearRows;
  trees: number;
  rng: Rng;
  onLeaf: (rows: Uint32Array) => void;
}): void {
  const { rows, trees, rng, onLeaf } = options;
  for (let tree = 0; tree < trees; tree++) {
    const own = rng.derive(`tree ${tree}`);
    const coordinates = coordinatesOf(rows, own);
    const open = [own.permutation(rows.rowCount)];
    for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
      const parts = branch.length > leafSize ? cut(branch, coordinates, own) : null;
      if (parts !== null) open.push(...parts);
      else {
        for (let start = 0; start < branch.length; start += leafSize)
          onLeaf(branch.subarray(start, start + leafSize));
      }
    }
  }
}

/** Per column a number per row: about -3 to 3, equal for rows that do not differ in the column. */
function coordinatesOf(rows: NearRows, rng: Rng): Float32Array[] {
  const { rowCount, scaled, scaledCount, codes, codeCount, texts } = rows;
  const columns: Float32Array[] = [];
  for (let at = 0; at < scaledCount; at++) {
    columns.push(
      Float32Array.from({ length: rowCount }, (_, row) => {
        const value = scaled[row * scaledCount + at] ?? Number.NaN;
        return Number.isNaN(value) ? 0 : value;
      }),
    );
  }
  for (let at = 0; at < codeCount; at++) {
    const seed = rng.integer(0x7fffffff);
    columns.push(
      Float32Array.from(
        { length: rowCount },
        (_, row) => mixed((codes[row * codeCount + at] ?? -1) ^ seed) / 2 ** 31 - 1,
      ),
    );
  }
  for (const text of texts) {
    const seed = rng.integer(0x7fffffff);
    columns.push(
      Float32Array.from({ length: rowCount }, (_, row) => {
        const words = textOf(text, row);
        return words === null ? 0 : minHash(words, seed);
      }),
    );
  }
  return columns;
}

/** Two non-empty parts, or null when no cut that was tried parts the rows. */
function cut(
  rows: Uint32Array,
  coordinates: readonly Float32Array[],
  rng: Rng,
): [Uint32Array, Uint32Array] | null {
  const projected = new Float32Array(rows.length);
  for (let attempt = 0; attempt < 8; attempt++) {
    projected.fill(0);
    for (let k = 0; k < Math.min(mixedColumns, coordinates.length); k++) {
      const column = coordinates[rng.integer(coordinates.length)] ?? projected;
      const weight = rng.normal();
      for (let i = 0; i < rows.length; i++)
        projected[i] = (projected[i] ?? 0) + weight * (column[rows[i] ?? 0] ?? 0);
    }
    const limit = cutPoint(projected, rng);
    let below = 0;
    for (const value of projected) if (value < limit) below++;
    if (below < rows.length / 8 || below > (rows.length * 7) / 8) continue;
    const [left, right] = [new Uint32Array(below), new Uint32Array(rows.length - below)];
    let l = 0;
    let r = 0;
    for (let i = 0; i < rows.length; i++) {
      if ((projected[i] ?? 0) < limit) left[l++] = rows[i] ?? 0;
      else right[r++] = rows[i] ?? 0;
    }
    return [left, right];
  }
  return null;
}

/** A value between the quartiles of some of the projected rows. */
function cutPoint(projected: Float32Array, rng: Rng): number {
  const probes = new Float32Array(31);
  for (let i = 0; i < probes.length; i++) probes[i] = projected[rng.integer(projected.length)] ?? 0;
  return probes.sort()[8 + rng.integer(15)] ?? 0;
}
