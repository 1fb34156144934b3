import type { TargetSpec } from '../../contract/profile.ts';
import type { JoinPreview } from '../../contract/relation.ts';
import { CoreError } from '../../errors.ts';
import { quoteIdent, type Sql } from '../../shared/sql.ts';
import { suggestName } from '../../shared/suggest-name.ts';
import { leakAfterOutcome } from '../detectors/leak-after-outcome.ts';
import { leakFeature } from '../detectors/leak-feature.ts';
import { profileTable } from '../profile.ts';
import { type JoinPlan, joinedRows, joinOrder } from './join-plan.ts';

const examinedRows = 200_000;
const hashParts = 4_294_967_296;
let made = 0;

/**
 * Which columns of the right side give the target away once they are joined: they predict it alone, or are filled
 * mostly where the outcome is positive. Looks at the joined rows of all rows of the left side, or of a share of
 * them, drawn by a hash of the row number, when there would be more than 200,000.
 * Throws COLUMN_UNKNOWN when the left side has no such column, and what a profile with this target throws.
 */
export async function joinLeaks(options: {
  sql: Sql;
  plan: JoinPlan;
  target: TargetSpec;
  rowCount: number;
  signal?: AbortSignal;
}): Promise<NonNullable<JoinPreview['leaks']>> {
  const { sql, plan, target, rowCount, signal } = options;
  const { left } = plan;
  const column = left.table.columns.find(({ name }) => name === target.column);
  if (!column) {
    const names = left.table.columns.map(({ name }) => name);
    throw new CoreError(
      'COLUMN_UNKNOWN',
      `${left.name} has no column "${target.column}" to predict; ${suggestName(target.column, names, 'columns')}`,
    );
  }
  const isSample = rowCount > examinedRows;
  const limit = Math.floor((examinedRows / rowCount) * hashParts);
  const brought = plan.columns.filter(({ side }) => side === 'right');
  const columns = [
    { ...column, index: 0, sql: 'c0', value: `l.${column.sql}`, side: 'left' as const },
    ...brought
      .filter(({ name }) => name !== column.name)
      .map((each, i) => ({ ...each, index: i + 1, sql: `c${i + 1}` })),
  ];
  const query = joinedRows(
    { ...plan, columns },
    {
      kind: plan.kind === 'inner' || plan.kind === 'right' ? 'inner' : 'left',
      ...(isSample && { left: `hash(__row) % ${hashParts} < ${limit}` }),
    },
  );
  const name = quoteIdent(`join preview ${++made}`);
  await sql.run(
    `CREATE TABLE ${name} AS SELECT row_number() OVER (ORDER BY ${joinOrder}) AS __row, * EXCLUDE (left_row, right_row) FROM (${query}) ORDER BY __row`,
    [],
    signal,
  );
  try {
    const [count] = await sql.numbers(`SELECT CAST(count(*) AS DOUBLE) FROM ${name}`, [], signal);
    const { issues } = await profileTable({
      sql,
      table: {
        version: left.table.version,
        from: name,
        rowCount: count?.[0] ?? 0,
        columns: columns.map(({ index, name: label, sql: sqlName, type }) => ({
          index,
          name: label,
          sql: sqlName,
          type,
        })),
      },
      target,
      seed: 1,
      now: () => 0,
      detectors: [leakAfterOutcome, leakFeature],
      signal,
    });
    /* Row numbers of the preview mean nothing to anybody. */
    return {
      issues: issues.map((issue) => ({ ...issue, rows: [], fixes: [] })),
      examinedRows: count?.[0] ?? 0,
      isSample,
    };
  } finally {
    await sql.run(`DROP TABLE IF EXISTS ${name}`);
  }
}
