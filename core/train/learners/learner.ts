import type { LearnerKind, LearnerSpec } from '../../contract/experiment.ts';
import type { Rng } from '../../shared/rng.ts';
import type { TrainingData } from '../data.ts';
import type { ModelArray } from '../model-file.ts';

/** One line of a training history. Losses are mean log losses per row, without the penalty. */
export interface Epoch {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
}

/** What a learner gets to fit a model. All randomness comes from `rng`, which is the learner's own. */
export interface FitOptions<Kind extends LearnerKind> {
  readonly spec: LearnerSpec & { kind: Kind };
  readonly data: TrainingData;
  readonly rng: Rng;
  readonly signal?: AbortSignal;
  readonly onEpoch: (epoch: Epoch, maxEpochs: number) => void;
}

/** A fitted model as it is saved: small parameters as JSON, arrays in binary. */
export interface Fitted {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly arrays: readonly ModelArray[];
  readonly history: readonly Epoch[];
  /** What the model is, in a few words. */
  readonly summary: string;
  /** What computed it: "js" or "wasm". */
  readonly backend: string;
}

/** Rows of a row-major feature matrix to be scored. */
export interface RowsToScore {
  readonly x: Float32Array;
  readonly columnCount: number;
  /** 0-based rows of the matrix, in the order of the result. */
  readonly rows: Uint32Array;
}

/** Class probabilities, rows x classes, row-major. */
export type Scorer = (input: RowsToScore) => Float64Array;
