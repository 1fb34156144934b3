import type { Column } from '../contract/dataset.ts';
import type { TargetView } from '../contract/views.ts';
import type { ColumnValues } from './column-values.ts';
import type { TargetClasses } from './target-classes.ts';
import { wilsonInterval } from './wilson.ts';

type Bin = TargetView['bins'][number];
type BinFacts = Pick<Bin, 'kind' | 'label' | 'low' | 'high'>;

/** Bins of a number or time, levels of a category, before "other" and "missing". */
const mostBins = 10;

/**
 * How often the positive class (the rarest, for more than two) occurs in each bin of a column, with Wilson's 95 %
 * interval, over rows with a label. Numbers and times with more than ten values are cut at deciles, equal values
 * never parted, so bins may be fewer and uneven; infinities lie in the outer bins. Categories show the ten most
 * frequent levels and the rest together. Empty bins are left out.
 */
export async function targetRates(options: {
  column: Column;
  target: TargetClasses;
  values: ColumnValues;
}): Promise<TargetView> {
  const { column, target, values } = options;
  const positive = target.positive ?? target.counts.indexOf(Math.min(...target.counts));
  const { codes, bins } = column.type === 'text' ? await levelBins(column, values) : await valueBins(options);
  const counts = new Float64Array(bins.length + 1);
  const positives = new Float64Array(bins.length + 1);
  for (const [row, label] of target.codes.entries()) {
    if (label < 0) continue;
    const code = codes[row] ?? -1;
    const bin = code < 0 ? bins.length : code;
    counts[bin] = (counts[bin] ?? 0) + 1;
    if (label === positive) positives[bin] = (positives[bin] ?? 0) + 1;
  }
  const missing: BinFacts = { kind: 'missing', label: 'missing', low: null, high: null };
  const hits = target.counts[positive] ?? 0;
  return {
    column: column.name,
    positiveClass: target.names[positive] ?? '',
    rows: target.labelled,
    rate: target.labelled === 0 ? null : hits / target.labelled,
    bins: [...bins, missing].flatMap((facts, i) => {
      const count = counts[i] ?? 0;
      return count === 0 ? [] : [{ ...facts, ...rateOf(positives[i] ?? 0, count) }];
    }),
  };
}

function rateOf(positives: number, count: number): Omit<Bin, keyof BinFacts> {
  const [intervalLow, intervalHigh] = wilsonInterval(positives, count);
  return { count, positives, rate: positives / count, intervalLow, intervalHigh };
}

interface Binning {
  /** Position in `bins` per row, -1 for missing. */
  readonly codes: Int32Array;
  readonly bins: readonly BinFacts[];
}

async function levelBins(column: Column, values: ColumnValues): Promise<Binning> {
  const { codes, names } = await values.levels(column);
  const shown = names.slice(0, names.length > mostBins + 1 ? mostBins : names.length);
  const bins = shown.map((label): BinFacts => ({ kind: 'level', label, low: null, high: null }));
  if (shown.length === names.length) return { codes, bins };
  const label = `${names.length - shown.length} other levels`;
  return {
    codes: codes.map((code) => Math.min(code, shown.length)),
    bins: [...bins, { kind: 'other', label, low: null, high: null }],
  };
}

async function valueBins(options: {
  column: Column;
  target: TargetClasses;
  values: ColumnValues;
}): Promise<Binning> {
  const { column, target, values } = options;
  const numbers = await values.numbers(column);
  const sorted = numbers
    .filter((value, row) => !Number.isNaN(value) && (target.codes[row] ?? -1) >= 0)
    .sort();
  const starts = binStarts(sorted);
  const codes = Int32Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : lastAtMost(starts, value)));
  const lows = new Float64Array(starts.length).fill(Number.POSITIVE_INFINITY);
  const highs = new Float64Array(starts.length).fill(Number.NEGATIVE_INFINITY);
  for (const value of sorted) {
    const bin = lastAtMost(starts, value);
    lows[bin] = Math.min(lows[bin] ?? value, value);
    highs[bin] = Math.max(highs[bin] ?? value, value);
  }
  const bins = starts.map((_, i): BinFacts => {
    const [low, high] = [lows[i] ?? Number.NaN, highs[i] ?? Number.NaN];
    const isOne = low === high;
    const label = isOne ? inWords(low, column) : `${inWords(low, column)} to ${inWords(high, column)}`;
    return { kind: isOne ? 'level' : 'range', label, low, high };
  });
  return { codes, bins };
}

/** The least value of each bin: every value when there are few, else the values at the deciles. */
function binStarts(sorted: Float64Array): number[] {
  const distinct: number[] = [];
  for (const value of sorted) {
    if (distinct.at(-1) !== value) distinct.push(value);
    if (distinct.length > mostBins) break;
  }
  if (distinct.length <= mostBins) return distinct;
  const cuts = Array.from(
    { length: mostBins },
    (_, k) => sorted[Math.floor((sorted.length * k) / mostBins)] ?? 0,
  );
  return [...new Set(cuts)];
}

/** The last bin that starts at or below the value; values below all lie in the first. */
function lastAtMost(starts: readonly number[], value: number): number {
  let bin = 0;
  while (bin + 1 < starts.length && (starts[bin + 1] ?? Number.POSITIVE_INFINITY) <= value) bin++;
  return bin;
}

function inWords(value: number, column: Column): string {
  if (column.type === 'boolean') return value === 1 ? 'true' : 'false';
  if (column.type !== 'date' && column.type !== 'timestamp') return String(Number(value.toPrecision(6)));
  if (!Number.isFinite(value)) return String(value);
  const moment = new Date(value * 1000);
  if (Number.isNaN(moment.getTime())) return String(value);
  const iso = moment.toISOString();
  return column.type === 'date' ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}
