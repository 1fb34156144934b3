/** What became of a suite's tests. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string | null }[];
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/** The lines that end a test run: every skipped test with its reason, then the counts alone on the last line. */
export function tallyLines({ passed, failed, skipped }: Tally): string[] {
  const counts = `${passed} passed, ${failed} failed`;
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name}: ${reason ?? 'NO REASON GIVEN'}`),
    skipped.length === 0 ? counts : `${counts}, ${skipped.length} skipped`,
  ];
}

/** A run is good when something ran, nothing failed, and nothing was skipped without a reason. */
export function isGood({ passed, failed, skipped }: Tally): boolean {
  return passed > 0 && failed === 0 && skipped.every(({ reason }) => reason !== null);
}
