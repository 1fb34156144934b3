/** Made once: a format costs far more to make than to use. */
const wholeNumbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const longNumbers = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });
const shortNumbers = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** A count with thousands separated: 36,954. */
export function countText(count: number): string {
  return wholeNumbers.format(count);
}

/** A count with its noun: "1 row", "3 rows". */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** A share as a percentage: "85.4 %", "20 %"; more digits only where one would read as 0 or 100. */
export function percent(share: number): string {
  const value = share * 100;
  const fromEdge = Math.min(Math.abs(value), Math.abs(100 - value));
  if (fromEdge === 0) return `${value} %`;
  const digits = fromEdge >= 0.1 ? 1 : Math.min(8, 1 - Math.floor(Math.log10(fromEdge)));
  return `${Number(value.toFixed(digits))} %`;
}

/** A number with at most four significant digits, more for whole numbers, thousands separated. */
export function numberText(value: number): string {
  return (Number.isInteger(value) ? longNumbers : shortNumbers).format(value);
}

/** Texts in quotation marks, joined as in a sentence; past `limit` the rest is counted. */
export function quoted(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, limit).map((name) => `"${name}"`);
  if (names.length > limit) return `${shown.join(', ')} and ${counted(names.length - limit, 'other')}`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
