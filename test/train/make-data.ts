import type { FeatureGroup } from '../../core/recipe/layout.ts';
import { createRng } from '../../core/shared/rng.ts';
import { makeTrainingData, type TrainingData } from '../../core/train/data.ts';

/** Training data from features and classes given row by row, parted 3 : 1 : 1 in turn. */
export function dataOf(
  rows: readonly { x: readonly number[]; code: number }[],
  options: { classes?: number; groups?: readonly FeatureGroup[] } = {},
): TrainingData {
  const { classes = 2 } = options;
  const columnCount = rows[0]?.x.length ?? 0;
  const data = new Float32Array(new SharedArrayBuffer(rows.length * columnCount * 4));
  data.set(rows.flatMap(({ x }) => x));
  const featureNames = Array.from({ length: columnCount }, (_, f) => `f${f}`);
  const groups =
    options.groups ??
    featureNames.map((column, f) => ({ column, kind: 'number' as const, start: f, end: f + 1 }));
  return makeTrainingData({
    matrix: { data, rowCount: rows.length, columnCount, featureNames, groups },
    codes: Int32Array.from(rows, ({ code }) => code),
    classNames: Array.from({ length: classes }, (_, k) => `class ${k}`),
    positiveIndex: classes === 2 ? 1 : null,
    parts: Uint8Array.from(rows, (_, i) => [0, 0, 0, 1, 2][i % 5] ?? 0),
  });
}

/** Classes whose mean lies `distance` apart along the first features; the other features are noise. */
export function blobs(options: {
  rowCount: number;
  columnCount: number;
  classes?: number;
  distance?: number;
  seed?: number;
}): TrainingData {
  const { rowCount, columnCount, classes = 2, distance = 1.5, seed = 1 } = options;
  const rng = createRng(seed);
  const rows = Array.from({ length: rowCount }, () => {
    const code = rng.integer(classes);
    const x = Array.from({ length: columnCount }, (_, f) => rng.normal() + (f === code ? distance : 0));
    return { x, code };
  });
  return dataOf(rows, { classes });
}

/** Mean log loss of probabilities (rows x classes) on these rows. */
export function logLossOf(probabilities: Float64Array, data: TrainingData, rows: Uint32Array): number {
  const classes = data.classNames.length;
  let sum = 0;
  for (const [i, row] of rows.entries()) {
    sum -= Math.log(probabilities[i * classes + (data.codes[row] ?? 0)] ?? 0);
  }
  return sum / rows.length;
}
