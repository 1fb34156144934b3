import type { BadRowsPage, DatasetVersion } from '../core/contract/dataset.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import type { Session } from './with-engine.ts';

const shown = 5;

/** The first rows that were set aside when a version was loaded, and how many there are. */
export async function badRowsOf(
  { client }: Session,
  { id, badRowCount = 0 }: DatasetVersion,
  limit: number,
): Promise<BadRowsPage> {
  if (badRowCount === 0) return { offset: 0, total: 0, rows: [] };
  return client.dataset.badRows({ version: id, limit });
}

/** Tells on standard error how many rows were set aside when a version was loaded, and shows the first ones. */
export async function tellBadRows(
  session: Session,
  version: DatasetVersion,
  terminal: Terminal,
): Promise<void> {
  const { rows, total: badRowCount } = await badRowsOf(session, version, shown);
  if (badRowCount === 0) return;
  terminal.err(`${badRowCount} ${badRowCount === 1 ? 'row was' : 'rows were'} set aside:`);
  for (const { file, line, text, reason } of rows) {
    const place = file === null ? `line ${line}` : `${printable(file)}, line ${line}`;
    terminal.err(`  ${place} ${reason}: ${printable(text.slice(0, 60))}`);
  }
  if (badRowCount > rows.length) terminal.err(`  and ${badRowCount - rows.length} more`);
}
