import { fromOf } from '../shared/table.ts';
import { cellKey } from './cell-expressions.ts';
import { numbersAt } from './cells-at.ts';
import { codeKeys } from './code-keys.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import type { DrawnLevels } from './level-screen.ts';

/** Rows that the drawn levels have together, or about as many. */
const rowsOfLevels = 40_000;

/** Drawn levels of a column of text, and the keys in their rows of the columns asked for, in that order. */
export interface LevelCells extends DrawnLevels {
  readonly keys: readonly Float64Array[];
}

/** Whether no level has so many rows that drawing it would draw much of the table. */
export function isDrawnByLevels({ statistics }: ColumnFacts): boolean {
  return (statistics.top[0]?.count ?? 0) <= rowsOfLevels;
}

/** Levels whose hashes lie below a limit, which is as good as drawn, with the cells of `columns` in their rows. */
export async function drawLevels(
  context: ProfileContext,
  facts: ColumnFacts,
  columns: readonly ColumnFacts[],
): Promise<LevelCells> {
  const { rowCount } = context.table;
  const limit = Math.floor(Math.min(1, rowsOfLevels / rowCount) * 2 ** 53);
  const draw = context.values.holdsAll ? drawnFromKept : drawnFromTable;
  const { own, others } = await draw(context, { facts, columns, limit });
  return { ...codeKeys(own), distinct: facts.statistics.distinct, keys: others };
}

interface Draw {
  readonly facts: ColumnFacts;
  readonly columns: readonly ColumnFacts[];
  readonly limit: number;
}

interface DrawnKeys {
  /** Of the column whose levels are drawn. */
  readonly own: Float64Array;
  readonly others: readonly Float64Array[];
}

async function drawnFromKept(
  { values, pause }: ProfileContext,
  { facts, columns, limit }: Draw,
): Promise<DrawnKeys> {
  const whole = await values.keys(facts.column);
  const found: number[] = [];
  for (let row = 0; row < whole.length; row++) if ((whole[row] ?? 0) < limit) found.push(row);
  const positions = Uint32Array.from(found);
  const others: Float64Array[] = [];
  for (const { column } of columns) {
    await pause();
    others.push(numbersAt(await values.keys(column), positions));
  }
  return { own: numbersAt(whole, positions), others };
}

/** With one scan that keeps nothing of the other rows. */
async function drawnFromTable(
  { sql, table, signal }: ProfileContext,
  { facts, columns, limit }: Draw,
): Promise<DrawnKeys> {
  const key = cellKey(facts.column);
  const list = columns.map(({ column }) => cellKey(column));
  const read = [facts, ...columns].map(({ column }) => column);
  const [own = new Float64Array(0), ...others] = await sql.numbers(
    `SELECT ${[key, ...list].join(', ')} FROM ${fromOf(table, [...new Set(read)])} WHERE ${key} < ${limit}`,
    [],
    signal,
  );
  return { own, others };
}
