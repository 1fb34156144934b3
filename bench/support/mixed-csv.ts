import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '../../core/shared/rng.ts';
import { cleanColumns, cleanTarget } from '../../test/support/planted/clean-columns.ts';
import { createCsv } from '../../test/support/planted/csv-text.ts';

/** Folder for what benches make and may use again; never committed. */
export const dataFolder = join(import.meta.dirname, '../.data');

/**
 * A CSV file of mixed clean columns, made once and kept. Past twenty columns the set repeats under new names, with
 * values of its own. Returns its path and the target.
 */
export function mixedCsv(size: { rows: number; columns: number }): { path: string; target: string } {
  mkdirSync(dataFolder, { recursive: true });
  const path = join(dataFolder, `mixed-${size.rows}x${size.columns}.csv`);
  if (!existsSync(path)) write(path, size);
  return { path, target: cleanTarget };
}

function write(path: string, { rows, columns }: { rows: number; columns: number }): void {
  const rng = createRng(rows + columns);
  const sets = Array.from({ length: Math.ceil(columns / 20) }, (_, set) =>
    cleanColumns({ rowCount: rows, rng: rng.derive(`set ${set}`) }).map(({ name, next }) => ({
      name: set === 0 ? name : `${name}_${set + 1}`,
      next,
    })),
  );
  const sources = sets.flat().slice(0, columns);
  const partial = `${path}.partial`;
  const file = createCsv(
    partial,
    sources.map(({ name }) => name),
  );
  for (let row = 0; row < rows; row++) file.row(sources.map(({ next }) => next()));
  file.close();
  renameSync(partial, path);
}
