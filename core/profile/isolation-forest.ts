import type { Rng } from '../shared/rng.ts';

/** Trees as flat arrays: a node splits at `limit` of `column` into `left` and `right`, or is a leaf (-1) of `size` rows. */
export interface IsolationForest {
  readonly roots: readonly number[];
  readonly column: readonly number[];
  readonly limit: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly size: readonly number[];
  /** Rows that each tree was grown from. */
  readonly rowsPerTree: number;
}

const treeCount = 100;
const rowsPerTree = 256;

/**
 * A hundred trees, each grown from up to 256 rows by cutting a random column at a random place until rows are alone
 * or as deep as the mean (isolation forest: Liu, Ting and Zhou, 2008). `columns` hold finite numbers by row.
 */
export function growForest(columns: readonly Float64Array[], rowCount: number, rng: Rng): IsolationForest {
  const take = Math.min(rowsPerTree, rowCount);
  const forest = {
    roots: [] as number[],
    column: [] as number[],
    limit: [] as number[],
    left: [] as number[],
    right: [] as number[],
    size: [] as number[],
    rowsPerTree: take,
  };
  const deepest = Math.ceil(Math.log2(Math.max(2, take)));

  function grow(rows: number[], depth: number): number {
    const node = forest.column.length;
    const split = depth < deepest && rows.length > 1 ? chooseSplit(columns, rows, rng) : null;
    forest.column.push(split?.column ?? -1);
    forest.limit.push(split?.limit ?? 0);
    forest.size.push(rows.length);
    forest.left.push(-1);
    forest.right.push(-1);
    if (split === null) return node;
    const values = columns[split.column] ?? new Float64Array(0);
    forest.left[node] = grow(
      rows.filter((row) => (values[row] ?? 0) < split.limit),
      depth + 1,
    );
    forest.right[node] = grow(
      rows.filter((row) => (values[row] ?? 0) >= split.limit),
      depth + 1,
    );
    return node;
  }

  for (let tree = 0; tree < treeCount; tree++) {
    const rows = new Set<number>();
    while (rows.size < take) rows.add(rng.integer(rowCount));
    forest.roots.push(grow([...rows], 0));
  }
  return forest;
}

/** 2^(-mean depth / expected depth): near 1 for what is soon alone, below 0.5 for what is like the rest. */
export function isolationScore(forest: IsolationForest, point: ArrayLike<number>): number {
  let total = 0;
  for (const root of forest.roots) {
    let node = root;
    let depth = 0;
    for (let column = forest.column[node] ?? -1; column >= 0; column = forest.column[node] ?? -1) {
      const next = (point[column] ?? 0) < (forest.limit[node] ?? 0) ? forest.left : forest.right;
      node = next[node] ?? 0;
      depth++;
    }
    total += depth + expectedDepth(forest.size[node] ?? 1);
  }
  return 2 ** (-total / forest.roots.length / expectedDepth(forest.rowsPerTree));
}

function chooseSplit(
  columns: readonly Float64Array[],
  rows: readonly number[],
  rng: Rng,
): { column: number; limit: number } | null {
  for (let attempt = 0; attempt < 4; attempt++) {
    const column = rng.integer(columns.length);
    const values = columns[column] ?? new Float64Array(0);
    let [low, high] = [Infinity, -Infinity];
    for (const row of rows) {
      const value = values[row] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low < high) return { column, limit: high - (high - low) * rng.next() };
  }
  return null;
}

/** Mean depth of an unsuccessful search in a binary search tree of `n` keys. */
function expectedDepth(n: number): number {
  if (n < 2) return 0;
  return n === 2 ? 1 : 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n;
}
