import type { ThresholdOverrides } from '../core/contract/profile.ts';
import { UsageError } from './usage-error.ts';

/** Thresholds from texts of the form NAME=VALUE; of one name the last counts. Throws UsageError for another form. */
export function thresholdsOf(
  given: readonly string[] | undefined,
  verb: string,
): ThresholdOverrides | undefined {
  if (!given) return undefined;
  return Object.fromEntries(
    given.map((text) => {
      const [, name = '', number = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
      const value = Number(number);
      if (name.trim() === '' || number.trim() === '' || !Number.isFinite(value)) {
        throw new UsageError(
          `"${text}" is no --threshold; give a name and a number, such as outlierZ=8.`,
          verb,
        );
      }
      return [name.trim(), value];
    }),
  );
}
