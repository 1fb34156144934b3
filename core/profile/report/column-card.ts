import { histogramWords } from '../../contract/histogram-words.ts';
import type { ColumnStatistics } from '../../contract/profile.ts';
import { shownHistogram } from '../../contract/shown-histogram.ts';
import { countText, percent } from '../phrase.ts';
import { histogramSvg, shareSvg } from './charts.ts';
import { cellHtml, figure, momentHtml, shown } from './html.ts';
import type { ReportLimits } from './limits.ts';

/** One column with all of its figures, its chart or values, and the shapes of its texts. */
export function columnCard(options: {
  statistics: ColumnStatistics;
  rowCount: number;
  limits: ReportLimits;
}): string {
  const { statistics, rowCount, limits } = options;
  const { column, count, missing, distinct, numeric, text, time } = statistics;
  const figures: [string, string][] = [
    ['Filled', countText(count)],
    ['Missing', missing === 0 ? '0' : `${countText(missing)} (${percent(missing / rowCount)})`],
    ['Distinct', countText(distinct)],
    ...(numeric ? numberFigures(numeric) : []),
    ...(time ? timeFigures(time) : []),
  ];
  if (text) figures.push(['Length', `${countText(text.minLength)} to ${countText(text.maxLength)}`]);
  const rows = figures.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('');
  return `<section class="card" id="c${column.index}" aria-labelledby="n${column.index}"><div class="head"><h3 id="n${column.index}">${shown(column.name, limits.characters)}</h3><span class="small">${column.type}</span></div>${chart(statistics, limits)}${text ? shapesTable(text.shapes, { count, limits }) : ''}<dl class="figures">${rows}</dl></section>`;
}

function numberFigures(numeric: NonNullable<ColumnStatistics['numeric']>): [string, string][] {
  const { zeros, infinite } = numeric;
  const listed = (...values: number[]) => values.map(figure).join(' · ');
  const figures: [string, string][] = [
    ['Mean', figure(numeric.mean)],
    ['Standard deviation', figure(numeric.standardDeviation)],
    ['Least', figure(numeric.min)],
    ['Percentiles 1 and 5', listed(numeric.percentile1, numeric.percentile5)],
    ['Quartiles', listed(numeric.firstQuartile, numeric.median, numeric.thirdQuartile)],
    ['Percentiles 95 and 99', listed(numeric.percentile95, numeric.percentile99)],
    ['Greatest', figure(numeric.max)],
  ];
  if (zeros > 0) figures.push(['Zeros', countText(zeros)]);
  if (infinite > 0) figures.push(['Infinite', countText(infinite)]);
  return figures;
}

function timeFigures({ min, max, spread }: NonNullable<ColumnStatistics['time']>): [string, string][] {
  const quartiles: [string, string][] = spread
    ? [
        ['First quartile', momentHtml(spread.firstQuartile)],
        ['Median', momentHtml(spread.median)],
        ['Third quartile', momentHtml(spread.thirdQuartile)],
      ]
    : [];
  return [['First', momentHtml(min)], ...quartiles, ['Last', momentHtml(max)]];
}

/** The commonest shapes of texts; nothing where none is known. */
function shapesTable(
  shapes: NonNullable<ColumnStatistics['text']>['shapes'],
  { count, limits }: { count: number; limits: ReportLimits },
): string {
  if (shapes.length === 0) return '';
  const rows = shapes
    .slice(0, limits.values)
    .map(
      ({ shape, count: times }) =>
        `<tr><th scope="row">${cellHtml(shape, limits.characters)}</th>${share(times, count)}</tr>`,
    );
  return `<table><caption>Common shapes: A a capital, a another letter, a+ several, 9 a digit</caption><tbody>${rows.join('')}</tbody></table>`;
}

function chart(statistics: ColumnStatistics, limits: ReportLimits): string {
  const { column, distinct, top, count } = statistics;
  const histogram = shownHistogram(statistics, figure);
  if (histogram) {
    const label = `Histogram of ${shown(column.name, limits.characters)}`;
    const svg = histogramSvg({ counts: histogram.counts, label });
    return `<figure>${svg}<figcaption>${histogramWords(histogram, countText)}.</figcaption></figure>`;
  }
  if (count === 0) return '<p class="small">No cell is filled.</p>';
  if ((top[0]?.count ?? 0) <= 1) return '<p class="small">Every value stands in one row.</p>';
  const listed = top.slice(0, limits.values);
  const rest = distinct - listed.length;
  const rows = listed.map(
    ({ value, count: times }) =>
      `<tr><th scope="row">${cellHtml(value, limits.characters)}</th>${share(times, count)}</tr>`,
  );
  const caption = rest > 0 ? `The most frequent values; ${countText(rest)} more` : 'All values';
  return `<table><caption>${caption}</caption><tbody>${rows.join('')}</tbody></table>`;
}

/** Cells of a table: a share of filled cells as a bar, the cells, the share as a percentage. */
function share(times: number, count: number): string {
  return `<td>${shareSvg(times / count)}</td><td class="n">${countText(times)}</td><td class="n">${percent(times / count)}</td>`;
}
