import { invariant } from '../errors.ts';
import type { Matrix } from '../recipe/apply.ts';
import type { FeatureGroup } from '../recipe/layout.ts';
import { sharedBuffer } from '../shared/shared-buffer.ts';
import { PART, partRows } from '../split/plan.ts';

/** All that a learner is given. Every array lies on shared memory: posting it to a worker copies nothing. */
export interface TrainingData {
  /** Features of all rows, row-major, as in a Matrix. */
  readonly x: Float32Array;
  readonly columnCount: number;
  readonly featureNames: readonly string[];
  readonly groups: readonly FeatureGroup[];
  /** Class per row, -1 where the label is missing. */
  readonly codes: Int32Array;
  readonly classNames: readonly string[];
  /** 1 for two classes, null for more. */
  readonly positiveIndex: number | null;
  /** 0-based row numbers of each part, ascending. */
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
}

/** Brings features, labels and parts of one table together. `parts` and `codes` have an entry per row. */
export function makeTrainingData(options: {
  matrix: Matrix;
  codes: Int32Array;
  classNames: readonly string[];
  positiveIndex: number | null;
  parts: Uint8Array;
}): TrainingData {
  const { matrix, codes, classNames, positiveIndex, parts } = options;
  invariant(codes.length === matrix.rowCount && parts.length === matrix.rowCount, 'rows do not match');
  const sharedCodes = new Int32Array(sharedBuffer(codes.length * 4));
  sharedCodes.set(codes);
  return {
    x: matrix.data,
    columnCount: matrix.columnCount,
    featureNames: matrix.featureNames,
    groups: matrix.groups,
    codes: sharedCodes,
    classNames,
    positiveIndex,
    train: shared(partRows(parts, PART.train)),
    validation: shared(partRows(parts, PART.validation)),
    test: shared(partRows(parts, PART.test)),
  };
}

/** Share of each class among these rows. Zeros when there are no rows. */
export function classShares(
  data: Pick<TrainingData, 'codes' | 'classNames'>,
  rows: Uint32Array,
): Float64Array<ArrayBuffer> {
  const shares = new Float64Array(data.classNames.length);
  for (const row of rows) {
    const code = data.codes[row] ?? -1;
    shares[code] = (shares[code] ?? 0) + 1;
  }
  return shares.map((count) => (rows.length === 0 ? 0 : count / rows.length));
}

function shared(rows: Uint32Array): Uint32Array {
  const copy = new Uint32Array(sharedBuffer(rows.length * 4));
  copy.set(rows);
  return copy;
}
