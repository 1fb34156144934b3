import type { Column } from '../../contract/dataset.ts';

/** A column that both versions have, maybe under another name or type. */
export interface ColumnPair {
  readonly before: Column;
  readonly after: Column;
}

/** Pairs by name, in the order of the later version; names are unique within a version. */
export function pairByName(before: readonly Column[], after: readonly Column[]): ColumnPair[] {
  const byName = new Map(before.map((column) => [column.name, column]));
  return after.flatMap((column) => {
    const earlier = byName.get(column.name);
    return earlier ? [{ before: earlier, after: column }] : [];
  });
}

/** True when both columns have the same type, or both hold numbers. */
export function isComparable({ before, after }: ColumnPair): boolean {
  return before.type === after.type || (isNumber(before) && isNumber(after));
}

/**
 * SQL for the pair's cells of each side, of one type so that they can be compared: as they are, as numbers where
 * both are, else as text. `b` and `a` are the aliases of the versions.
 */
export function comparedCells(pair: ColumnPair): { before: string; after: string } {
  const before = `b.${pair.before.sql}`;
  const after = `a.${pair.after.sql}`;
  if (pair.before.type === pair.after.type) return { before, after };
  const type = isComparable(pair) ? 'DOUBLE' : 'VARCHAR';
  return { before: `CAST(${before} AS ${type})`, after: `CAST(${after} AS ${type})` };
}

function isNumber({ type }: Column): boolean {
  return type === 'integer' || type === 'number';
}
