import { quoteText } from '../shared/sql.ts';

/**
 * SQL that stands for exactly this text, NUL characters included. A table's FROM item is a text without values to
 * bind, so what its steps name is written into it.
 */
export function textLiteral(text: string): string {
  const pieces = text.split('\0').map(quoteText);
  return pieces.length === 1 ? (pieces[0] ?? "''") : `(${pieces.join(' || chr(0) || ')})`;
}

/** SQL for exactly this double, which may be infinite. */
export function numberLiteral(value: number): string {
  return `CAST('${value}' AS DOUBLE)`;
}
