import type { ColumnFacts } from '../column-facts.ts';
import type { ProfileContext } from '../detector.ts';
import { perContext } from '../per-context.ts';
import { lowerBound } from '../quantile.ts';
import { type ClockChange, clockChanges } from './clock-changes.ts';

/** Moments that follow each other at an even pace. */
export interface Series {
  readonly facts: ColumnFacts;
  /** Different moments in seconds since 1970, ascending. */
  readonly moments: Float64Array;
  /** Rows per moment, and how many most moments have. */
  readonly counts: Float64Array;
  readonly usualCount: number;
  /** Median step between moments in seconds. */
  readonly step: number;
  /** Positions of moments that come later after the one before than any usual step. */
  readonly gaps: readonly number[];
  /** Positions of moments with more rows than usual. */
  readonly repeats: readonly number[];
  /** Hours that a clock skipped or ran through twice; gaps and repeats from that are not among the above. */
  readonly changes: readonly ClockChange[];
}

const day = 86_400;
const evenness = 0.15;
const periodicShare = 0.03;
const samePlace = 0.9;
const mostLengths = 10_000;

/** Every column that is a series, in file order. */
export const seriesColumns = perContext(async (context: ProfileContext): Promise<Series[]> => {
  const found: Series[] = [];
  for (const facts of context.columns) {
    const series = await seriesOf(context, facts);
    if (series !== null) found.push(series);
    await context.pause();
  }
  return found;
});

/**
 * The column as a series, or null when its moments come at no even pace: most steps must be usual and most moments
 * must have the same number of rows. Usual steps are as long as the median within 15 % (months), or come again and
 * again at the same time of day or on the same weekday (nights, weekends).
 */
async function seriesOf(context: ProfileContext, facts: ColumnFacts): Promise<Series | null> {
  const { thresholds } = context;
  const { type } = facts.column;
  if ((type !== 'date' && type !== 'timestamp') || facts.statistics.distinct < thresholds.seriesMoments)
    return null;
  const { moments, counts } = momentsOf(await context.values.sorted(facts.column));
  if (moments.length < thresholds.seriesMoments) return null;
  if (!mayBeEven(moments, thresholds.seriesRegular)) return null;
  const usualCount = mostCommon(counts);
  let even = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] === usualCount) even++;
  if (even < thresholds.seriesRegular * moments.length) return null;
  const steps = new Float64Array(moments.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = (moments[i + 1] ?? 0) - (moments[i] ?? 0);
  const lengths = lengthsOf(steps);
  if (lengths === null) return null;
  const step = medianOf(lengths, steps.length);
  if (mostUsual(lengths, step, steps.length) < thresholds.seriesRegular * steps.length) return null;
  const isUsual = usualSteps({ moments, steps, lengths, step });
  const usual = steps.reduce((sum, length) => sum + (isUsual(length) ? 1 : 0), 0);
  if (usual < thresholds.seriesRegular * steps.length) return null;
  const changes = clockChanges({ moments, counts, usualCount, step, isTimestamp: type === 'timestamp' });
  const isInChange = (moment: number) =>
    changes.some(({ start }) => moment >= start && moment < start + 3600);
  const isAfterChange = (at: number) =>
    changes.some(({ kind, start }) => kind === 'skipped' && lowerBound(moments, start) === at);
  const gaps: number[] = [];
  steps.forEach((length, i) => {
    if (length > thresholds.gapSteps * step && !isUsual(length) && !isAfterChange(i + 1)) gaps.push(i + 1);
  });
  const repeats = [...counts.keys()].filter(
    (at) => (counts[at] ?? 0) > usualCount && !isInChange(moments[at] ?? 0),
  );
  return { facts, moments, counts, usualCount, step, gaps, repeats, changes };
}

/** A span of time in its largest fitting unit: "10 minutes", "1 day". */
export function spanText(seconds: number): string {
  const units: readonly [string, number][] = [
    ['day', day],
    ['hour', 3600],
    ['minute', 60],
  ];
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', 1];
  const amount = Number((seconds / size).toFixed(1));
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** A moment as text: the day alone for dates. */
export function momentText(seconds: number, { column }: ColumnFacts): string {
  const text = new Date(seconds * 1000).toISOString();
  return column.type === 'date' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

function momentsOf(sorted: Float64Array): { moments: Float64Array; counts: Float64Array } {
  const moments = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) moments[size++] = sorted[i] ?? 0;
    counts[size - 1] = (counts[size - 1] ?? 0) + 1;
  }
  return { moments: moments.subarray(0, size), counts: counts.subarray(0, size) };
}

function mostCommon(counts: Float64Array): number {
  const sizes: number[] = [];
  let best = 1;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0;
    const size = (sizes[count] ?? 0) + 1;
    sizes[count] = size;
    if (size > (sizes[best] ?? 0)) best = count;
  }
  return best;
}

const windows = 40;
const windowSteps = 250;

/**
 * Whether a long series may have an even pace: false when, in stretches spread over all of it, the share of steps of
 * the commonest lengths is far below what an even pace needs.
 */
function mayBeEven(moments: Float64Array, needed: number): boolean {
  if (moments.length < 10 * windows * windowSteps) return true;
  const steps = new Float64Array(windows * windowSteps);
  for (let window = 0; window < windows; window++) {
    const start = Math.floor((window * (moments.length - windowSteps - 1)) / (windows - 1));
    for (let i = 0; i < windowSteps; i++)
      steps[window * windowSteps + i] = (moments[start + i + 1] ?? 0) - (moments[start + i] ?? 0);
  }
  const lengths = lengthsOf(steps) ?? new Map<number, number>();
  const middle = medianOf(lengths, steps.length);
  let usual = 0;
  for (const [length, count] of lengths) {
    if (isEvenStep(length, middle) || count >= (periodicShare / 2) * steps.length) usual += count;
  }
  return usual >= (needed / 2) * steps.length;
}

/** How often each length of a step occurs; null when there are too many to be a pace. */
function lengthsOf(steps: Float64Array): Map<number, number> | null {
  const lengths = new Map<number, number>();
  for (let i = 0; i < steps.length; ) {
    const length = steps[i] ?? 0;
    const start = i++;
    while (i < steps.length && steps[i] === length) i++;
    lengths.set(length, (lengths.get(length) ?? 0) + i - start);
    if (lengths.size > mostLengths) return null;
  }
  return lengths;
}

/** The upper median. */
function medianOf(lengths: ReadonlyMap<number, number>, total: number): number {
  let passed = 0;
  for (const [length, count] of [...lengths].sort((a, b) => a[0] - b[0])) {
    passed += count;
    if (passed > Math.floor(total / 2)) return length;
  }
  return 0;
}

/** Steps that are usual if all that come again and again do so at one time of day. */
function mostUsual(lengths: ReadonlyMap<number, number>, step: number, total: number): number {
  let most = 0;
  for (const [length, count] of lengths)
    if (isEvenStep(length, step) || count >= periodicShare * total) most += count;
  return most;
}

function isEvenStep(length: number, step: number): boolean {
  return Math.abs(length - step) <= evenness * step;
}

function usualSteps(options: {
  moments: Float64Array;
  steps: Float64Array;
  lengths: ReadonlyMap<number, number>;
  step: number;
}): (length: number) => boolean {
  const { moments, steps, lengths, step } = options;
  const isEven = (length: number) => isEvenStep(length, step);
  const periodic = new Set(
    [...lengths]
      .filter(([length, count]) => !isEven(length) && count >= periodicShare * steps.length)
      .map(([length]) => length)
      .filter((length) => comesAgain(moments, steps, length, step)),
  );
  return (length) => isEven(length) || periodic.has(length);
}

/** Whether steps of this length start at one time of day, or on one weekday. */
function comesAgain(moments: Float64Array, steps: Float64Array, length: number, step: number): boolean {
  const times = new Map<number, number>();
  const weekdays = new Map<number, number>();
  let total = 0;
  steps.forEach((own, i) => {
    if (own !== length) return;
    const start = moments[i] ?? 0;
    const [time, weekday] = [((start % day) + day) % day, Math.floor(start / day) % 7];
    times.set(time, (times.get(time) ?? 0) + 1);
    weekdays.set(weekday, (weekdays.get(weekday) ?? 0) + 1);
    total++;
  });
  const most = (counts: Map<number, number>) => Math.max(...counts.values());
  return most(weekdays) >= samePlace * total || (step < day && most(times) >= samePlace * total);
}
