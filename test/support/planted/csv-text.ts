import { closeSync, openSync, writeSync } from 'node:fs';
import type { PlantedTable } from './planted-table.ts';

/** Writes the table as a CSV file with a header, row by row, so that large ones need no second copy. */
export function writeCsv(table: PlantedTable, path: string): void {
  const file = createCsv(
    path,
    table.columns.map(({ name }) => name),
  );
  for (let row = 0; row < table.rowCount; row++) {
    file.row(table.columns.map(({ cells }) => cells[row] ?? ''));
  }
  file.close();
}

/** A CSV file that is being written; whoever opens it closes it. */
export interface CsvFile {
  row(cells: readonly string[]): void;
  close(): void;
}

export function createCsv(path: string, header: readonly string[]): CsvFile {
  const descriptor = openSync(path, 'w');
  let pending: string[] = [];
  function flush(): void {
    writeSync(descriptor, pending.join(''));
    pending = [];
  }
  function row(cells: readonly string[]): void {
    pending.push(`${cells.map(field).join(',')}\n`);
    if (pending.length >= 4096) flush();
  }
  row(header);
  return {
    row,
    close() {
      flush();
      closeSync(descriptor);
    },
  };
}

function field(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
