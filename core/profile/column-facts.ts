import type { Column } from '../contract/dataset.ts';
import type { ColumnStatistics } from '../contract/profile.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { batches, type ColumnValues } from './column-values.ts';
import { frequentShapes, readShapes } from './frequent-shapes.ts';
import { inLanes, mixed } from './lanes.ts';
import { momentStatistics } from './moment-statistics.ts';
import { type NumericFacts, topSize } from './numeric-facts.ts';
import { columnsAtOnce, fewRows, shortTexts } from './short-texts.ts';
import { uniqueTexts } from './unique-texts.ts';

/** A column's exact statistics, and what detectors need besides. */
export interface ColumnFacts {
  readonly column: Column;
  readonly statistics: ColumnStatistics;
  /** For integer and number columns. */
  readonly numeric: NumericFacts | null;
}

/** Groups of columns worked on at a time when there are threads: one is read while the others are counted. */
const lanes = 3;
/** Types that are no numbers, those that are mostly done soonest first. */
const soonest: readonly Column['type'][] = ['boolean', 'text', 'date', 'timestamp'];
const largestExactInteger = 2 ** 53;

/**
 * Exact facts of every column in file order, over all rows. Missing is NULL or NaN.
 * Numbers and moments are fetched and counted here, numbers so that sums have a fixed order; everything else is counted
 * in SQL, as are whole numbers beyond 2^53, whose quantiles are then rounded to doubles, and moments that are infinite
 * or far off. `onColumn` hears how many
 * columns are done, and the statistics of the latest. Tables without rows give counts of 0 and NaN statistics.
 */
export async function columnFacts(options: {
  sql: Sql;
  table: Table;
  values: ColumnValues;
  pause: () => Promise<void>;
  onColumn?: (done: number, statistics: ColumnStatistics) => void;
  signal?: AbortSignal;
}): Promise<ColumnFacts[]> {
  const { sql, table, values, pause, signal } = options;
  const facts = new Map<number, ColumnFacts>();
  const isNumeric = (column: Column) => column.type === 'integer' || column.type === 'number';

  function keep(found: ColumnFacts): void {
    facts.set(found.column.index, found);
    options.onColumn?.(facts.size, found.statistics);
  }

  async function countNumbers(batch: readonly Column[]): Promise<void> {
    await values.prefetchNumbers(batch);
    for (const column of batch) {
      await pause();
      const { facts: numeric, missing } = await values.summary(column);
      const { min, max } = numeric.statistics;
      if (column.type === 'integer' && Math.max(-min, max) >= largestExactInteger) {
        await countOther(column, numeric);
        continue;
      }
      const count = table.rowCount - missing;
      const { distinct, top } = numeric;
      const statistics = {
        column,
        count,
        missing,
        distinct,
        numeric: numeric.statistics,
        text: null,
        time: null,
        top,
      };
      keep({ column, numeric, statistics });
    }
  }

  async function countOther(column: Column, numeric: NumericFacts | null): Promise<void> {
    await pause();
    const tally = (await countTexts(column)) ?? (await countValues({ sql, table, column, signal }));
    const { distinct, top } = tally;
    keep({
      column,
      numeric: numeric && { ...numeric, distinct, top },
      statistics: { ...tally, numeric: numeric?.statistics ?? null },
    });
  }

  /** The ways that are short for many columns of texts; null for others. */
  async function countTexts(column: Column): Promise<Omit<ColumnStatistics, 'numeric'> | null> {
    if (column.type !== 'text') return null;
    const counted = await values.countedTexts(column);
    if (counted !== null) return { ...counted, column, missing: table.rowCount - counted.count, time: null };
    return uniqueTexts({ sql, table, values, column, signal });
  }

  async function countMoments(column: Column): Promise<void> {
    await pause();
    const tally = await momentStatistics({ sql, table, values, column, signal });
    if (tally === null) await countOther(column, null);
    else keep({ column, numeric: null, statistics: tally });
  }

  async function countShortTexts(columns: readonly Column[]): Promise<void> {
    await pause();
    for (const tally of await shortTexts({ sql, table, columns, signal })) {
      keep({ column: tally.column, numeric: null, statistics: { ...tally, numeric: null } });
    }
  }

  const texts = table.rowCount > fewRows ? [] : table.columns.filter(({ type }) => type === 'text');
  const inOne = Array.from({ length: Math.ceil(texts.length / columnsAtOnce) }, (_, i) =>
    texts.slice(i * columnsAtOnce, (i + 1) * columnsAtOnce),
  ).map((columns) => () => countShortTexts(columns));
  const numbers = batches(table.columns.filter(isNumeric), table.rowCount).map(
    (batch) => () => countNumbers(batch),
  );
  const others = table.columns
    .filter((column) => !isNumeric(column) && !texts.includes(column))
    .sort((a, b) => soonest.indexOf(a.type) - soonest.indexOf(b.type))
    .map((column) => () => (isTime(column) ? countMoments(column) : countOther(column, null)));
  await inLanes(mixed([...inOne, ...others], numbers), values.threads === undefined ? 1 : lanes);
  return table.columns.flatMap((column) => facts.get(column.index) ?? []);
}

function isTime({ type }: Column): boolean {
  return type === 'date' || type === 'timestamp';
}

/** Everything about one column that is counted in SQL, by grouping its cells once. */
async function countValues(options: {
  sql: Sql;
  table: Table;
  column: Column;
  signal: AbortSignal | undefined;
}): Promise<Omit<ColumnStatistics, 'numeric'>> {
  const { sql, table, column, signal } = options;
  const isText = column.type === 'text';
  const ends = isText
    ? `min(length(value)) AS least, max(length(value)) AS most`
    : 'min(value) AS least, max(value) AS most';
  const shapes = isText ? `(${frequentShapes('counted')})` : '(SELECT NULL AS shapes)';
  const rows = await sql.rows(
    `WITH counted AS MATERIALIZED
       (SELECT ${column.sql} AS value, count(*) AS n FROM ${fromOf(table, [column])} WHERE ${column.sql} IS NOT NULL GROUP BY ALL)
     SELECT * FROM (SELECT value, n FROM counted ORDER BY n DESC, value LIMIT ${topSize}),
       (SELECT count(*) AS levels, CAST(sum(n) AS BIGINT) AS filled, ${ends} FROM counted), ${shapes}
     ORDER BY n DESC, value`,
    [],
    signal,
  );
  const [{ levels = 0, filled = 0, least = null, most = null, shapes: found = null } = {}] = rows;
  const isFilled = rows.length > 0;
  return {
    column,
    count: Number(filled),
    missing: table.rowCount - Number(filled),
    distinct: Number(levels),
    text:
      isText && isFilled
        ? { minLength: Number(least), maxLength: Number(most), shapes: readShapes(found) }
        : null,
    time: isTime(column) && isFilled ? { min: String(least), max: String(most), spread: null } : null,
    top: rows.map(({ value = null, n }) => ({ value, count: Number(n) })),
  };
}
