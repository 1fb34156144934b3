import { CoreError } from '../errors.ts';

/** A model's answers on one part of the data, rows in row-number order. */
export interface ScoredPart {
  /** Actual class of every row, as an index into the class names. */
  readonly labels: ArrayLike<number>;
  /** One array per class, in the order of the class names: the probability of that class for every row. */
  readonly probabilities: readonly Float64Array[];
}

/** One class against the rest: 1 where the label is `classIndex`, else 0. */
export function binaryLabels(labels: ArrayLike<number>, classIndex: number): Uint8Array {
  const result = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) result[i] = labels[i] === classIndex ? 1 : 0;
  return result;
}

/** Labels must be whole numbers from 0 to `classCount` - 1, as many as `rows`; otherwise INPUT_INVALID. */
export function checkLabels(labels: ArrayLike<number>, options: { rows: number; classCount: number }): void {
  if (labels.length !== options.rows) {
    throw new CoreError(
      'INPUT_INVALID',
      `${options.rows} scores but ${labels.length} labels; give one per row.`,
    );
  }
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? Number.NaN;
    if (!(label >= 0 && label < options.classCount && Number.isInteger(label))) {
      const last = options.classCount - 1;
      const message = `Label ${label} at position ${i} is no class index; use whole numbers from 0 to ${last}.`;
      throw new CoreError('INPUT_INVALID', message, { details: { position: i } });
    }
  }
}

/** Scores may be anything but NaN (infinities rank as such); otherwise INPUT_INVALID. */
export function checkScores(scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isNaN(scores[i])) continue;
    const message = `The score at position ${i} is NaN and cannot be ranked; check the model's output.`;
    throw new CoreError('INPUT_INVALID', message, { details: { position: i } });
  }
}

/** Probabilities must lie between 0 and 1 and have one array per class, equally long; otherwise INPUT_INVALID. */
export function checkProbabilities(probabilities: readonly ArrayLike<number>[], rows: number): void {
  for (const [index, column] of probabilities.entries()) {
    if (column.length !== rows) {
      const message = `Class ${index} has ${column.length} probabilities for ${rows} rows; give one per row.`;
      throw new CoreError('INPUT_INVALID', message);
    }
    for (let i = 0; i < rows; i++) {
      const value = column[i] ?? Number.NaN;
      if (value >= 0 && value <= 1) continue;
      const message = `The probability ${value} at position ${i} is not between 0 and 1; check the model's output.`;
      throw new CoreError('INPUT_INVALID', message, { details: { position: i } });
    }
  }
}
