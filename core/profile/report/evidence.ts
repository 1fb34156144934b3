import type { Column } from '../../contract/dataset.ts';
import type { Issue } from '../../contract/profile.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { rowCells } from '../row-cells.ts';
import type { IssueEvidence } from './issues-section.ts';
import { reportLimits } from './limits.ts';

/**
 * The cells of the first rows that show each issue, the columns that it names first; for an issue about rows the
 * table's first columns. Read in one scan for all issues that a report shows.
 */
export async function issueEvidence(options: {
  sql: Sql;
  table: Table;
  issues: readonly Issue[];
  signal?: AbortSignal;
}): Promise<IssueEvidence[]> {
  const { table, issues } = options;
  const [limits] = reportLimits;
  if (!limits) return [];
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const wanted = issues.slice(0, limits.issues).map((issue) => {
    const named = issue.columns.flatMap((name) => byName.get(name) ?? []);
    const columns = (named.length > 0 ? named : table.columns).slice(0, limits.evidenceColumns);
    return { columns, rows: issue.rows.slice(0, limits.evidenceRows) };
  });
  const columns = [...new Set(wanted.flatMap((each) => each.columns))];
  const rows = [...new Set(wanted.flatMap((each) => each.rows))];
  const cells = await rowCells({ ...options, columns, rows });
  const place = new Map<Column, number>(columns.map((column, i) => [column, i]));
  return wanted.map((each) => ({
    columns: each.columns.map(({ name }) => name),
    rows: each.rows.map((row) => ({
      row,
      cells: each.columns.map((column) => cells.get(row)?.[place.get(column) ?? -1] ?? null),
    })),
  }));
}
