import type { ColumnStatistics, Issue } from '../../contract/profile.ts';
import { counted, countText, percent } from '../phrase.ts';
import { columnCard } from './column-card.ts';
import { cellHtml, figure, momentHtml, shown } from './html.ts';
import type { ReportLimits } from './limits.ts';

/**
 * A line per column, and for the first of them a card with all figures and a chart. Where there are more columns
 * than cards, those that issues name come first. What is left out is said.
 */
export function columnsSection(options: {
  columns: readonly ColumnStatistics[];
  issues: readonly Issue[];
  rowCount: number;
  limits: ReportLimits;
}): string {
  const { columns, issues, rowCount, limits } = options;
  const detailed = new Set(chooseDetailed(columns, issues, limits.details));
  const lines = columns.slice(0, limits.lines);
  const notes = [
    lines.length < columns.length
      ? `The first ${countText(lines.length)} of ${counted(columns.length, 'column')} are listed.`
      : '',
    detailed.size < columns.length
      ? `${counted(detailed.size, 'column')} stand with all figures below, those that issues name first.`
      : '',
  ].filter((note) => note !== '');
  const cards = columns
    .filter((each) => detailed.has(each))
    .map((statistics) => columnCard({ statistics, rowCount, limits }));
  return `<section aria-labelledby="columns"><h2 id="columns">Columns</h2>${notes.length > 0 ? `<p class="small">${notes.join(' ')}</p>` : ''}
<div class="scroll" tabindex="0" role="region" aria-label="All columns"><table><caption>What each column holds</caption><thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col" class="n">Missing</th><th scope="col" class="n">Distinct</th><th scope="col">Values</th></tr></thead><tbody>
${lines.map((each) => line(each, { isDetailed: detailed.has(each), rowCount, limits })).join('\n')}
</tbody></table></div>
<h2 id="details">Column by column</h2><div class="cards">${cards.join('\n')}</div></section>`;
}

function chooseDetailed(
  columns: readonly ColumnStatistics[],
  issues: readonly Issue[],
  limit: number,
): ColumnStatistics[] {
  if (columns.length <= limit) return [...columns];
  const rank = new Map<string, number>();
  for (const name of issues.flatMap((issue) => issue.columns)) if (!rank.has(name)) rank.set(name, rank.size);
  const place = ({ column }: ColumnStatistics) => rank.get(column.name) ?? Number.POSITIVE_INFINITY;
  return [...columns]
    .sort((a, b) => (place(a) === place(b) ? a.column.index - b.column.index : place(a) - place(b)))
    .slice(0, limit);
}

function line(
  statistics: ColumnStatistics,
  { isDetailed, rowCount, limits }: { isDetailed: boolean; rowCount: number; limits: ReportLimits },
): string {
  const { column, missing, distinct } = statistics;
  const name = shown(column.name, limits.characters);
  const linked = isDetailed ? `<a href="#c${column.index}">${name}</a>` : name;
  return `<tr><th scope="row">${linked}</th><td>${column.type}</td><td class="n">${missing === 0 ? '0' : percent(missing / rowCount)}</td><td class="n">${countText(distinct)}</td><td>${gist(statistics, limits)}</td></tr>`;
}

/** A column's values in a few words. */
function gist({ numeric, time, top, text }: ColumnStatistics, limits: ReportLimits): string {
  if (numeric) return `${figure(numeric.min)} to ${figure(numeric.max)}, median ${figure(numeric.median)}`;
  if (time) return `${momentHtml(time.min)} to ${momentHtml(time.max)}`;
  if (text && (top[0]?.count ?? 0) <= 1) return `texts of ${text.minLength} to ${text.maxLength} characters`;
  return top
    .slice(0, 3)
    .map(({ value }) => cellHtml(value, Math.min(24, limits.characters)))
    .join(', ');
}
