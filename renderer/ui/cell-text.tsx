import type { Cell } from '../../core/contract/dataset.ts';
import './cell-text.css';

/** A cell as text. Missing is an empty mark, never a word; what cannot be seen (blanks, line ends) gets a sign. */
export function CellText({ value }: { value: Cell }) {
  if (value === null)
    return <span className="cell-missing" role="img" aria-label="missing" title="missing" />;
  if (value === '') return <span className="cell-blank">empty text</span>;
  const text = cellText(value);
  return <span title={text.length > 12 ? text : undefined}>{text}</span>;
}

/** A cell in one line of text. */
export function cellText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  return String(value).replaceAll('\n', '⏎').replaceAll('\t', '⇥');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(value).replace(/^-/, '−');
}
