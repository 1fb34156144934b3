import { rm } from 'node:fs/promises';
import type { BundleManifest, VerifyReport } from '../contract/bundle.ts';
import type { RunId } from '../contract/ids.ts';
import { CoreError } from '../errors.ts';
import type { BundleContents } from './check-contents.ts';
import { openBundle } from './open-bundle.ts';
import type { VerifyBundleOptions } from './verify-bundle.ts';

/** A bundle that passed every check, extracted. */
export interface VerifiedBundle extends BundleContents {
  readonly manifest: BundleManifest;
  /** A private folder with the files as in the archive; removed once `adopt` is done. */
  readonly directory: string;
}

export interface ImportBundleOptions extends VerifyBundleOptions {
  /** Whether the project has this run already. */
  readonly hasRun: (run: RunId) => Promise<boolean> | boolean;
  /** Takes the run into the project: moves or copies what it needs out of the folder. */
  readonly adopt: (bundle: VerifiedBundle) => Promise<void>;
}

/**
 * Verifies a bundle and hands the very files that were verified to `adopt`. A run that is there already is not
 * adopted again, so importing twice adds nothing. BUNDLE_MALFORMED when the file is no bundle, BUNDLE_CORRUPT when
 * a check fails; other errors as in `verifyBundle`. The private folder is removed in every case.
 */
export async function importBundle(
  options: ImportBundleOptions,
): Promise<{ report: VerifyReport; run: RunId; wasPresent: boolean }> {
  const { report, directory, contents } = await openBundle(options);
  try {
    const manifest = intactManifest(report);
    if (!contents) throw new Error('Invariant broken: an intact bundle has contents');
    const wasPresent = await options.hasRun(manifest.run);
    if (!wasPresent) await options.adopt({ ...contents, manifest, directory });
    return { report, run: manifest.run, wasPresent };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function intactManifest({ path, manifest, isIntact, checks }: VerifyReport): BundleManifest {
  const details = { path };
  const failure = checks.find((check) => check.status === 'fail');
  if (!manifest) {
    const reason = failure?.detail ?? 'It has no manifest.';
    throw new CoreError('BUNDLE_MALFORMED', `"${path}" cannot be imported. ${reason}`, { details });
  }
  if (isIntact) return manifest;
  const reason = failure ? `${failure.label}: ${failure.detail}` : 'A check failed.';
  const message = `"${path}" was changed or damaged and is not imported. ${reason} Ask its sender for it again.`;
  throw new CoreError('BUNDLE_CORRUPT', message, { details });
}
