import { csvCell } from '../ui/table-text.ts';

/** RFC 4180: CRLF line ends, quotes doubled; numbers in full precision, missing empty. */
export function tableCsv(table: {
  readonly columns: readonly { readonly label: string }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}): string {
  const lines = [table.columns.map((column) => column.label), ...table.rows];
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
