import type { Cell } from '../../contract/dataset.ts';
import type { TargetSpec } from '../../contract/profile.ts';
import type { JoinPreview, RelationIssue } from '../../contract/relation.ts';
import type { Sql } from '../../shared/sql.ts';
import { type JoinCounts, joinCounts, keyedRows } from './join-counts.ts';
import { joinLeaks } from './join-leaks.ts';
import { type JoinPlan, joinedRows, joinOrder } from './join-plan.ts';
import { defaultRelationLimits } from './relation-limits.ts';
import { relationDetectors } from './relation-registry.ts';

const shownRows = 50;

/**
 * What a join would give, counted over all rows without making it, with its first 50 rows and what speaks against
 * it. With a target on the left side, the columns that the right side brings are examined for leaks.
 */
export async function previewJoin(options: {
  sql: Sql;
  plan: JoinPlan;
  target?: TargetSpec;
  signal?: AbortSignal;
}): Promise<JoinPreview> {
  const { sql, plan, target, signal } = options;
  const { left, right, on } = plan;
  const counts = await joinCounts({ sql, left: left.table, right: right.table, on, signal });
  const rowCount = joinedRowCount(plan, counts);
  return {
    rowCount,
    left: counts.left,
    right: counts.right,
    multipliedRows: counts.multipliedRows,
    addedRows: counts.innerRows - counts.left.matchedRows,
    lostLeft: keepsLeft(plan) ? 0 : counts.left.rows - counts.left.matchedRows,
    lostRight: keepsRight(plan) ? 0 : counts.right.rows - counts.right.matchedRows,
    columns: plan.columns.map(({ index, name, sql: sqlName, type }) => ({ index, name, sql: sqlName, type })),
    rows: await firstJoinedRows(options),
    issues: await issuesOf({ sql, plan, counts, signal }),
    leaks: target === undefined ? null : await joinLeaks({ ...options, target, rowCount }),
  };
}

/** Rows of the result. */
export function joinedRowCount(plan: JoinPlan, { innerRows, left, right }: JoinCounts): number {
  const onlyLeft = keepsLeft(plan) ? left.rows - left.matchedRows : 0;
  const onlyRight = keepsRight(plan) ? right.rows - right.matchedRows : 0;
  return innerRows + onlyLeft + onlyRight;
}

function keepsLeft({ kind }: JoinPlan): boolean {
  return kind === 'left' || kind === 'full';
}

function keepsRight({ kind }: JoinPlan): boolean {
  return kind === 'right' || kind === 'full';
}

/** The first rows come of the first rows of the left side that are in the result, so only these are joined. */
async function firstJoinedRows(options: {
  sql: Sql;
  plan: JoinPlan;
  signal?: AbortSignal;
}): Promise<Cell[][]> {
  const { plan } = options;
  const { left, right, on } = plan;
  const [leftKeys, rightKeys] = [keyedRows(left.table, on, 0), keyedRows(right.table, on, 1)];
  const equal = on.map((_, i) => `a.k${i} = b.k${i}`).join(' AND ');
  const matched = `SELECT a.__row FROM (${leftKeys}) AS a SEMI JOIN (${rightKeys}) AS b ON ${equal} ORDER BY a.__row LIMIT ${shownRows}`;
  const first = keepsLeft(plan) ? `__row <= ${shownRows}` : `__row IN (${matched})`;
  const rows = await cellsOf(
    options,
    joinedRows(plan, { left: first, kind: keepsLeft(plan) ? 'left' : 'inner' }),
  );
  if (!keepsRight(plan) || rows.length >= shownRows) return rows;
  const alone = `SELECT __row FROM ${right.table.from} WHERE __row NOT IN (SELECT b.__row FROM (${rightKeys}) AS b SEMI JOIN (${leftKeys}) AS a ON ${equal}) ORDER BY __row LIMIT ${shownRows}`;
  const rest = await cellsOf(
    options,
    joinedRows(plan, { left: 'false', right: `__row IN (${alone})`, kind: 'right' }),
  );
  return [...rows, ...rest].slice(0, shownRows);
}

async function cellsOf(
  { sql, plan, signal }: { sql: Sql; plan: JoinPlan; signal?: AbortSignal },
  query: string,
): Promise<Cell[][]> {
  const rows = await sql.rows(
    `SELECT * FROM (${query}) ORDER BY ${joinOrder} LIMIT ${shownRows}`,
    [],
    signal,
  );
  return rows.map((row) => plan.columns.map((column) => row[column.sql] ?? null));
}

async function issuesOf(options: {
  sql: Sql;
  plan: JoinPlan;
  counts: JoinCounts;
  signal?: AbortSignal;
}): Promise<RelationIssue[]> {
  const { sql, plan, counts, signal } = options;
  const { left, right, on } = plan;
  const issues: RelationIssue[] = [];
  for (const detector of relationDetectors) {
    const issue = await detector.detect({
      sql,
      left: left.table,
      right: right.table,
      on,
      signal,
      from: left,
      to: right,
      counts,
      limits: defaultRelationLimits,
    });
    if (issue) issues.push(issue);
  }
  return issues;
}
