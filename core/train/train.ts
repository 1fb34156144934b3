import type { LearnerSpec } from '../contract/experiment.ts';
import type { EpochEvent } from '../contract/job.ts';
import { assertNever, CoreError } from '../errors.ts';
import { createRng } from '../shared/rng.ts';
import type { TrainingData } from './data.ts';
import { learnerName } from './kinds.ts';
import type { Epoch, FitOptions, Fitted } from './learners/learner.ts';
import { fitLogisticRegression } from './learners/logistic-regression.ts';
import { fitMlp } from './learners/mlp.ts';
import { fitPrior } from './learners/prior.ts';
import { fitSingleFeature } from './learners/single-feature.ts';
import { fitStratifiedRandom } from './learners/stratified-random.ts';
import { type ModelFile, writeModel } from './model-file.ts';
import { predict } from './predict.ts';

/** What a worker is asked to do. */
export interface TrainTask {
  readonly learner: LearnerSpec;
  /** Key of the learner in its run: names it in events. */
  readonly key: string;
  readonly data: TrainingData;
  /** Seed of the experiment; each kind of learner derives its own. */
  readonly seed: number;
}

/** A fitted model and its predictions. Probabilities are rows x classes, row-major, rows as in the data's part. */
export interface TrainedModel {
  readonly files: readonly ModelFile[];
  readonly validationProbabilities: Float64Array;
  readonly testProbabilities: Float64Array;
  readonly history: readonly Epoch[];
  readonly summary: string;
  /** "js" or "wasm". */
  readonly backend: string;
  /** Bytes of all files together. */
  readonly sizeBytes: number;
}

/**
 * Fits one learner on the training part and scores the validation and test parts with the files that it is saved as,
 * so that a model read back gives the same bytes. The validation part serves only early stopping and the choice of
 * the single feature; the test part serves nothing but scoring. The same task gives the same bytes.
 * Throws TRAINING_DIVERGED, and CANCELLED on abort.
 */
export async function trainLearner(
  options: TrainTask & { signal?: AbortSignal; onEvent?: (event: EpochEvent) => void },
): Promise<TrainedModel> {
  const { learner, key, data, seed, signal, onEvent } = options;
  const fitted = await fitLearner(learner, {
    data,
    rng: createRng(seed).derive(`train ${learner.kind}`),
    signal,
    onEpoch: (line, maxEpochs) => onEvent?.({ kind: 'epoch', learner: key, ...line, maxEpochs }),
  });
  const { classNames, positiveIndex, featureNames } = data;
  const files = writeModel(
    {
      kind: learner.kind,
      classNames: [...classNames],
      positiveIndex,
      featureNames: [...featureNames],
      parameters: fitted.parameters,
    },
    fitted.arrays,
  );
  const score = async (rows: Uint32Array) => {
    const p = await predict({ files, x: data.x, columnCount: data.columnCount, rows });
    if (!p.every(Number.isFinite)) throw notFinite(learner);
    return p;
  };
  return {
    files,
    validationProbabilities: await score(data.validation),
    testProbabilities: await score(data.test),
    history: fitted.history,
    summary: fitted.summary,
    backend: fitted.backend,
    sizeBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

function notFinite(learner: LearnerSpec): CoreError {
  return new CoreError(
    'TRAINING_DIVERGED',
    `${learnerName(learner)} gave probabilities that are no numbers; set scale to standard in the recipe.`,
    { details: { kind: learner.kind } },
  );
}

function fitLearner(
  spec: LearnerSpec,
  common: Omit<FitOptions<LearnerSpec['kind']>, 'spec'>,
): Promise<Fitted> {
  switch (spec.kind) {
    case 'prior':
      return fitPrior({ ...common, spec });
    case 'stratified-random':
      return fitStratifiedRandom({ ...common, spec });
    case 'single-feature':
      return fitSingleFeature({ ...common, spec });
    case 'logistic-regression':
      return fitLogisticRegression({ ...common, spec });
    case 'mlp':
      return fitMlp({ ...common, spec });
    default:
      return assertNever(spec);
  }
}
