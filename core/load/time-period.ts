import { timeForm } from '../contract/time-text.ts';
import { CoreError } from '../errors.ts';

/** A stretch of time in milliseconds since 1970 (UTC): `from` belongs to it, `until` does not. */
export interface TimePeriod {
  readonly from: number;
  readonly until: number;
}

/**
 * The year, month, day, hour, minute, second or millisecond that a text names: `2024-05` is all of May 2024.
 * Throws OPTION_INVALID for what is none, such as a 13th month or a 30th of February.
 */
export function timePeriod(text: string): TimePeriod {
  const [, ...written] = timeForm.exec(text) ?? [];
  const given = written.filter((part) => part !== undefined);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = given.slice(0, 6).map(Number);
  const fraction = given[6];
  const parts = [year, month - 1, day, hour, minute, second, fraction ? Number(fraction.padEnd(3, '0')) : 0];
  const from = moment(parts);
  const isReal = given.length > 0 && sameParts(from, parts);
  if (!isReal) {
    throw new CoreError(
      'OPTION_INVALID',
      `"${text}" is no date; write it as 2024-05-17, 2024-05 or 2024-05-17 10:30.`,
      { details: { value: text } },
    );
  }
  if (fraction !== undefined) return { from, until: from + 10 ** (3 - fraction.length) };
  const last = given.length - 1;
  const next = parts.map((part, i) => (i === last ? part + 1 : part));
  return { from, until: moment(next) };
}

/** Years below 100 are what they say, not of the 20th century. */
function moment([year = 0, month = 0, day = 1, ...clock]: readonly number[]): number {
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = clock;
  const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second, millisecond));
  const clockMs = date.getTime() - Date.UTC(2000, 0, 1);
  return new Date(0).setUTCFullYear(year, month, day) + clockMs;
}

/** Whether a moment has these parts, so that none of them ran over. */
function sameParts(at: number, parts: readonly number[]): boolean {
  const date = new Date(at);
  const own = [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ];
  return own.every((part, i) => part === parts[i]);
}
