import type { RelationIssue } from '../../../contract/relation.ts';
import type { Sql } from '../../../shared/sql.ts';
import { evidenceLimit } from '../../evidence.ts';
import { counted, countText, percent, quoted } from '../../phrase.ts';
import type { Side } from '../side.ts';

/**
 * A column that names the rows of its dataset but for a few: values that stand twice, or cells that are missing.
 * Counts the rows that share their value with another and those without one.
 */
export async function relationKey(options: {
  sql: Sql;
  side: Side;
  column: string;
  signal?: AbortSignal;
}): Promise<RelationIssue | null> {
  const { sql, side, signal } = options;
  const statistics = side.statistics.find(({ column }) => column.name === options.column);
  if (!statistics) return null;
  const { column, count, distinct, missing } = statistics;
  if (count - distinct + missing === 0) return null;
  const { table, name } = side;
  const repeated = `SELECT ${column.sql} AS value FROM ${table.from} WHERE ${column.sql} IS NOT NULL GROUP BY ALL HAVING count(*) > 1`;
  const isException = `${column.sql} IS NULL OR ${column.sql} IN (${repeated})`;
  const [[exceptions = 0] = []] = await sql.numbers(
    `SELECT CAST(count(*) AS DOUBLE) FROM ${table.from} WHERE ${isException}`,
    [],
    signal,
  );
  const [rows = new Float64Array(0)] = await sql.numbers(
    `SELECT CAST(__row AS DOUBLE) FROM ${table.from} WHERE ${isException} ORDER BY __row LIMIT ${evidenceLimit}`,
    [],
    signal,
  );
  const share = distinct / count;
  const faults = [
    ...(count > distinct ? [`${counted(count - distinct, 'row')} repeat a value of an earlier one`] : []),
    ...(missing > 0 ? [`${counted(missing, 'row')} ${missing === 1 ? 'has' : 'have'} none`] : []),
  ];
  return {
    version: table.version,
    issue: {
      detector: 'relation.key',
      severity: 'warning',
      columns: [column.name],
      count: exceptions,
      share: exceptions / table.rowCount,
      measure: 'different values over filled cells',
      statistic: share,
      threshold: 1,
      rows: [...rows],
      title: `${column.name} is a key of ${name} with ${counted(exceptions, 'exception')}`,
      message: `${quoted([column.name])} has ${countText(distinct)} values in ${countText(count)} filled cells (${percent(share)}): ${faults.join(', and ')}. Whatever refers to such a value finds several rows or none.`,
      fixes: [],
    },
  };
}
