import { codesAt } from '../cells-at.ts';
import type { ProfileContext } from '../detector.ts';
import { sampledClasses } from '../feature-scores.ts';
import { inSharedMemory } from '../shared-memory.ts';
import { stratifiedFolds } from '../single-feature.ts';
import { type SampledColumn, type TableSample, tableSample, thinned } from '../table-sample.ts';
import type { TargetClasses } from '../target-classes.ts';
import { work } from '../threads.ts';
import { confidentLearning } from './confident-learning.ts';
import { designMatrix, isFeature } from './design-matrix.ts';
import { fitLogistic, predictLogistic } from './logistic-fit.ts';

/** Labels, and what a linear baseline that has not seen them makes of their rows. */
export interface OutOfFold {
  /** Rows x classes. */
  readonly probabilities: Float64Array;
  /** Class of each row, below `classes`. */
  readonly codes: Int32Array;
  readonly classes: number;
  readonly names: readonly string[];
  /** Row numbers, 1 for the first row of the table. */
  readonly rows: readonly number[];
}

const folds = 5;
const leastPerClass = 20;
const mostFeatures = 200;
/** Rows times features times outputs of one fit. */
const mostCells = 1_000_000;
/** How much surer all folds together may turn out than the first. */
const foldSlack = 0.1;

/**
 * Out-of-fold probabilities of a logistic regression on all features but identifiers and free text, by five folds
 * over a bounded number of labelled rows. Null when a class has fewer than 20 of them, nothing can be learnt from,
 * or the first fold shows that the baseline is far from as sure as `labelNoiseConfidence` asks.
 */
export async function outOfFoldLabels(
  context: ProfileContext,
): Promise<{ fitted: OutOfFold | null; sample: TableSample; looked: number }> {
  const sample = await tableSample(context);
  const target = sampledClasses(await context.targetClasses(), sample);
  const columns: SampledColumn[] = [];
  for (const column of sample.columns) {
    if (column.facts === context.targetColumn || !isFeature(column.facts)) continue;
    if ((await context.idReason(column.facts)) === null) columns.push(column);
  }
  const rows = labelledRows(target, affordableRows(context, columns.length, target.names.length));
  const found = Int32Array.from(rows, (row) => target.codes[row] ?? 0);
  const known = [...new Set(found)].sort((a, b) => a - b);
  const counts = known.map((code) => found.reduce((sum, own) => sum + (own === code ? 1 : 0), 0));
  const none = { fitted: null, sample, looked: rows.length };
  if (columns.length === 0 || known.length < 2 || Math.min(...counts) < leastPerClass) return none;
  const labels = { codes: found.map((code) => known.indexOf(code)), classes: known.length };
  const probabilities = await predictInFolds(context, { columns, rows, ...labels });
  if (probabilities === null) return none;
  const fitted = {
    ...labels,
    probabilities,
    names: known.map((code) => target.names[code] ?? ''),
    rows: Array.from(rows, (row) => sample.rows[row] ?? 0),
  };
  return { ...none, fitted };
}

function affordableRows({ thresholds }: ProfileContext, columns: number, classes: number): number {
  const width = Math.min(mostFeatures, 2 * columns) * (classes === 2 ? 1 : classes);
  return Math.max(1000, Math.min(thresholds.labelNoiseRows, mostCells / Math.max(1, width)));
}

function labelledRows({ codes }: TargetClasses, limit: number): Uint32Array {
  const labelled: number[] = [];
  codes.forEach((code, row) => {
    if (code >= 0) labelled.push(row);
  });
  return thinned(labelled.length, limit).map((position) => labelled[position] ?? 0);
}

async function predictInFolds(
  context: ProfileContext,
  options: { columns: readonly SampledColumn[]; rows: Uint32Array; codes: Int32Array; classes: number },
): Promise<Float64Array | null> {
  const { columns, rows, codes, classes } = options;
  const { threads } = context.values;
  const laidOut = designMatrix({ columns, rows, mostFeatures });
  const design = threads === undefined ? laidOut : { ...laidOut, cells: inSharedMemory(laidOut.cells) };
  const probabilities = new Float64Array(codes.length * classes);
  const target = { codes, names: { length: classes } };
  const foldOf = stratifiedFolds({ target, folds, rng: context.rng('target.label-noise') });
  const positions = Uint32Array.from(codes, (_, position) => position);
  for (let fold = 0; fold < folds; fold++) {
    const inside = positions.filter((position) => foldOf[position] !== fold);
    const outside = positions.filter((position) => foldOf[position] === fold);
    const task = { design, rows: inside, codes, classes };
    const weights =
      threads === undefined
        ? await fitLogistic({ ...task, pause: context.pause })
        : await work('logistic', task, { threads, signal: context.signal });
    const found = predictLogistic({ design, rows: outside, weights, classes });
    outside.forEach((position, i) => {
      probabilities.set(found.subarray(i * classes, (i + 1) * classes), position * classes);
    });
    if (fold > 0) continue;
    const own = codesAt(codes, outside);
    const { confidence } = confidentLearning({ probabilities: found, codes: own, classes });
    if (Math.min(...confidence) < context.thresholds.labelNoiseConfidence - foldSlack) return null;
  }
  return probabilities;
}
