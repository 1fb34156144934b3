const dayMs = 86_400_000;
/** The last day that a JavaScript Date can hold, counted from 1970-01-01. */
const lastDay = 100_000_000;
const infiniteDay = 2 ** 31 - 1;
const infiniteTick = 2n ** 63n - 1n;

/** A day counted from 1970-01-01 as `YYYY-MM-DD`; years outside 0 to 9999 as ISO 8601 writes them, `+012345`. */
export function isoDate(day: number): string {
  if (day === infiniteDay) return 'infinity';
  if (day === -infiniteDay) return '-infinity';
  if (Math.abs(day) > lastDay) return `day ${day}`;
  const text = new Date(day * dayMs).toISOString();
  return text.slice(0, text.indexOf('T'));
}

/**
 * A time in UTC as `YYYY-MM-DDTHH:MM:SS`, with a fraction (without trailing zeros) where there is one.
 * `ticks` counts from 1970 in parts of a second.
 */
export function isoTimestamp(ticks: bigint, { perSecond }: { perSecond: bigint }): string {
  if (ticks === infiniteTick) return 'infinity';
  if (ticks === -infiniteTick) return '-infinity';
  const fraction = ((ticks % perSecond) + perSecond) % perSecond;
  const seconds = Number((ticks - fraction) / perSecond);
  const secondOfDay = ((seconds % 86_400) + 86_400) % 86_400;
  const date = isoDate((seconds - secondOfDay) / 86_400);
  const time = new Date(secondOfDay * 1000).toISOString().slice(11, 19);
  if (fraction === 0n) return `${date}T${time}`;
  const digits = String(fraction)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '');
  return `${date}T${time}.${digits}`;
}
