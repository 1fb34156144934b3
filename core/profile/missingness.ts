import { fromOf } from '../shared/table.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import { perContext } from './per-context.ts';

/** Which cells are missing, for the columns where some are and some are not. */
export interface Missingness {
  readonly columns: readonly MissingColumn[];
  /** Missing cells of each row, over all columns of the table. */
  readonly perRow: Uint16Array;
}

/** Bit i of `bits` (least significant first, 32 to a word) is set when the cell in row i (0 is the first) is missing. */
export interface MissingColumn {
  readonly facts: ColumnFacts;
  readonly bits: Uint32Array;
}

/** Columns whose missing cells travel as one whole number per row. */
const maskColumns = 30;

/** Missing cells of all columns, NULL or NaN, exact over all rows; columns without any are not read. */
export const missingness = perContext(async (context: ProfileContext): Promise<Missingness> => {
  const all = context.columns.filter(({ statistics }) => statistics.count === 0).length;
  const some = context.columns.filter(({ statistics }) => statistics.missing > 0 && statistics.count > 0);
  const kept = some.filter((facts) => context.values.holdsAll && isNaNWhereMissing(facts));
  const rest = some.filter((facts) => !kept.includes(facts));
  const found = new Map([...(await bitsOfKept(context, kept)), ...(await bitsOfRest(context, rest))]);
  const columns = some.map((facts) => ({ facts, bits: found.get(facts) ?? new Uint32Array(0) }));
  const perRow = new Uint16Array(context.table.rowCount).fill(all);
  for (const { bits } of columns) {
    for (let word = 0; word < bits.length; word++) {
      for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
        const row = 32 * word + 31 - Math.clz32(left & -left);
        perRow[row] = (perRow[row] ?? 0) + 1;
      }
    }
  }
  return { columns, perRow };
});

type ColumnBits = readonly [ColumnFacts, Uint32Array];

/** Of moments, infinite ones are NaN as well among a column's numbers. */
function isNaNWhereMissing({ column }: ColumnFacts): boolean {
  return column.type !== 'date' && column.type !== 'timestamp';
}

/** From columns that other detectors need as well. */
async function bitsOfKept(
  { values, pause }: ProfileContext,
  kept: readonly ColumnFacts[],
): Promise<ColumnBits[]> {
  const found: ColumnBits[] = [];
  await values.prefetchKeys(kept.map(({ column }) => column));
  for (const facts of kept) {
    await pause();
    const keys = await values.keys(facts.column);
    const bits = new Uint32Array(Math.ceil(keys.length / 32));
    for (let row = 0; row < keys.length; row++) {
      if (Number.isNaN(keys[row])) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
    }
    found.push([facts, bits]);
  }
  return found;
}

/** With a scan of these columns alone, which keeps nothing of them. */
async function bitsOfRest(
  { sql, table, signal, pause }: ProfileContext,
  rest: readonly ColumnFacts[],
): Promise<ColumnBits[]> {
  const found: ColumnBits[] = [];
  for (let start = 0; start < rest.length; start += maskColumns) {
    await pause();
    const group = rest.slice(start, start + maskColumns);
    const terms = group.map((facts, i) => `CASE WHEN ${isMissing(facts)} THEN ${2 ** i} ELSE 0 END`);
    const from = fromOf(
      table,
      group.map(({ column }) => column),
    );
    const query = `SELECT CAST(${terms.join(' + ')} AS DOUBLE) FROM ${from}`;
    const [masks = new Float64Array(0)] = await sql.numbers(query, [], signal);
    const bits = group.map(() => new Uint32Array(Math.ceil(table.rowCount / 32)));
    for (let row = 0; row < masks.length; row++) {
      for (let mask = masks[row] ?? 0; mask !== 0; mask &= mask - 1) {
        const words = bits[31 - Math.clz32(mask & -mask)];
        if (words !== undefined) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
      }
    }
    found.push(...group.map((facts, i): ColumnBits => [facts, bits[i] ?? new Uint32Array(0)]));
  }
  return found;
}

/** Whether the cell of a row (0 is the first) is missing. */
export function isMissingAt({ bits }: MissingColumn, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

function isMissing({ column }: ColumnFacts): string {
  return column.type === 'number' ? `${column.sql} IS NULL OR isnan(${column.sql})` : `${column.sql} IS NULL`;
}
