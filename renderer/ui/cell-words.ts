import type { Cell } from '../../core/contract/dataset.ts';

/** Longer texts are not repeated where a word or two is enough: in titles, names and labels. */
export const mostTitle = 200;

/** A cell in one line of text. */
export function cellText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  return String(value).replaceAll('\n', '⏎').replaceAll('\t', '⇥');
}

/** The beginning of a text that is longer than `most` characters, with an ellipsis. */
export function shortText(text: string, most = mostTitle): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(value).replace(/^-/, '−');
}
