import type { Metrics } from '../contract/evaluate.ts';
import type { DatasetVersionId, RunId } from '../contract/ids.ts';
import type { TargetSpec } from '../contract/profile.ts';

/** One model of a run, with its answers on the test rows. */
export interface ComparedModel {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  /** True when the experiment named the model, so that sentences use that name. */
  readonly hasOwnName?: boolean;
  readonly isBaseline: boolean;
  /** Metrics on test. */
  readonly metrics: Metrics;
  readonly fitMs: number | null;
  readonly sizeBytes: number;
  /** Place in the order of complexity, lower is simpler; by default that of the kind. */
  readonly complexity?: number;
  /** One array per class over the test rows, in row-number order. */
  readonly probabilities: readonly Float64Array[];
}

/** A run as it enters a comparison. Runs whose data, target and test part agree share their test rows. */
export interface ComparedRun {
  readonly run: RunId;
  readonly runName: string;
  readonly version: DatasetVersionId;
  readonly target: TargetSpec;
  /** Digest of the split: equal digests mean equal parts. */
  readonly digest: string;
  readonly classNames: readonly string[];
  readonly positiveIndex: number | null;
  /** Actual class of every test row. */
  readonly labels: ArrayLike<number>;
  readonly models: readonly ComparedModel[];
}
