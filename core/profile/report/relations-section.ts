import type { Associations, Missingness } from '../../contract/views.ts';
import { counted, countText, percent } from '../phrase.ts';
import { matrixSvg, shareSvg } from './charts.ts';
import { figure, shown } from './html.ts';
import type { ReportLimits } from './limits.ts';

const listedPairs = 15;
const matrixColumns = 30;
const listedColumns = 20;
const listedPatterns = 10;

/** The strongest associations as a table, and the first columns as a heat map. */
export function associationsSection(associations: Associations, limits: ReportLimits): string {
  const { columns, strengths, sampledRows, measures, leftOut } = associations;
  const size = columns.length;
  const pairs: { a: number; b: number; strength: number }[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const strength = strengths[a * size + b] ?? null;
      if (strength !== null) pairs.push({ a, b, strength });
    }
  }
  const strongest = pairs
    .sort((x, y) => Math.abs(y.strength) - Math.abs(x.strength) || x.a - y.a || x.b - y.b)
    .slice(0, listedPairs);
  if (strongest.length === 0) {
    return wrap('associations', 'Associations', '<p>No two columns can be compared.</p>');
  }
  const name = (at: number) => shown(columns[at]?.name ?? '', limits.characters);
  const rows = strongest.map(
    ({ a, b, strength }) =>
      `<tr><th scope="row">${name(a)}</th><td>${name(b)}</td><td>${shareSvg(Math.abs(strength))}</td><td class="n">${figure(Number(strength.toFixed(3)))}</td></tr>`,
  );
  const drawn = Math.min(size, matrixColumns);
  const cells = Array.from({ length: drawn * drawn }, (_, at) =>
    Math.floor(at / drawn) === at % drawn
      ? null
      : (strengths[Math.floor(at / drawn) * size + (at % drawn)] ?? null),
  );
  const which = drawn < size ? `the first ${drawn} of ${size} columns` : `${drawn} columns`;
  const label = `Strength of association between ${which}; the table lists the strongest pairs`;
  const sampled = sampledRows === null ? 'All rows were read' : `${counted(sampledRows, 'row')} were drawn`;
  const how = `${shown(measures.numbers, 200)} for numbers, ${shown(measures.categories, 200)} for categories, ${shown(measures.mixed, 200)} for one of each. ${sampled}${leftOut.length > 0 ? `; ${counted(leftOut.length, 'column')} with too few rows to a value, one value or an identifier are left out` : ''}.`;
  return wrap(
    'associations',
    'Associations',
    `<p class="small">${how}</p><div class="two"><div class="scroll" tabindex="0" role="region" aria-label="Strongest associations"><table><caption>The strongest of ${counted(pairs.length, 'pair')}</caption><thead><tr><th scope="col">Column</th><th scope="col">Column</th><th scope="col">0 to 1</th><th scope="col" class="n">Strength</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>
<figure>${matrixSvg({ strengths: cells, size: drawn, label })}<figcaption>${which.charAt(0).toUpperCase()}${which.slice(1)}, from ${name(0)} at the top left to ${name(drawn - 1)}; the fuller the colour, the stronger.</figcaption></figure></div>`,
  );
}

/** Which columns have missing cells, and which are missing together. */
export function missingSection(missingness: Missingness, limits: ReportLimits): string {
  const { rows, columns, patterns, patternCount } = missingness;
  if (columns.length === 0) return wrap('missing', 'Missing cells', '<p>No cell is missing.</p>');
  const lines = columns
    .slice(0, listedColumns)
    .map(
      ({ name, missing }) =>
        `<tr><th scope="row">${shown(name, limits.characters)}</th><td>${shareSvg(missing / rows, 'bar-warn')}</td><td class="n">${countText(missing)}</td><td class="n">${percent(missing / rows)}</td></tr>`,
    );
  const more = columns.length - lines.length;
  const together = patterns.slice(0, listedPatterns).map((pattern) => {
    const names = pattern.columns.slice(0, 6).map((name) => shown(name, Math.min(30, limits.characters)));
    const rest = pattern.columns.length - names.length;
    const what = names.length === 0 ? 'nothing' : `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    return `<tr><th scope="row">${what}</th><td class="n">${countText(pattern.rows)}</td><td class="n">${percent(pattern.share)}</td></tr>`;
  });
  return wrap(
    'missing',
    'Missing cells',
    `<div class="two"><table><caption>${counted(columns.length, 'column')} with missing cells${more > 0 ? `; the first ${lines.length}` : ''}</caption><tbody>${lines.join('')}</tbody></table>
<table><caption>What is missing together: ${together.length < patternCount ? `the ${together.length} most frequent of ${counted(patternCount, 'pattern')}` : counted(patternCount, 'pattern')}</caption><thead><tr><th scope="col">Missing</th><th scope="col" class="n">Rows</th><th scope="col" class="n">Share</th></tr></thead><tbody>${together.join('')}</tbody></table></div>`,
  );
}

function wrap(id: string, title: string, content: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}
