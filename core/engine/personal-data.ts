import { performance } from 'node:perf_hooks';
import type { ExperimentSpec } from '../contract/experiment.ts';
import type { RunGate } from '../contract/export-gate.ts';
import type { RunId } from '../contract/ids.ts';
import type { Profile } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import { exportGate } from '../profile/export-gate.ts';
import { profileTable } from '../profile/profile.ts';
import { detectors } from '../profile/registry.ts';
import { listNames } from '../shared/suggest-name.ts';
import { getProfile } from '../store/profiles.ts';
import { findVersion } from '../store/versions.ts';
import { engineVersion } from '../version.ts';
import type { EngineContext } from './context.ts';
import { readRun } from './read-run.ts';

interface GateOptions {
  readonly run: RunId;
  readonly includeData: boolean;
  readonly signal?: AbortSignal;
}

/**
 * The export gate of a run. The checks for personal data are run where no profile of the data is known. A run whose
 * data is no longer in the project cannot be examined, though it holds levels that were learnt from it: its gate is not
 * clear.
 */
export async function gateOf(context: EngineContext, options: GateOptions): Promise<RunGate> {
  const { spec } = await readRun(context, options.run);
  if (!findVersion(context.project, spec.data.version)) {
    return { isClear: false, isExamined: false, findings: [] };
  }
  const profile = await personalDataProfile(context, spec, options.signal);
  const gate = exportGate({ profile, recipe: spec.recipe, includesData: options.includeData });
  return { ...gate, isExamined: true };
}

/** Throws PERSONAL_DATA, naming the columns or that there is no data to look at, when the run's gate is not clear. */
export async function refusePersonalData(context: EngineContext, options: GateOptions): Promise<void> {
  const { isClear, isExamined, findings } = await gateOf(context, options);
  if (isClear) return;
  if (!isExamined) {
    throw new CoreError(
      'PERSONAL_DATA',
      'The data of this run is gone, so it cannot be checked for personal data, and the bundle holds levels that the ' +
        'recipe learnt from it; load the same file again, or allow personal data (--allow-personal-data).',
      { details: { columns: null } },
    );
  }
  const counted = options.includeData ? findings : findings.filter(({ treatment }) => treatment === 'none');
  const columns = counted.map(({ column }) => column);
  const names = listNames(columns);
  const message = options.includeData
    ? `The data holds what looks like personal data in ${names}, and a bundle with data holds its rows as they were ` +
      'loaded, whatever the recipe drops or masks; leave the data out, or allow personal data (--allow-personal-data).'
    : `The model has learnt from what looks like personal data in ${names}, and the bundle holds values of it; drop ` +
      'or mask it in the recipe and run again, or allow personal data.';
  throw new CoreError('PERSONAL_DATA', message, { details: { columns: columns.join(', ') } });
}

async function personalDataProfile(
  context: EngineContext,
  { data: { version }, target }: ExperimentSpec,
  signal: AbortSignal | undefined,
): Promise<Pick<Profile, 'issues' | 'target'>> {
  for (const known of [target, null]) {
    const cached = getProfile(context.project, { version, target: known, engineVersion });
    if (cached) return { issues: cached.issues, target };
  }
  const checks = detectors.filter(({ id }) => id.startsWith('pii.'));
  if (checks.length === 0) return { issues: [], target };
  const { issues } = await profileTable({
    sql: await context.sql(),
    table: context.table(version),
    target: null,
    seed: 1,
    now: () => performance.now(),
    detectors: checks,
    signal,
  });
  return { issues, target };
}
