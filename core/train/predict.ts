import { assertNever, CoreError } from '../errors.ts';
import type { RowsToScore, Scorer } from './learners/learner.ts';
import { logisticRegressionScorer } from './learners/logistic-regression.ts';
import { mlpScorer } from './learners/mlp.ts';
import { priorScorer } from './learners/prior.ts';
import { singleFeatureScorer } from './learners/single-feature.ts';
import { stratifiedRandomScorer } from './learners/stratified-random.ts';
import { type ModelFile, readModel, type SavedModel } from './model-file.ts';

/**
 * Class probabilities from a saved model: rows x classes, row-major, classes as in `model.json`. `x` is a row-major
 * feature matrix of the recipe that the model was trained with; `rows` are its 0-based rows. Needs no tfjs, and gives
 * the bytes that were stored when the model was trained. Throws INPUT_INVALID for files or features that do not fit.
 */
export async function predict(options: { files: readonly ModelFile[] } & RowsToScore): Promise<Float64Array> {
  const { files, ...input } = options;
  const model = readModel(files);
  const expected = model.header.featureNames.length;
  if (input.columnCount !== expected) {
    throw new CoreError(
      'INPUT_INVALID',
      `The model takes ${expected} features and was given ${input.columnCount}; use the recipe it was trained with.`,
      { details: { expected, given: input.columnCount } },
    );
  }
  return scorerOf(model)(input);
}

function scorerOf(model: SavedModel): Scorer {
  const { kind } = model.header;
  switch (kind) {
    case 'prior':
      return priorScorer(model);
    case 'stratified-random':
      return stratifiedRandomScorer(model);
    case 'single-feature':
      return singleFeatureScorer(model);
    case 'logistic-regression':
      return logisticRegressionScorer(model);
    case 'mlp':
      return mlpScorer(model);
    default:
      return assertNever(kind);
  }
}
