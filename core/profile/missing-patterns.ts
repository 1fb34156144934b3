import type { Column } from '../contract/dataset.ts';
import type { Missingness } from '../contract/views.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';

const mostPatterns = 50;
/** Columns that patterns are made of; wide tables leave out those with the fewest missing cells. */
const mostColumns = 300;
const batchColumns = 500;

/** Which columns are missing together, exactly, over all rows. Missing is NULL or NaN. */
export async function missingPatterns(options: {
  sql: Sql;
  table: Table;
  signal?: AbortSignal;
}): Promise<Missingness> {
  const { sql, table, signal } = options;
  const counted: { column: Column; missing: number }[] = [];
  for (let i = 0; i < table.columns.length && table.rowCount > 0; i += batchColumns) {
    const batch = table.columns.slice(i, i + batchColumns);
    const list = batch.map((column) => `CAST(count(*) FILTER (WHERE ${isMissing(column)}) AS DOUBLE)`);
    const found = await sql.numbers(`SELECT ${list.join(', ')} FROM ${table.from}`, [], signal);
    for (const [at, column] of batch.entries()) counted.push({ column, missing: found[at]?.[0] ?? 0 });
  }
  const having = counted
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing || a.column.index - b.column.index);
  const used = having.slice(0, mostColumns).map(({ column }) => column);
  const { patterns, patternCount } = await countPatterns({ ...options, used });
  return {
    rows: table.rowCount,
    columns: having.map(({ column, missing }) => ({ name: column.name, missing })),
    patterns,
    patternCount,
    leftOut: having.length - used.length,
  };
}

async function countPatterns(options: {
  sql: Sql;
  table: Table;
  used: readonly Column[];
  signal?: AbortSignal;
}): Promise<Pick<Missingness, 'patterns' | 'patternCount'>> {
  const { sql, table, used, signal } = options;
  if (table.rowCount === 0) return { patterns: [], patternCount: 0 };
  if (used.length === 0) {
    return { patterns: [{ columns: [], rows: table.rowCount, share: 1 }], patternCount: 1 };
  }
  const flags = used.map((column) => `CASE WHEN ${isMissing(column)} THEN '1' ELSE '0' END`);
  const found = await sql.rows(
    `SELECT pattern, n, count(*) OVER () AS patterns FROM
     (SELECT concat(${flags.join(', ')}) AS pattern, count(*) AS n FROM ${table.from} GROUP BY 1)
     ORDER BY n DESC, pattern LIMIT ${mostPatterns}`,
    [],
    signal,
  );
  const patterns = found.map(({ pattern, n }) => {
    const text = String(pattern);
    const columns = used.filter((_, i) => text[i] === '1').map(({ name }) => name);
    return { columns, rows: Number(n), share: Number(n) / table.rowCount };
  });
  return { patterns, patternCount: Number(found[0]?.patterns ?? 0) };
}

function isMissing({ sql, type }: Column): string {
  return type === 'number' ? `(${sql} IS NULL OR isnan(${sql}))` : `${sql} IS NULL`;
}
