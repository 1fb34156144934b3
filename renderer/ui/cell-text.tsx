import type { Cell } from '../../core/contract/dataset.ts';
import { cellText, mostTitle, shortText } from './cell-words.ts';
import './cell-text.css';

/**
 * A cell as text, cut where it is long. Missing is an empty mark, never a word; what cannot be seen (blanks, line ends)
 * gets a sign.
 */
export function CellText({ value }: { value: Cell }) {
  if (value === null)
    return <span className="cell-missing" role="img" aria-label="missing" title="missing" />;
  if (value === '') return <span className="cell-blank">empty text</span>;
  const text = shortText(
    typeof value === 'string' ? cellText(value.slice(0, 2 * mostTitle)) : cellText(value),
  );
  return <span title={text.length > 12 && text.length < mostTitle ? text : undefined}>{text}</span>;
}
