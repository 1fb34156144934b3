import type { Issue } from '../../../core/contract/profile.ts';
import type { Expected } from './planted-table.ts';

/** Whether one of these findings is the expected one: of that detector, on those columns, with a planted row as evidence. */
export function isFound(expected: Expected, issues: readonly Issue[]): boolean {
  const planted = new Set(expected.rows);
  return issues.some((issue) => {
    if (issue.detector !== expected.detector) return false;
    const names = (column: string) => issue.columns.includes(column);
    const isThere = expected.isAnyColumn ? expected.columns.some(names) : expected.columns.every(names);
    return isThere && (planted.size === 0 || issue.rows.some((row) => planted.has(row)));
  });
}
