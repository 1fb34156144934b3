import { mix32, type Rng } from '../../shared/rng.ts';
import { minHash } from './folded-text.ts';
import { type FreeTexts, type NearRows, textOf } from './near-rows.ts';

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

/** Adds a column's coordinates of some rows, weighted, to what they are projected to. */
type AddCoordinates = (projected: Float32Array, rows: Uint32Array, weight: number) => void;

/**
 * Per column the coordinate of a row: about -3 to 3, equal for rows that do not differ in the column. Each cut needs few
 * of them, so they are worked out as they are asked for.
 */
function coordinatesOf(rows: NearRows, rng: Rng): AddCoordinates[] {
  const { scaled, scaledCount, codes, codeCount, texts } = rows;
  const columns: AddCoordinates[] = [];
  for (let at = 0; at < scaledCount; at++) {
    columns.push((projected, branch, weight) =>
      addScores(projected, branch, { cells: scaled, width: scaledCount, at, weight }),
    );
  }
  for (let at = 0; at < codeCount; at++) {
    const seed = rng.integer(0x7fffffff);
    columns.push((projected, branch, weight) =>
      addCodes(projected, branch, { cells: codes, width: codeCount, at, weight, seed }),
    );
  }
  for (const text of texts) {
    const seed = rng.integer(0x7fffffff);
    columns.push((projected, branch, weight) => addTexts(projected, branch, { text, weight, seed }));
  }
  return columns;
}

/** A column of cells that lie row by row. */
interface Strided<Cells> {
  readonly cells: Cells;
  readonly width: number;
  readonly at: number;
  readonly weight: number;
}

function addScores(
  projected: Float32Array,
  rows: Uint32Array,
  { cells, width, at, weight }: Strided<Float64Array>,
): void {
  for (let i = 0; i < rows.length; i++) {
    const score = cells[(rows[i] ?? 0) * width + at] ?? Number.NaN;
    if (!Number.isNaN(score)) projected[i] = (projected[i] ?? 0) + weight * score;
  }
}

function addCodes(
  projected: Float32Array,
  rows: Uint32Array,
  { cells, width, at, weight, seed }: Strided<Int32Array> & { seed: number },
): void {
  for (let i = 0; i < rows.length; i++) {
    const place = mix32((cells[(rows[i] ?? 0) * width + at] ?? -1) ^ seed) / 2 ** 31 - 1;
    projected[i] = (projected[i] ?? 0) + weight * place;
  }
}

function addTexts(
  projected: Float32Array,
  rows: Uint32Array,
  { text, weight, seed }: { text: FreeTexts; weight: number; seed: number },
): void {
  for (let i = 0; i < rows.length; i++) {
    const words = textOf(text, rows[i] ?? 0);
    if (words !== null) projected[i] = (projected[i] ?? 0) + weight * minHash(words, seed);
  }
}

/** Two non-empty parts, or null when no cut that was tried parts the rows. */
function cut(
  rows: Uint32Array,
  coordinates: readonly AddCoordinates[],
  rng: Rng,
): [Uint32Array, Uint32Array] | null {
  const projected = new Float32Array(rows.length);
  for (let attempt = 0; attempt < 8; attempt++) {
    projected.fill(0);
    for (let k = 0; k < Math.min(mixedColumns, coordinates.length); k++) {
      const addColumn = coordinates[rng.integer(coordinates.length)];
      addColumn?.(projected, rows, rng.normal());
    }
    const limit = cutPoint(projected, rng);
    const below = countBelow(projected, limit);
    if (below < rows.length / 8 || below > (rows.length * 7) / 8) continue;
    return parted(rows, { projected, limit, below });
  }
  return null;
}

function countBelow(projected: Float32Array, limit: number): number {
  let below = 0;
  for (let i = 0; i < projected.length; i++) if ((projected[i] ?? 0) < limit) below++;
  return below;
}

/** The rows projected below the limit, of which there are `below`, and the others. */
function parted(
  rows: Uint32Array,
  { projected, limit, below }: { projected: Float32Array; limit: number; below: number },
): [Uint32Array, Uint32Array] {
  const [left, right] = [new Uint32Array(below), new Uint32Array(rows.length - below)];
  let l = 0;
  let r = 0;
  for (let i = 0; i < rows.length; i++) {
    if ((projected[i] ?? 0) < limit) left[l++] = rows[i] ?? 0;
    else right[r++] = rows[i] ?? 0;
  }
  return [left, right];
}

/** A value between the quartiles of some of the projected rows. */
function cutPoint(projected: Float32Array, rng: Rng): number {
  const probes = new Float32Array(31);
  for (let i = 0; i < probes.length; i++) probes[i] = projected[rng.integer(projected.length)] ?? 0;
  return probes.sort()[8 + rng.integer(15)] ?? 0;
}
