import { histogramWords } from '../../core/contract/histogram-words.ts';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { shownHistogram } from '../../core/contract/shown-histogram.ts';
import { cellText, shortText } from './cell-words.ts';
import { formatCount, formatNumber, formatPercent, formatPlural } from './format.ts';

/** Characters of a value that a sentence quotes. */
const mostValue = 40;

/** What the bars of a column's chart show, in a sentence without its full stop; empty where there is nothing to show. */
export function chartWords(statistics: ColumnStatistics): string {
  if (statistics.count === 0) return 'No cell is filled';
  const histogram = shownHistogram(statistics, formatNumber);
  if (histogram) return histogramWords(histogram, formatCount);
  const shapes = isEachOnce(statistics) ? shapeWords(statistics) : '';
  return [topWords(statistics), shapes].filter((words) => words !== '').join('. ');
}

/** The most frequent values in words: how many there are, and which stands in how many rows. */
export function topWords({ top, distinct, count }: ColumnStatistics): string {
  const [first] = top;
  if (!first) return '';
  const values = formatPlural(distinct, 'distinct value');
  if (distinct === 1) return `One value, ${valueText(first.value)}, in ${formatPlural(first.count, 'row')}`;
  if (first.count <= 1) return `${values}, each in one row`;
  const named = top.slice(0, 3).map(({ value, count: times }, i) => {
    const share = `${formatCount(times)}${i === 0 ? ' rows' : ''} (${formatPercent(times / count)})`;
    return `${valueText(value)} in ${share}`;
  });
  return `${values}; most frequent ${named.join(', ')}`;
}

/** Whether there are several values, each in one row: what is most frequent then says nothing. */
export function isEachOnce({ top }: ColumnStatistics): boolean {
  return top.length > 1 && (top[0]?.count ?? 0) <= 1;
}

/** The commonest shapes of a column's texts in words; empty where none is known. */
export function shapeWords({ text, count }: ColumnStatistics): string {
  const shapes = text?.shapes ?? [];
  const [first] = shapes;
  if (!first) return '';
  if (first.count === count) return `All cells have the shape ${first.shape}`;
  const named = shapes
    .slice(0, 3)
    .map(({ shape, count: times }) => `${shape} in ${formatCount(times)} (${formatPercent(times / count)})`);
  return `${shapes.length === 1 ? 'Commonest shape' : 'Commonest shapes'} ${named.join(', ')}`;
}

function valueText(value: ColumnStatistics['top'][number]['value']): string {
  return value === '' ? 'an empty text' : `“${shortText(cellText(value), mostValue)}”`;
}
