/**
 * Decimals that an uncertainty supports: two significant digits of `uncertainty` (half the width of an interval
 * or a standard error), at least 2 and at most 5 decimals; 3 where the uncertainty is zero or unknown.
 */
export function supportedDecimals(uncertainty: number | null): number {
  if (uncertainty === null || !(uncertainty > 0) || !Number.isFinite(uncertainty)) return 3;
  return Math.min(5, Math.max(2, 1 - Math.floor(Math.log10(uncertainty))));
}

/** A number with this many decimals, with a true minus sign; what rounds to zero has none. */
export function fixedText(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A count with commas between thousands. */
export function countText(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
