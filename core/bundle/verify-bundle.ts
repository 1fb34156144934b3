import { rm } from 'node:fs/promises';
import type { VerifyReport } from '../contract/bundle.ts';
import type { DatasetVersion } from '../contract/dataset.ts';
import type { ExperimentSpec } from '../contract/experiment.ts';
import type { RunId } from '../contract/ids.ts';
import type { WorkEvent } from '../contract/job.ts';
import type { EvaluatePartsOptions, evaluateParts } from '../evaluate/evaluate-parts.ts';
import type { ScoredPart } from '../evaluate/scored-part.ts';
import { openBundle } from './open-bundle.ts';

/** What verification needs from outside: identities and Parquet are not this stage's own. */
export interface BundleReaders {
  /** The id that a run of this experiment by this engine version has. */
  readonly runIdOf: (spec: ExperimentSpec, engineVersion: string) => RunId;
  /** Predictions by learner key, rows in row-number order. */
  readonly readPredictions: (
    path: string,
    about: { classNames: readonly string[] },
  ) => Promise<ReadonlyMap<string, { validation: ScoredPart; test: ScoredPart }>>;
  /** The dataset version id, recomputed from all rows. */
  readonly hashData: (parquetPath: string, dataset: DatasetVersion) => Promise<string>;
  /** Computes a model's metrics, on another thread if need be; by default `evaluateParts` right here. */
  readonly evaluate?: (
    options: EvaluatePartsOptions,
  ) => Promise<ReturnType<typeof evaluateParts>> | ReturnType<typeof evaluateParts>;
}

export interface VerifyBundleOptions extends BundleReaders {
  readonly path: string;
  /** An existing folder; a private one is made in it and removed. It holds as much as the bundle for a while. */
  readonly temporaryDirectory: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: WorkEvent) => void;
}

/**
 * Checks a bundle: that its archive is well formed and every byte of it is as Assay writes it, every checksum,
 * the experiment and its run id, that the metrics follow from the predictions, and the data if it is included.
 * Any change of the file makes a check fail; someone who rewrites the whole bundle consistently is only found
 * by comparing `digest` with the sender. The contents of an archive that was changed are not looked into, so its
 * later checks are left out.
 * Rejects only when the file cannot be read (FILE_MISSING, FILE_NOT_A_FILE, FILE_UNREADABLE), the disk is full
 * or the work is stopped.
 */
export async function verifyBundle(options: VerifyBundleOptions): Promise<VerifyReport> {
  const { report, directory } = await openBundle(options);
  await rm(directory, { recursive: true, force: true });
  return report;
}
