import type { Column } from '../contract/dataset.ts';
import type { RecipeSpec, SplitSpec } from '../contract/experiment.ts';
import { CoreError } from '../errors.ts';
import { prepareColumns } from '../recipe/fit-steps.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';

/** What a split by group or by time goes by, one per row in file order. */
export interface RowKeys {
  /** Rows with the same number stay together; -1 belongs to nothing. */
  readonly groups?: Int32Array;
  /** Ascending with time, in any unit; NaN where there is none. */
  readonly times?: Float64Array;
}

/**
 * Reads what the split goes by: for `group` the columns with that role, of which rows that share a value of any stay
 * together; for `time` the one column with that role. Marked values are missing, and steps that learn nothing are made.
 * Throws SPEC_INVALID where no column, or more than one of the time, has the role, or the time is neither date nor number.
 */
export async function readRowKeys(options: {
  sql: Sql;
  table: Table;
  split: Pick<SplitSpec, 'kind'>;
  recipe: Pick<RecipeSpec, 'roles' | 'steps' | 'missing'>;
  salt?: string;
  signal?: AbortSignal;
}): Promise<RowKeys> {
  const { split, recipe, sql, signal } = options;
  if (split.kind !== 'group' && split.kind !== 'time') return {};
  const named = options.table.columns.filter(({ name }) => recipe.roles[name] === split.kind);
  const table = prepareColumns({ ...options, names: named.map(({ name }) => name) });
  const columns = table.columns.filter(({ index }) => named.some((column) => column.index === index));
  const [first] = columns;
  if (first === undefined) throw roleMissing(split.kind);
  if (split.kind === 'group') {
    const codes: Int32Array[] = [];
    for (const column of columns) codes.push(await codesOf({ sql, table, column, signal }));
    return { groups: joined(codes, table.rowCount) };
  }
  if (columns.length > 1) throw timesMany(columns);
  return { times: await timesOf({ sql, table, column: first, signal }) };
}

interface Reading {
  readonly sql: Sql;
  readonly table: Table;
  readonly column: Column;
  readonly signal?: AbortSignal;
}

/** Equal cells have one code; missing ones have -1. */
async function codesOf({ sql, table, column, signal }: Reading): Promise<Int32Array> {
  const codes = new Int32Array(table.rowCount).fill(-1);
  const known = new Map<string, number>();
  let row = 0;
  for await (const [cells = []] of sql.chunks(
    `SELECT ${column.sql} FROM ${fromOf(table, [column])}`,
    [],
    signal,
  )) {
    for (const cell of cells) {
      if (cell !== null && !Number.isNaN(cell)) {
        const code = known.get(String(cell)) ?? known.size;
        known.set(String(cell), code);
        codes[row] = code;
      }
      row++;
    }
  }
  return codes;
}

async function timesOf({ sql, table, column, signal }: Reading): Promise<Float64Array> {
  const { sql: cell, type } = column;
  if (type === 'text' || type === 'boolean') throw notATime(column);
  const isMoment = type === 'date' || type === 'timestamp';
  const value = isMoment ? `CASE WHEN isfinite(${cell}) THEN epoch(${cell}) END` : cell;
  const [times = new Float64Array(table.rowCount).fill(Number.NaN)] = await sql.numbers(
    `SELECT CAST(${value} AS DOUBLE) FROM ${table.from}`,
    [],
    signal,
  );
  return times;
}

/** One number for all rows that are linked by a shared code in any of the columns, over however many steps. */
function joined(columns: readonly Int32Array[], rowCount: number): Int32Array {
  const [only] = columns;
  if (only !== undefined && columns.length === 1) return only;
  const parent = Int32Array.from({ length: rowCount }, (_, row) => row);
  const rootOf = (row: number) => {
    let root = row;
    while (parent[root] !== root) {
      const above = parent[root] ?? root;
      parent[root] = parent[above] ?? above;
      root = parent[root] ?? root;
    }
    return root;
  };
  const isLinked = new Uint8Array(rowCount);
  for (const codes of columns) {
    const firstRow = new Map<number, number>();
    for (const [row, code] of codes.entries()) {
      if (code < 0) continue;
      isLinked[row] = 1;
      const first = firstRow.get(code);
      if (first === undefined) firstRow.set(code, row);
      else parent[rootOf(row)] = rootOf(first);
    }
  }
  return parent.map((_, row) => (isLinked[row] ? rootOf(row) : -1));
}

function roleMissing(kind: 'group' | 'time'): CoreError {
  const what = kind === 'group' ? 'what rows belong to, such as a patient' : 'when a row came about';
  return new CoreError(
    'SPEC_INVALID',
    `The split by ${kind} needs a column that says ${what}; give one the role "${kind}", or choose another split.`,
    { details: { kind } },
  );
}

function timesMany(columns: readonly Column[]): CoreError {
  const names = columns.map(({ name }) => `"${name}"`).join(' and ');
  return new CoreError(
    'SPEC_INVALID',
    `The split by time goes by one column, but ${names} have the role "time"; leave it to one of them.`,
    { details: { columns: names } },
  );
}

function notATime({ name, type }: Column): CoreError {
  return new CoreError(
    'SPEC_INVALID',
    `Column "${name}" has the role "time" but is ${type === 'text' ? 'a text' : 'yes or no'}; ` +
      'cast it to a date or a time, or choose another column.',
    { details: { column: name, type } },
  );
}
