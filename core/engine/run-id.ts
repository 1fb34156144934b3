import type { ExperimentSpec } from '../contract/experiment.ts';
import { type RunId, runId } from '../contract/ids.ts';
import { canonicalJson, sha256 } from '../shared/canonical-json.ts';

/** The same experiment on the same data by the same engine has the same id: SHA-256 of all three, 32 hex digits. */
export function runIdOf(spec: ExperimentSpec, engineVersion: string): RunId {
  return runId.parse(sha256(canonicalJson({ engineVersion, spec })).slice(0, 32));
}
