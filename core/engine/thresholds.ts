import type { ThresholdOverrides } from '../contract/profile.ts';
import { CoreError } from '../errors.ts';
import { defaultThresholds, type Thresholds } from '../profile/thresholds.ts';
import { nearest } from '../shared/nearest.ts';
import { defaultSplitLimits, type SplitLimits } from '../split/checks/split-limits.ts';

/** Thresholds that somebody set, by the table that they are in. */
export interface SetThresholds {
  readonly profile: Partial<Thresholds>;
  readonly split: Partial<SplitLimits>;
}

/**
 * Sorts thresholds by the tables of detectors and of split checks. Throws OPTION_INVALID for a name that neither
 * has; it says which one was meant.
 */
export function setThresholds(overrides: ThresholdOverrides | undefined): SetThresholds {
  const profile: Partial<Record<string, number>> = {};
  const split: Partial<Record<string, number>> = {};
  for (const [name, value] of Object.entries(overrides ?? {})) {
    if (Object.hasOwn(defaultThresholds, name)) profile[name] = value;
    else if (Object.hasOwn(defaultSplitLimits, name)) split[name] = value;
    else throw unknown(name);
  }
  return { profile, split };
}

function unknown(name: string): CoreError {
  const known = [...Object.keys(defaultThresholds), ...Object.keys(defaultSplitLimits)];
  const close = nearest(name, known);
  return new CoreError(
    'OPTION_INVALID',
    `No threshold is called "${name}"; ${close === null ? 'docs/detectors.md lists them.' : `did you mean "${close}"?`}`,
    { details: { threshold: name } },
  );
}
