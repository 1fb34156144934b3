/** A number that a finding hangs on. */
export interface Threshold {
  /** Detectors that use it. */
  readonly detectors: readonly string[];
  readonly value: number;
  readonly meaning: string;
}

/** A threshold for the table. */
export function threshold(detectors: readonly string[], value: number, meaning: string): Threshold {
  return { detectors, value, meaning };
}
