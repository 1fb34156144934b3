import { lowerBound } from '../quantile.ts';

/** A local hour that summer time skipped, or that ran twice when it ended. */
export interface ClockChange {
  readonly kind: 'skipped' | 'doubled';
  /** Start of that hour as the clock shows it, in seconds since 1970. */
  readonly start: number;
}

/** When clocks change: the `nth` Sunday of a month (-1 for the last), and the local hour skipped or doubled. */
interface Rule {
  readonly month: number;
  readonly nth: number;
  readonly hour: number;
  readonly kind: ClockChange['kind'];
}

/** Pairs of rules in force: the European Union by zone, North America, Australia, New Zealand. */
const zones: readonly (readonly [Rule, Rule])[] = [
  ...[1, 2, 3].map((hour): readonly [Rule, Rule] => [
    { month: 3, nth: -1, hour, kind: 'skipped' },
    { month: 10, nth: -1, hour, kind: 'doubled' },
  ]),
  [
    { month: 3, nth: 2, hour: 2, kind: 'skipped' },
    { month: 11, nth: 1, hour: 1, kind: 'doubled' },
  ],
  [
    { month: 10, nth: 1, hour: 2, kind: 'skipped' },
    { month: 4, nth: 1, hour: 2, kind: 'doubled' },
  ],
  [
    { month: 9, nth: -1, hour: 2, kind: 'skipped' },
    { month: 4, nth: 1, hour: 2, kind: 'doubled' },
  ],
];

const hourSeconds = 3600;

/**
 * Hours of an even series of an hour's step or less at which a clock was changed: hours without a moment while
 * the steps around go on, and hours of moments that all have twice the rows, where a zone's rules put them. The zone
 * that explains most is taken; it must explain at least half of its changes within the series.
 */
export function clockChanges(series: {
  moments: Float64Array;
  counts: Float64Array;
  usualCount: number;
  step: number;
  isTimestamp: boolean;
}): ClockChange[] {
  const { moments, step, isTimestamp } = series;
  if (!isTimestamp || step > hourSeconds || step <= 0) return [];
  const first = moments[0] ?? 0;
  const last = moments.at(-1) ?? 0;
  let best: ClockChange[] = [];
  for (const rules of zones) {
    const due = rules.flatMap((rule) =>
      yearsBetween(first, last)
        .map((year) => ({ kind: rule.kind, start: startOf(rule, year) }))
        .filter(({ start }) => start - step >= first && start + hourSeconds + step <= last),
    );
    const found = due.filter((change) => isSeen(series, change));
    if (found.length > best.length && found.length >= due.length / 2) best = found;
  }
  return best.sort((a, b) => a.start - b.start);
}

function isSeen(
  { moments, counts, usualCount, step }: Parameters<typeof clockChanges>[0],
  { kind, start }: ClockChange,
): boolean {
  const from = lowerBound(moments, start);
  const to = lowerBound(moments, start + hourSeconds);
  if (kind === 'skipped') {
    const [before = -Infinity, after = Infinity] = [moments[from - 1], moments[from]];
    return from === to && start - before <= step && after - (start + hourSeconds) < step;
  }
  const inside = counts.subarray(from, to);
  return inside.length > 0 && inside.every((count) => count === 2 * usualCount);
}

function yearsBetween(first: number, last: number): number[] {
  const year = (seconds: number) => new Date(seconds * 1000).getUTCFullYear();
  return Array.from({ length: Math.min(400, year(last) - year(first) + 1) }, (_, i) => year(first) + i);
}

function startOf({ month, nth, hour }: Rule, year: number): number {
  const day =
    nth > 0
      ? 1 + ((7 - new Date(Date.UTC(year, month - 1, 1)).getUTCDay()) % 7) + 7 * (nth - 1)
      : lastDay(year, month) - new Date(Date.UTC(year, month - 1, lastDay(year, month))).getUTCDay();
  return Date.UTC(year, month - 1, day, hour) / 1000;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
