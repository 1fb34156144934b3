import type { ColumnType } from '../../core/contract/dataset.ts';
import { experimentSpec, type SplitSpec } from '../../core/contract/experiment.ts';
import type { Issue } from '../../core/contract/profile.ts';
import { columnFacts } from '../../core/profile/column-facts.ts';
import { columnValues } from '../../core/profile/column-values.ts';
import { createRng, type Rng } from '../../core/shared/rng.ts';
import type { Sql, SqlValue } from '../../core/shared/sql.ts';
import type { Table } from '../../core/shared/table.ts';
import { checkSplit } from '../../core/split/checks/check-split.ts';
import { readLabels } from '../../core/split/labels.ts';
import { PART, planSplit } from '../../core/split/plan.ts';
import { readRowKeys } from '../../core/split/row-keys.ts';
import { makeTable } from './make-table.ts';

const { recipe: plainRecipe, split } = experimentSpec.pick({ recipe: true, split: true }).parse({});
const { train, validation, test: tested } = PART;

/** What a split is checked with in tests. */
export interface Checked {
  table: Table;
  /** By default those of a stratified split. */
  parts?: Uint8Array;
  target?: string;
  recipe?: Partial<typeof plainRecipe>;
  positive?: { not: string };
  /** By default stratified; the parts of a split by group or time go by the roles of the recipe. */
  kind?: SplitSpec['kind'];
}

/** What all checks say of the parts of a table. */
export async function checkTable(
  sql: Sql,
  { table, target = 'y', positive, recipe: changes, parts, kind = 'stratified' }: Checked,
): Promise<Issue[]> {
  const spec = { column: target, positive };
  const labels = await readLabels({ sql, table, target: spec });
  const values = columnValues({ sql, table });
  const facts = await columnFacts({ sql, table, values, pause: async () => {} });
  /* As the engine keeps them from an earlier look: equal columns, not the same objects. */
  const columns = structuredClone(facts);
  const recipe = { ...plainRecipe, ...changes };
  const keys = await readRowKeys({ sql, table, split: { kind }, recipe });
  const { issues } = await checkSplit({
    sql,
    table,
    columns,
    target: spec,
    recipe,
    kind,
    labels,
    parts: parts ?? planSplit({ labels, spec: { ...split, kind }, seed: 1, keys }).parts,
    now: () => 0,
  });
  return issues;
}

/** Rows, further columns, and the cells of these in a row. */
export type Noise = [
  rowCount: number,
  columns?: Record<string, ColumnType>,
  more?: (row: number, rng: Rng) => SqlValue[],
];

/** Rows of noise with classes a and b in turn; `more` adds cells of further columns. */
export async function noiseTable(
  sql: Sql,
  ...[rowCount, columns = {}, more = () => []]: Noise
): Promise<Table> {
  const rng = createRng(7);
  const rows = Array.from({ length: rowCount }, (_, row) => [
    rng.normal(),
    rng.next(),
    row % 2 === 0 ? 'a' : 'b',
    ...more(row, rng),
  ]);
  return makeTable(sql, { x1: 'number', x2: 'number', y: 'text', ...columns }, rows);
}

/** Six in ten rows are train, two validation, two test, in file order or dealt in turn. */
export function inOrder(rowCount: number): Uint8Array {
  return Uint8Array.from({ length: rowCount }, (_, row) =>
    row < 0.6 * rowCount ? train : row < 0.8 * rowCount ? validation : tested,
  );
}
export function inTurn(rowCount: number): Uint8Array {
  return Uint8Array.from(
    { length: rowCount },
    (_, row) => [train, train, train, validation, tested][row % 5] ?? train,
  );
}

export const byId = (issues: readonly Issue[], id: string) =>
  issues.filter(({ detector }) => detector === id);
