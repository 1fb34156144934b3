import { fitText, textWidth } from './text-width.ts';

/** A column of a printed table. A head of several lines stands above its cells, bottom-aligned. */
export interface TableColumn {
  readonly head: readonly string[];
  readonly align: 'left' | 'right';
}

/**
 * Lines of a table: head, rule, rows. When it is wider than `columns`, the first column is cut, down to
 * twelve columns. Cells are uncoloured; `paintRow` may colour a whole laid-out row.
 */
export function textTable(options: {
  columns: readonly TableColumn[];
  rows: readonly (readonly string[])[];
  width: number;
  paintRow?: (line: string, rowIndex: number) => string;
}): string[] {
  const { columns, rows, width, paintRow = (line) => line } = options;
  const widths = columns.map((column, c) =>
    Math.max(...column.head.map(textWidth), ...rows.map((row) => textWidth(row[c] ?? ''))),
  );
  const total = widths.reduce((sum, w) => sum + w, 0) + 2 * (widths.length - 1);
  widths[0] = Math.max(Math.min(12, widths[0] ?? 0), (widths[0] ?? 0) - Math.max(0, total - width));

  const layOut = (cells: readonly string[]) =>
    columns
      .map((column, c) => pad(fitText(cells[c] ?? '', widths[c] ?? 0), widths[c] ?? 0, column.align))
      .join('  ')
      .trimEnd();
  const headHeight = Math.max(...columns.map((column) => column.head.length));
  const head = Array.from({ length: headHeight }, (_, line) =>
    layOut(columns.map((column) => column.head[line - headHeight + column.head.length] ?? '')),
  );
  const rule = widths.map((w) => '─'.repeat(w)).join('  ');
  return [...head, rule, ...rows.map((row, r) => paintRow(layOut(row), r))];
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + space : space + text;
}
