/** Numbers and sizes in words. One rounding for sentences, tables and charts. */

const empty = '–';

/** Made once: a format costs far more to make than to use, and a grid shows thousands of numbers. */
const formats = {
  count: new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }),
  whole: new Intl.NumberFormat('en-US'),
  tenths: new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }),
  fourDigits: new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 }),
  short: new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 }),
};

/** A whole number with thousands separators: 45,211. */
export function formatCount(value: number): string {
  return formats.count.format(value);
}

/** `1 row`, `45,211 rows`. */
export function formatPlural(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** A score between 0 and 1 with three decimals; an en dash where it is not defined. */
export function formatScore(value: number | null | undefined, decimals = 3): string {
  return value === null || value === undefined || Number.isNaN(value)
    ? empty
    : minus(value.toFixed(decimals));
}

/**
 * Decimals that an interval of this width supports: the width's second significant digit is the last one worth
 * showing, from 1 to 4.
 */
export function decimalsFor(low: number, high: number): number {
  const width = Math.abs(high - low);
  if (!Number.isFinite(width) || width === 0) return 3;
  return Math.min(4, Math.max(1, 1 - Math.floor(Math.log10(width))));
}

/** An estimate with as many digits as its interval supports. */
export function formatEstimate(value: number | null, interval: { low: number; high: number } | null): string {
  return formatScore(value, interval ? decimalsFor(interval.low, interval.high) : 3);
}

/** `0.422 to 0.479`, with the digits that its width supports. */
export function formatInterval(interval: { low: number; high: number } | null): string {
  if (!interval) return empty;
  const decimals = decimalsFor(interval.low, interval.high);
  return `${minus(interval.low.toFixed(decimals))} to ${minus(interval.high.toFixed(decimals))}`;
}

/** A share as a percentage. Small shares keep a digit that says something; none and all are told apart. */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return empty;
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent < 0.01) return '< 0.01 %';
  if (percent > 99.99) return '> 99.99 %';
  const decimals = percent < 0.1 ? 2 : percent < 10 || percent > 99 ? 1 : percent % 1 === 0 ? 0 : 1;
  return `${percent.toFixed(percent > 99.9 ? 2 : decimals)} %`;
}

/** Any number in four significant digits, with separators and a real minus sign. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return empty;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return minus(formats.whole.format(value));
  if (size !== 0 && (size < 1e-4 || size >= 1e15))
    return minus(value.toExponential(2).replace('e', ' × 10^'));
  const format = size < 1000 ? formats.fourDigits : size < 10_000 ? formats.tenths : formats.count;
  return minus(format.format(value));
}

/** A number where there is little room: three significant digits and a letter from 10,000 on, 23.8K, 2.95M. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (!(size >= 10_000 && size < 1e15)) return formatNumber(value);
  return minus(formats.short.format(value));
}

/** Bytes as 812 B, 3.6 MB, … in powers of 1,000. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A length of time as 40 ms, 1.4 s, 2 min 5 s, 1 h 3 min. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return empty;
  if (ms < 100) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An ISO time as `22 Nov 2026, 07:30` in the local time zone. */
export function formatTime(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/**
 * From one ISO moment to another in at most 19 characters, no finer than their distance needs: `2021-03 to 2023-11`,
 * `2021-03-05 to 06-14`, `10:30 to 18:05`. Two moments of one minute give the day alone.
 */
export function formatSpan(from: string, to: string): string {
  const [fromDay, toDay] = [from.slice(0, 10), to.slice(0, 10)];
  if (fromDay.slice(0, 4) !== toDay.slice(0, 4)) return `${fromDay.slice(0, 7)} to ${toDay.slice(0, 7)}`;
  if (fromDay !== toDay) return `${fromDay} to ${toDay.slice(5)}`;
  const [fromTime, toTime] = [from.slice(11, 16), to.slice(11, 16)];
  return fromTime === toTime ? fromDay : `${fromTime} to ${toTime}`;
}

/** A text in which a number and its percent sign stay on one line. */
export function keepUnits(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%');
}

/** The first seven digits of a hash. */
export function shortId(id: string): string {
  return id.slice(0, 7);
}

/** Names as a list in words: `a, b and c`; past `limit` the rest is counted. */
export function formatList(names: readonly string[], limit = 4): string {
  const shown = names.length > limit ? [...names.slice(0, limit), `${names.length - limit} more`] : names;
  const last = shown.at(-1);
  return shown.length < 2 ? (last ?? '') : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** A target in words: `y = yes`, `Damage ≠ None`. */
export function formatTarget(target: { column: string; positive?: string | { not: string } }): string {
  if (target.positive === undefined) return target.column;
  return typeof target.positive === 'string'
    ? `${target.column} = ${target.positive}`
    : `${target.column} ≠ ${target.positive.not}`;
}

function minus(text: string): string {
  return text.replace(/^-/, '−').replace('^-', '^−');
}

/** The text with a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
