import type { Column, ColumnType } from '../../contract/dataset.ts';
import type { JoinKind, JoinSpec } from '../../contract/relation.ts';
import { CoreError } from '../../errors.ts';
import { uniqueNames } from '../../load/column-names.ts';
import type { TypedColumn } from '../../load/typed-columns.ts';
import { suggestName } from '../../shared/suggest-name.ts';
import type { Table } from '../../shared/table.ts';
import type { JoinOn } from './join-counts.ts';
import { areComparable, comparableCells, textCell } from './key-cells.ts';

/** A table to join, under the name of its dataset. */
export interface JoinInput {
  readonly table: Table;
  readonly name: string;
}

/** A column of the result and the side that it comes from. */
export interface JoinedColumn extends TypedColumn {
  readonly side: 'left' | 'right';
}

/** A join that was checked, ready for SQL. */
export interface JoinPlan {
  readonly left: JoinInput;
  readonly right: JoinInput;
  readonly kind: JoinKind;
  readonly on: readonly JoinOn[];
  /** `value` is SQL over l and r. */
  readonly columns: readonly JoinedColumn[];
}

/**
 * Finds the columns of a join by name. Columns of the right side whose name the left side has get the right
 * dataset's name in brackets; in a right or full join the key takes the value of whichever side has one. Pure.
 * Throws COLUMN_UNKNOWN, and INPUT_INVALID for columns that cannot be equal or when none is taken.
 */
export function planJoin(options: {
  left: JoinInput;
  right: JoinInput;
  spec: Omit<JoinSpec, 'left' | 'right'>;
}): JoinPlan {
  const { left, right, spec } = options;
  const on = spec.on.map((pair) => pairOf(left, right, pair));
  const taken = {
    left: (spec.columns.left ?? left.table.columns.map(({ name }) => name)).map((name) => find(left, name)),
    right: spec.columns.right
      ? spec.columns.right.map((name) => find(right, name))
      : right.table.columns.filter((column) => !on.some((pair) => pair.right.name === column.name)),
  };
  if (taken.left.length + taken.right.length === 0) {
    throw new CoreError('INPUT_INVALID', 'The join takes no column; choose at least one of either dataset.');
  }
  const known = new Set(taken.left.map(({ name }) => name));
  const names = uniqueNames([
    ...taken.left.map(({ name }) => name),
    ...taken.right.map(({ name }) => (known.has(name) ? `${name} (${right.name})` : name)),
  ]);
  const values = [
    ...taken.left.map((column) => ({ side: 'left' as const, ...leftValue(column, { on, kind: spec.kind }) })),
    ...taken.right.map(({ sql, type }) => ({ side: 'right' as const, type, value: `r.${sql}` })),
  ];
  const columns = values.map((value, index) => ({
    index,
    name: names[index] ?? '',
    sql: `c${index}`,
    ...value,
  }));
  return { left, right, kind: spec.kind, on, columns };
}

/** SQL for the joined rows, with `left_row` and `right_row`, of which one may be missing. In no order. */
export function joinedRows(
  plan: JoinPlan,
  only: { left?: string; right?: string; kind?: JoinKind } = {},
): string {
  const { left, right, on, columns } = plan;
  const keys = (place: 0 | 1) =>
    on.map((pair, i) => `${comparableCells(pair.left, pair.right)[place]} AS k${i}`).join(', ');
  const side = (table: Table, place: 0 | 1, where = 'true') =>
    `(SELECT *, ${keys(place)} FROM ${table.from} WHERE ${where})`;
  const values = columns.map(({ value, sql }) => `${value} AS ${sql}`).join(', ');
  const equal = on.map((_, i) => `l.k${i} = r.k${i}`).join(' AND ');
  return `SELECT l.__row AS left_row, r.__row AS right_row, ${values} FROM ${side(left.table, 0, only.left)} AS l
    ${(only.kind ?? plan.kind).toUpperCase()} JOIN ${side(right.table, 1, only.right)} AS r ON ${equal}`;
}

/** The order of joined rows: that of the left side, then of the right one; what only the right side has comes last. */
export const joinOrder = 'left_row NULLS LAST, right_row NULLS FIRST';

function pairOf(left: JoinInput, right: JoinInput, pair: { left: string; right: string }): JoinOn {
  const [a, b] = [find(left, pair.left), find(right, pair.right)];
  if (a.type === b.type || areComparable(a.type, b.type) || isMoment(a.type, b.type))
    return { left: a, right: b };
  throw new CoreError(
    'INPUT_INVALID',
    `"${a.name}" of ${left.name} (${a.type}) and "${b.name}" of ${right.name} (${b.type}) are never equal; choose columns of one type.`,
    { details: { left: a.name, right: b.name } },
  );
}

function isMoment(...types: ColumnType[]): boolean {
  return types.every((type) => type === 'date' || type === 'timestamp');
}

/** A key has the other side's value in rows that only the right side has. */
function leftValue(
  column: Column,
  { on, kind }: { on: readonly JoinOn[]; kind: JoinKind },
): { type: ColumnType; value: string } {
  const own = { type: column.type, value: `l.${column.sql}` };
  const pair = on.find(({ left }) => left === column);
  if (!pair || kind === 'inner' || kind === 'left') return own;
  const { right } = pair;
  if (right.type === column.type)
    return { type: column.type, value: `coalesce(l.${column.sql}, r.${right.sql})` };
  const text = (side: string, { sql, type }: Column) =>
    textCell({ index: 0, name: '', sql: `${side}.${sql}`, type });
  return { type: 'text', value: `coalesce(${text('l', column)}, ${text('r', right)})` };
}

function find({ table, name }: JoinInput, wanted: string): Column {
  const column = table.columns.find((candidate) => candidate.name === wanted);
  if (column) return column;
  const names = table.columns.map((candidate) => candidate.name);
  throw new CoreError(
    'COLUMN_UNKNOWN',
    `${name} has no column "${wanted}"; ${suggestName(wanted, names, 'columns')}`,
    {
      details: { column: wanted },
    },
  );
}
