import type { Interval } from '../contract/evaluate.ts';
import { createRng } from '../shared/rng.ts';
import { averagePrecision } from './average-precision.ts';
import { differenceInterval, pairedResamples } from './paired-bootstrap.ts';
import { binaryLabels } from './scored-part.ts';

/** Two models' average precision on the same rows, and their difference b - a. Null where it is not defined. */
export interface AveragePrecisionDifference {
  readonly a: number | null;
  readonly b: number | null;
  readonly estimate: number | null;
  readonly interval: Interval | null;
}

/**
 * Average precision of two models on the same rows (macro over the classes that have rows, for more than two), with
 * the 95 % interval of b - a from 2,000 paired stratified resamples, fewer above the work budget. Not defined where
 * fewer than two classes have rows. The same arguments give the same interval.
 */
export function averagePrecisionDifference(options: {
  labels: ArrayLike<number>;
  classCount: number;
  positiveIndex: number | null;
  /** One array of probabilities per class. */
  a: readonly Float64Array[];
  b: readonly Float64Array[];
  seed: number;
}): AveragePrecisionDifference {
  const { labels, classCount, positiveIndex, a, b, seed } = options;
  const present = Array.from({ length: classCount }, (_, index) => index).filter((index) =>
    binaryLabels(labels, index).includes(1),
  );
  const classes = positiveIndex === null ? present : present.filter((index) => index === positiveIndex);
  if (present.length < 2 || classes.length === 0) return { a: null, b: null, estimate: null, interval: null };
  const score = (model: readonly Float64Array[]) =>
    classes.reduce((sum, index) => {
      return sum + averagePrecision(model[index] ?? new Float64Array(), binaryLabels(labels, index));
    }, 0) / classes.length;
  const [scoreA, scoreB] = [score(a), score(b)];
  const estimate = scoreB - scoreA;
  const { values } = pairedResamples({
    labels,
    classCount,
    classes,
    models: [b, a],
    resamples: 2000,
    rng: createRng(seed).derive('average precision difference'),
  });
  const [ofB = new Float64Array(), ofA = new Float64Array()] = values;
  const interval = differenceInterval({ a: ofB, b: ofA, estimate, level: 0.95 });
  return { a: scoreA, b: scoreB, estimate, interval };
}
