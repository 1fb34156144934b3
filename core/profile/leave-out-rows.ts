import type { Fix } from '../contract/profile.ts';
import { mostListedRows } from '../contract/recipe-step.ts';
import { counted } from './phrase.ts';

/**
 * The fix that leaves these rows out of every part, by their numbers (1 is the first). None for no row, and none for more
 * than a recipe can list, since to leave out some of them would be no answer.
 */
export function leaveOutRows(rows: Iterable<number>): Fix[] {
  const listed = [...new Set(rows)].sort((a, b) => a - b);
  if (listed.length === 0 || listed.length > mostListedRows) return [];
  const label = `Leave out ${counted(listed.length, 'row')}`;
  return [{ kind: 'drop-rows', label, where: { kind: 'rows', rows: listed } }];
}

/** The fix that leaves out the later row of each pair, so that one of every group of copies stays. */
export function leaveOutCopies(pairs: Iterable<{ readonly rows: readonly [number, number] }>): Fix[] {
  return leaveOutRows(Array.from(pairs, ({ rows: [a, b] }) => Math.max(a, b)));
}
