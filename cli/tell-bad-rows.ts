import type { DatasetVersion } from '../core/contract/dataset.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import type { Session } from './with-engine.ts';

const shown = 5;

/** Tells on standard error how many rows were set aside when a version was loaded, and shows the first ones. */
export async function tellBadRows(
  { client }: Session,
  { id, badRowCount = 0 }: DatasetVersion,
  terminal: Terminal,
): Promise<void> {
  if (badRowCount === 0) return;
  const { rows } = await client.dataset.badRows({ version: id, limit: shown });
  terminal.err(`${badRowCount} ${badRowCount === 1 ? 'row was' : 'rows were'} set aside:`);
  for (const { file, line, text, reason } of rows) {
    const place = file === null ? `line ${line}` : `${printable(file)}, line ${line}`;
    terminal.err(`  ${place} ${reason}: ${printable(text.slice(0, 60))}`);
  }
  if (badRowCount > rows.length) terminal.err(`  and ${badRowCount - rows.length} more, shown in the app`);
}
