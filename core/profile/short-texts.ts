import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { frequentShapes, readShapes } from './frequent-shapes.ts';
import { topSize } from './numeric-facts.ts';

/** Rows up to which a statement for each column costs more than the column's cells. */
export const fewRows = 100_000;
/** Columns of one statement. */
export const columnsAtOnce = 32;

/**
 * Exact statistics of several columns of texts of a short table, in the order given, by grouping all their cells in one
 * statement.
 */
export async function shortTexts(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  signal: AbortSignal | undefined;
}): Promise<Omit<ColumnStatistics, 'numeric'>[]> {
  const { sql, table, columns, signal } = options;
  const places = columns.map(({ index }) => index).join(', ');
  const names = columns.map((column) => column.sql).join(', ');
  const rows = await sql.rows(
    `WITH counted AS MATERIALIZED
       (SELECT place, value, count(*) AS n
        FROM (SELECT unnest([${places}]) AS place, unnest([${names}]) AS value FROM ${fromOf(table, columns)})
        WHERE value IS NOT NULL GROUP BY ALL)
     SELECT * FROM
       (SELECT place, value, n FROM counted
        QUALIFY row_number() OVER (PARTITION BY place ORDER BY n DESC, value) <= ${topSize})
       JOIN (SELECT place, count(*) AS levels, CAST(sum(n) AS BIGINT) AS filled, min(length(value)) AS least,
               max(length(value)) AS most FROM counted GROUP BY place) USING (place)
       LEFT JOIN (${frequentShapes('counted', 'place')}) USING (place)
     ORDER BY place, n DESC, value`,
    [],
    signal,
  );
  const byPlace = Map.groupBy(rows, ({ place }) => Number(place));
  return columns.map((column) => {
    const own = byPlace.get(column.index) ?? [];
    const [{ levels = 0, filled = 0, least = null, most = null, shapes = null } = {}] = own;
    const count = Number(filled);
    return {
      column,
      count,
      missing: table.rowCount - count,
      distinct: Number(levels),
      text:
        count === 0
          ? null
          : { minLength: Number(least), maxLength: Number(most), shapes: readShapes(shapes) },
      time: null,
      top: own.map(({ value = null, n }) => ({ value, count: Number(n) })),
    };
  });
}
