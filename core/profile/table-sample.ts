import type { Column } from '../contract/dataset.ts';
import type { ColumnFacts } from './column-facts.ts';
import { batches } from './column-values.ts';
import type { ProfileContext } from './detector.ts';
import { perContext } from './per-context.ts';

/** One column of a sample. Text has codes and names, every other type has numbers. */
export interface SampledColumn {
  readonly facts: ColumnFacts;
  /** NaN is missing; booleans are 0 and 1, dates and timestamps seconds since 1970. Empty for text. */
  readonly numbers: Float64Array;
  /** Positions in `names`, -1 for missing. Empty unless text. */
  readonly codes: Int32Array;
  /** Levels in the order in which they first appear. Empty unless text. */
  readonly names: readonly string[];
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
 * every time and its exact size varies a little.
 */
export const tableSample = perContext(async (context: ProfileContext): Promise<TableSample> => {
  const { sql, table, signal } = context;
  const where = sampleFilter(context);
  const isWhole = where === '';
  const [rows = new Float64Array(0)] = await sql.numbers(
    `SELECT CAST(__row AS DOUBLE) FROM ${table.from} ${where}`,
    [],
    signal,
  );
  const sampled = new Map<Column, SampledColumn>();
  const byColumn = new Map(context.columns.map((facts) => [facts.column, facts]));
  const none = { numbers: new Float64Array(0), codes: new Int32Array(0), names: [] };
  for (const batch of batches(
    table.columns.filter(({ type }) => type !== 'text'),
    rows.length,
  )) {
    await context.pause();
    const fetched = await sql.numbers(
      `SELECT ${batch.map(numberOf).join(', ')} FROM ${table.from} ${where}`,
      [],
      signal,
    );
    batch.forEach((column, i) => {
      const facts = byColumn.get(column);
      if (facts !== undefined) sampled.set(column, { ...none, facts, numbers: fetched[i] ?? none.numbers });
    });
  }
  for (const column of table.columns.filter(({ type }) => type === 'text')) {
    await context.pause();
    const facts = byColumn.get(column);
    if (facts !== undefined)
      sampled.set(column, {
        ...none,
        facts,
        ...(await texts({ context, column, where, size: rows.length })),
      });
  }
  return { rows, columns: table.columns.flatMap((column) => sampled.get(column) ?? []), isWhole };
});

/** What a detector states when it worked on a sample, to be spread into its detection. */
export function sampleNote({ isWhole, rows }: TableSample, used = rows.length): { sampledRows?: number } {
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

function numberOf({ sql, type }: Column): string {
  return type === 'date' || type === 'timestamp'
    ? `CASE WHEN isfinite(${sql}) THEN CAST(epoch(${sql}) AS DOUBLE) END`
    : `CAST(${sql} AS DOUBLE)`;
}

async function texts(options: {
  context: ProfileContext;
  column: Column;
  where: string;
  size: number;
}): Promise<Pick<SampledColumn, 'codes' | 'names'>> {
  const { context, column, where, size } = options;
  const codes = new Int32Array(size);
  const known = new Map<string, number>();
  let at = 0;
  const chunks = context.sql.chunks(
    `SELECT ${column.sql} FROM ${context.table.from} ${where}`,
    [],
    context.signal,
  );
  for await (const [cells = []] of chunks) {
    for (const cell of cells) {
      if (cell === null) codes[at++] = -1;
      else {
        const text = String(cell);
        const code = known.get(text) ?? known.size;
        known.set(text, code);
        codes[at++] = code;
      }
    }
  }
  return { codes, names: [...known.keys()] };
}
