import type Database from 'better-sqlite3';
import { CoreError } from '../../errors.ts';
import { quoteIdent } from '../../shared/sql.ts';

/** Rows that a view may go over where it compares every row of one table with every row of others. */
const maxVisitedRows = 1e9;

/** A line of SQLite's plan for a query. */
interface PlanLine {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/**
 * Throws LIMIT_EXCEEDED for a view that may run without end, told by SQLite's plan for it before any row is computed: a
 * recursive one, and one that goes through tables inside one another without an index over more than 1e9 rows.
 * Plan: SQLite, EXPLAIN QUERY PLAN.
 */
export function checkView(database: Database.Database, { view, file }: { view: string; file: string }): void {
  const lines = database.prepare<[], PlanLine>(`EXPLAIN QUERY PLAN SELECT * FROM ${quoteIdent(view)}`).all();
  const asTable = `make it a table (CREATE TABLE … AS SELECT * FROM ${quoteIdent(view)}) and load that`;
  if (lines.some(({ detail }) => detail === 'RECURSIVE STEP')) {
    throw new CoreError(
      'LIMIT_EXCEEDED',
      `The view "${view}" of ${file} is recursive and may run without end; ${asTable}.`,
      { details: { table: view } },
    );
  }
  const depth = nestedScans(lines);
  if (depth < 2) return;
  const rows = rowsOfLargest(database, view);
  if (rows ** depth <= maxVisitedRows) return;
  throw new CoreError(
    'LIMIT_EXCEEDED',
    `The view "${view}" of ${file} compares every row with every row of tables of up to ${rows.toLocaleString('en')} rows, which may take for ever; ${asTable}.`,
    { details: { table: view } },
  );
}

/** How many full scans lie inside one another at most; a scan of a subquery counts as the scans within it. */
function nestedScans(lines: readonly PlanLine[]): number {
  const childrenOf = Map.groupBy(lines, ({ parent }) => parent);
  let deepest = 0;
  const scansBelow = (parent: number): number => {
    const children = childrenOf.get(parent) ?? [];
    const subqueries = new Map<string, number>();
    let correlated = 0;
    let compound = 0;
    for (const { id, detail } of children) {
      const below = scansBelow(id);
      const name = /^(?:CO-ROUTINE|MATERIALIZE) (.+)$/.exec(detail)?.[1];
      if (name !== undefined) subqueries.set(name, below);
      else if (detail.startsWith('CORRELATED')) correlated = Math.max(correlated, below);
      else if (!/^(SCAN|SEARCH|SCALAR|LIST)\b/.test(detail)) compound = Math.max(compound, below);
    }
    let scans = 0;
    for (const { detail } of children) {
      const scanned = /^SCAN (.+?)(?: USING .*| LEFT-JOIN| EXISTS)?$/.exec(detail)?.[1];
      if (scanned === undefined || scanned === 'CONSTANT ROW' || detail.includes(' VIRTUAL TABLE ')) continue;
      scans += Math.max(1, subqueries.get(scanned) ?? 1);
    }
    const total = Math.max(scans + correlated, compound);
    deepest = Math.max(deepest, total);
    return total;
  };
  scansBelow(0);
  return deepest;
}

/** Rows of the largest of the tables that the view, or a view within it, speaks of. */
function rowsOfLargest(database: Database.Database, view: string): number {
  const sources = database
    .prepare<[], { name: string; type: string; sql: string }>(
      "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND sql IS NOT NULL",
    )
    .all();
  const mentioned = new Set([view]);
  const waiting = [view];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const text = sources.find(({ name, type }) => name === next && type === 'view')?.sql.toLowerCase() ?? '';
    for (const { name } of sources) {
      if (mentioned.has(name) || !text.includes(name.toLowerCase())) continue;
      mentioned.add(name);
      waiting.push(name);
    }
  }
  const counts = sources
    .filter(({ name, type }) => type === 'table' && mentioned.has(name))
    .map(({ name }) =>
      Number(
        database
          .prepare(`SELECT count(*) FROM ${quoteIdent(name)}`)
          .pluck()
          .get() ?? 0,
      ),
    );
  return Math.max(0, ...counts);
}
