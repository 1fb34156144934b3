import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';

/** Longest shape that becomes a pattern. */
const longestShape = 60;

/**
 * For each of these text columns the regular expression of the one shape that all its texts have, or null. A shape
 * keeps every sign and names runs of capitals, small letters and digits: `AB-1203` has the shape `A-9`; the pattern
 * counts the characters of a run where all texts agree (`[A-Z]{2}-[0-9]{4}`). Texts of letters only, and texts
 * with characters beyond ASCII, get none: their shape is chance.
 */
export async function textPatterns(options: {
  sql: Sql;
  table: Table;
  columns: readonly Column[];
  signal?: AbortSignal;
}): Promise<Map<Column, string | null>> {
  const { sql, table, columns, signal } = options;
  const patterns = new Map<Column, string | null>();
  for (const column of columns) {
    const exact = `regexp_replace(regexp_replace(regexp_replace(${column.sql}, '[A-Z]', 'A', 'g'), '[a-z]', 'a', 'g'), '[0-9]', '9', 'g')`;
    const [row = {}] = await sql.rows(
      `SELECT min(exact) AS least, max(exact) AS greatest, count(DISTINCT short) AS shapes, min(short) AS shape
       FROM (SELECT ${exact} AS exact,
         regexp_replace(regexp_replace(regexp_replace(${exact}, 'A+', 'A', 'g'), 'a+', 'a', 'g'), '9+', '9', 'g') AS short
         FROM ${table.from} WHERE ${column.sql} IS NOT NULL)`,
      [],
      signal,
    );
    const shape = row.shapes === 1 ? String(row.least === row.greatest ? row.least : row.shape) : null;
    patterns.set(column, shape === null ? null : patternOf(shape, row.least === row.greatest));
  }
  return patterns;
}

/** The pattern of a shape; runs are counted when it is `exact`. Null for a shape that says nothing. */
export function patternOf(shape: string, exact: boolean): string | null {
  if (shape.length > longestShape || !shape.includes('9') || !/^[\x20-\x7e]+$/.test(shape)) return null;
  const classes: Readonly<Record<string, string>> = { A: '[A-Z]', a: '[a-z]', '9': '[0-9]' };
  return shape.replace(/A+|a+|9+|[^Aa9]/g, (run) => {
    const letters = classes[run.charAt(0)];
    if (letters === undefined) return run.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
    if (!exact) return `${letters}+`;
    return run.length === 1 ? letters : `${letters}{${run.length}}`;
  });
}
