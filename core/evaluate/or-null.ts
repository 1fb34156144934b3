/** The number, or null where it is undefined or infinite, since metrics travel as JSON. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
