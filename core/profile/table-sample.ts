import { invariant } from '../errors.ts';
import { fromOf } from '../shared/table.ts';
import { cellKey } from './cell-expressions.ts';
import { numbersAt } from './cells-at.ts';
import { codeKeys } from './code-keys.ts';
import type { ColumnFacts } from './column-facts.ts';
import { batches } from './column-values.ts';
import type { ProfileContext } from './detector.ts';
import { perContext } from './per-context.ts';

/** One column of a sample. Text has codes, every other type has numbers. */
export interface SampledColumn {
  readonly facts: ColumnFacts;
  /** NaN is missing; booleans are 0 and 1, dates and timestamps seconds since 1970. Empty for text. */
  readonly numbers: Float64Array;
  /** Levels, numbered from 0 in the order in which they first appear; -1 for missing. Empty unless text. */
  readonly codes: Int32Array;
  /** How many levels there are; 0 unless text. */
  readonly levels: number;
  /** What `ColumnValues.keys` gives for the cells: numbers, and hashes of text. */
  readonly keys: Float64Array;
}

/** Rows drawn once for every detector that looks at distributions or neighbours. */
export interface TableSample {
  /** Row numbers, ascending; 1 is the first data row. */
  readonly rows: Float64Array;
  /** All columns, in file order. */
  readonly columns: readonly SampledColumn[];
  /** True when these are all rows of the table. */
  readonly isWhole: boolean;
}

/**
 * All columns of up to `sampleRows` rows, fewer in wide tables (`sampleCells`, but at least 10,000 rows). Above
 * that each row is in with the same chance, by a hash of its number and the seed, so that the sample is the same
 * every time and its exact size varies a little. Texts are told apart by 53 bits of a hash: two levels of a million
 * rows share one with a chance of one in ten thousand.
 */
export const tableSample = perContext(async (context: ProfileContext): Promise<TableSample> => {
  const { sql, table, signal } = context;
  const where = sampleFilter(context);
  const isWhole = where === '';
  const [rows = new Float64Array(0)] = await sql.numbers(
    `SELECT CAST(__row AS DOUBLE) FROM ${fromOf(table, [])} ${where}`,
    [],
    signal,
  );
  const cells = await (context.values.holdsAll
    ? keptCells(context, rows)
    : fetchedCells(context, where, rows.length));
  const columns = table.columns.map((column, i) => {
    const facts = context.columns[column.index];
    invariant(facts?.column === column, `column ${column.sql} has facts`);
    return sampledColumn(facts, cells[i] ?? new Float64Array(0));
  });
  return { rows, columns, isWhole };
});

/** The sampled cells of each column, from whole columns that others ask for as well. */
async function keptCells(
  { table, values, pause }: ProfileContext,
  rows: Float64Array,
): Promise<Float64Array[]> {
  const positions = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) positions[i] = (rows[i] ?? 0) - 1;
  await values.prefetchKeys(table.columns);
  const cells: Float64Array[] = [];
  for (const column of table.columns) {
    await pause();
    const whole = await values.keys(column);
    cells.push(rows.length === whole.length ? whole : numbersAt(whole, positions));
  }
  return cells;
}

async function fetchedCells(
  { sql, table, signal, pause }: ProfileContext,
  where: string,
  rowCount: number,
): Promise<Float64Array[]> {
  const cells: Float64Array[] = [];
  for (const batch of batches(table.columns, rowCount)) {
    await pause();
    const list = batch.map(cellKey).join(', ');
    cells.push(...(await sql.numbers(`SELECT ${list} FROM ${fromOf(table, batch)} ${where}`, [], signal)));
  }
  return cells;
}

/** What a detector states when it worked on a sample, to be spread into its detection. */
export function sampleNote(
  { isWhole, rows }: Pick<TableSample, 'isWhole' | 'rows'>,
  used = rows.length,
): { sampledRows?: number } {
  return isWhole && used === rows.length ? {} : { sampledRows: used };
}

/** At most `limit` of the positions 0 to `count` - 1, evenly spread and ascending. */
export function thinned(count: number, limit: number): Uint32Array {
  const kept = Math.min(count, Math.max(0, Math.floor(limit)));
  return Uint32Array.from({ length: kept }, (_, i) => Math.floor((i * count) / kept));
}

function sampleFilter({ table, thresholds, rng }: ProfileContext): string {
  const affordable = Math.max(10_000, thresholds.sampleCells / Math.max(1, table.columns.length));
  const wanted = Math.min(thresholds.sampleRows, affordable);
  if (table.rowCount <= wanted) return '';
  const parts = 4_294_967_296;
  const limit = Math.floor((wanted / table.rowCount) * parts);
  return `WHERE hash(__row + ${rng('table-sample').integer(1_000_000_000)}) % ${parts} < ${limit}`;
}

function sampledColumn(facts: ColumnFacts, numbers: Float64Array): SampledColumn {
  if (facts.column.type !== 'text')
    return { facts, numbers, codes: new Int32Array(0), levels: 0, keys: numbers };
  const { codes, size } = codeKeys(numbers);
  return { facts, numbers: new Float64Array(0), codes, levels: size, keys: numbers };
}
