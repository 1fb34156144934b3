import { createRng } from '../../shared/rng.ts';
import { quantile } from '../quantile.ts';
import { type NearRows, rowDistance } from './near-rows.ts';
import { projectionTrees } from './projection-trees.ts';

const trees = 4;
const mostTouching = 100_000;
/** The neighbour that tells how dense the surroundings of a row are; groups of more copies than this go unseen. */
const farNeighbour = 10;

/** Rows to find neighbours among, and a seed for the trees. */
export interface NeighbourWork {
  readonly rows: NearRows;
  readonly seed: number;
}

/** The nearest other row of each row that differs from it, as far as the blocks showed. */
export interface Neighbours {
  /** Distance to the nearest row that is not at distance 0; Infinity when none was met. */
  readonly near: Float64Array;
  /** Its position, -1 for none. */
  readonly nearest: Int32Array;
  /** Distance to the tenth nearest row met. */
  readonly far: Float64Array;
  /** Median of `near`. */
  readonly medianNear: number;
  /** Intrinsic dimension: how fast the number of rows grows with the distance. */
  readonly dimension: number;
  /** Pairs of positions at distance 0. */
  readonly touching: readonly (readonly [number, number])[];
}

/**
 * Neighbours of every row by comparing rows within the leaves of random trees. Near linear in rows. The dimension
 * follows from the median ratio of the first to the tenth distance: in d dimensions the first of nine uniform
 * volumes (Levina and Bickel, 2004, with the median in place of the mean, so that copies do not sway it).
 */
export function findNeighbours({ rows, seed }: NeighbourWork): Neighbours {
  const { rowCount } = rows;
  const near = new Float64Array(rowCount).fill(Infinity);
  const far = new Float64Array(rowCount).fill(Infinity);
  const nearest = new Int32Array(rowCount).fill(-1);
  const touching = new Map<number, [number, number]>();
  function meet(i: number, j: number, distance: number): void {
    if (distance < (near[i] ?? 0)) {
      near[i] = distance;
      nearest[i] = j;
    }
  }
  function onLeaf(leaf: Uint32Array): void {
    const size = leaf.length;
    const distances = new Float64Array(size * size);
    for (let a = 0; a < size; a++) {
      const i = leaf[a] ?? 0;
      for (let b = a + 1; b < size; b++) {
        const j = leaf[b] ?? 0;
        const distance = rowDistance(rows, i, j, Math.max(far[i] ?? 0, far[j] ?? 0));
        distances[a * size + b] = distance;
        distances[b * size + a] = distance;
        if (distance > 0) {
          meet(i, j, distance);
          meet(j, i, distance);
        } else if (touching.size < mostTouching) {
          touching.set(Math.min(i, j) * rowCount + Math.max(i, j), [i, j]);
        }
      }
    }
    for (let a = 0; a < size; a++) {
      const i = leaf[a] ?? 0;
      far[i] = Math.min(far[i] ?? Infinity, tenth(distances.subarray(a * size, (a + 1) * size)));
    }
  }
  projectionTrees({ rows, rng: createRng(seed), trees, onLeaf });
  const met = near.filter((distance) => Number.isFinite(distance)).sort();
  return {
    near,
    nearest,
    far,
    medianNear: quantile(met, 0.5),
    dimension: dimensionOf(near, far),
    touching: [...touching.values()],
  };
}

/** The tenth smallest of the positive distances; sorts in place. */
function tenth(distances: Float64Array): number {
  distances.sort();
  const first = distances.findIndex((distance) => distance > 0);
  return first < 0 ? Infinity : (distances[first + farNeighbour - 1] ?? Infinity);
}

function dimensionOf(near: Float64Array, far: Float64Array): number {
  const logs = near
    .map((distance, i) => Math.log((far[i] ?? Number.NaN) / distance))
    .filter((value) => Number.isFinite(value))
    .sort();
  const volume = -Math.log(1 - 0.5 ** (1 / (farNeighbour - 1)));
  return Math.max(1, volume / Math.max(quantile(logs, 0.5), 1e-9));
}

/**
 * The share of the distance to the tenth neighbour within which chance brings `allowed` pairs among `rowCount`
 * rows, when distances were measured among `measured` of them.
 */
export function chanceReach(options: {
  dimension: number;
  rowCount: number;
  measured: number;
  allowed: number;
}): number {
  const { dimension, rowCount, measured, allowed } = options;
  return ((2 * allowed * measured) / (farNeighbour * rowCount ** 2)) ** (1 / dimension);
}
