import type { Column } from '../contract/dataset.ts';
import { quoteText, type Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { evidenceLimit } from './evidence.ts';

/**
 * Words that mean "not known", compared without case and surrounding space. "none", "other" and "no …" are not
 * among them: they say that there is none, which is known.
 */
export const unknownWords: readonly string[] = [
  '',
  '?',
  '??',
  '-',
  '--',
  '---',
  '.',
  '#n/a',
  '<na>',
  'n/a',
  'n.a.',
  'na',
  'nan',
  'null',
  'nil',
  'nd',
  'tbd',
  'unk',
  'unknown',
  'undefined',
  'unspecified',
  'missing',
  'not available',
  'not known',
  'not recorded',
  'not specified',
  'no data',
  '(blank)',
];

/** Whether a cell holds one of these words. "Na" in this spelling is sodium. */
export function isUnknownWord(text: string): boolean {
  const word = text.trim();
  return word !== 'Na' && unknownWords.includes(word.toLowerCase());
}

/** Cells of a text column that hold such a word, by spelling (most frequent first), and the first 20 rows. */
export async function textSentinels(options: {
  sql: Sql;
  table: Table;
  column: Column;
  signal?: AbortSignal;
}): Promise<{ count: number; values: { value: string; count: number }[]; rows: number[] }> {
  const { sql, table, column, signal } = options;
  const where = `WHERE ${isUnknown(column)}`;
  const from = fromOf(table, [column]);
  const spellings = await sql.rows(
    `SELECT ${column.sql} AS value, count(*) AS n FROM ${from} ${where} GROUP BY ALL ORDER BY n DESC, value`,
    [],
    signal,
  );
  const values = spellings.map(({ value, n }) => ({ value: String(value), count: Number(n) }));
  if (values.length === 0) return { count: 0, values, rows: [] };
  const rows = await sql.rows(
    `SELECT __row FROM ${from} ${where} ORDER BY __row LIMIT ${evidenceLimit}`,
    [],
    signal,
  );
  return {
    count: values.reduce((total, { count }) => total + count, 0),
    values,
    rows: rows.map((row) => Number(row.__row)),
  };
}

function isUnknown({ sql }: Column): string {
  return unknownWordCondition(sql);
}

/** Longer texts are spared the comparison. */
const longestText = 40;

/** An SQL condition: the text that `text` stands for is such a word, with not too many spaces around it. */
export function unknownWordCondition(text: string): string {
  const words = unknownWords.map(quoteText).join(', ');
  return `(CASE WHEN length(${text}) > ${longestText} THEN false
    ELSE list_contains([${words}], lower(trim(${text}))) AND trim(${text}) <> 'Na' END)`;
}
