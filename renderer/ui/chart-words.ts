import { histogramWords } from '../../core/contract/histogram-words.ts';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { cellText } from './cell-text.tsx';
import { formatCount, formatNumber, formatPercent, formatPlural } from './format.ts';

/** What the bars of a column's chart show, in a sentence without its full stop; empty where there is nothing to show. */
export function chartWords(statistics: ColumnStatistics): string {
  const { numeric, distinct, count } = statistics;
  if (count === 0) return 'No cell is filled';
  if (numeric && numeric.histogram.counts.length > 1 && distinct > 2) {
    return histogramWords(numeric.histogram, { count: formatCount, number: formatNumber });
  }
  return topWords(statistics);
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

function valueText(value: ColumnStatistics['top'][number]['value']): string {
  return value === '' ? 'an empty text' : `“${cellText(value)}”`;
}
