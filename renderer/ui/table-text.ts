import { csvCell } from '../../core/contract/csv-cell.ts';

export { csvCell };

/** What a column needs to be written as text. */
export interface PlainColumn<Row> {
  readonly id: string;
  readonly name: string;
  readonly value: (row: Row) => string | number | null;
}

/** Rows as CSV (RFC 4180); missing is an empty cell. Text that a spreadsheet would run gets a leading quote mark. */
export function toCsv<Row>(columns: readonly PlainColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ value }) => value(row))),
  ];
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Rows as a Markdown table. */
export function toMarkdown<Row>(columns: readonly PlainColumn<Row>[], rows: readonly Row[]): string {
  const isNumeric = columns.map(
    ({ value }) => rows.length > 0 && rows.every((row) => typeof value(row) !== 'string'),
  );
  const head = columns.map(({ name }) => markdownCell(name));
  const rule = columns.map((_, i) => (isNumeric[i] ? '---:' : '---'));
  const body = rows.map((row) => columns.map(({ value }) => markdownCell(value(row))));
  return `${[head, rule, ...body].map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
}

function markdownCell(value: string | number | null): string {
  return value === null
    ? ''
    : String(value)
        .replaceAll('\\', '\\\\')
        .replaceAll('|', '\\|')
        .replace(/\s*\n\s*/g, ' ');
}
