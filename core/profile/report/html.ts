import type { Cell } from '../../contract/dataset.ts';
import { momentText } from '../../contract/moment-text.ts';
import { numberText } from '../phrase.ts';

/** Text as HTML that shows exactly this text, also within an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that HTML refuses, and those that hide or reorder text. */
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/** A name or value of the data as HTML: cut past `limit` characters, with signs for what cannot be seen. */
export function shown(text: string, limit: number): string {
  const start = [...text.slice(0, 2 * limit + 2)];
  const kept = start.length > limit ? `${start.slice(0, limit - 1).join('')}…` : text;
  return escapeHtml(kept.replace(unsafe, (sign) => (sign === '\n' ? '⏎' : sign === '\t' ? '⇥' : '�')));
}

/** A cell as HTML; missing is an empty mark with a name. */
export function cellHtml(value: Cell, limit: number): string {
  if (value === null) return '<span class="missing">missing</span>';
  if (value === '') return '<span class="missing">empty text</span>';
  return typeof value === 'number' ? figure(value) : shown(String(value), limit);
}

/** A date or timestamp in ISO 8601 as HTML. */
export function momentHtml(iso: string): string {
  return shown(momentText(iso), 26);
}

/** A number in four significant digits; an en dash where there is none. */
export function figure(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-4 || size >= 1e15) ? value.toExponential(3) : numberText(value);
  return text.replace('-', '−');
}
