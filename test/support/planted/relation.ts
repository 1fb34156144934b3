import type { Rng } from '../../../core/shared/rng.ts';
import { between, countOf, drawRows, poisson } from './draw.ts';
import {
  type Expected,
  everyPrevalence,
  makeCells,
  type PlantedTable,
  type Prevalence,
  rowNumbers,
  withCells,
} from './planted-table.ts';

/** Two tables, the second of which refers to the first. */
export interface PlantedPair {
  readonly parent: PlantedTable;
  readonly child: PlantedTable;
}

/** Plants a defect of a relation; expected columns and rows are those of the table that holds the defect. */
export interface RelationPlanter {
  readonly detector: string;
  readonly defect: string;
  readonly at: readonly Prevalence[];
  readonly elsewhere: string;
  readonly holder: 'parent' | 'child';
  plant(
    pair: PlantedPair,
    options: { prevalence: Prevalence; rng: Rng },
  ): PlantedPair & { expected: Expected };
}

const key = 'depot_id';

/** Rows of parent and child so that the holder of a defect has enough for a prevalence. */
export function pairSize(
  { holder }: RelationPlanter,
  prevalence: Prevalence,
): { parentRows: number; childRows: number } {
  const rows = Math.max(2000, Math.ceil(1 / prevalence) + 1);
  return holder === 'parent'
    ? { parentRows: rows, childRows: 2 * rows }
    : { parentRows: rows / 10, childRows: rows };
}

/** A parent of one row per depot, and a child whose rows each name one of them, all of them where there are enough. No defects. */
export function cleanPair(options: { parentRows: number; childRows: number; rng: Rng }): PlantedPair {
  const { childRows, rng } = options;
  const depots = Math.ceil(options.parentRows);
  const names = makeCells(depots, (row) => `D${10_000_000 + 7 * row}`);
  const parent: PlantedTable = {
    rowCount: depots,
    columns: [
      { name: key, cells: names },
      { name: 'area', cells: makeCells(depots, () => (400 + 60 * rng.normal()).toFixed(1)) },
      { name: 'gates', cells: makeCells(depots, () => String(between(rng, 2, 30))) },
    ],
    target: null,
  };
  const child: PlantedTable = {
    rowCount: childRows,
    columns: [
      { name: 'delivery_no', cells: makeCells(childRows, (row) => String(700_001 + row)) },
      {
        name: key,
        cells: makeCells(childRows, (row) => names[row < depots ? row : rng.integer(depots)] ?? ''),
      },
      { name: 'crates', cells: makeCells(childRows, () => String(1 + poisson(rng, 4))) },
      { name: 'cost', cells: makeCells(childRows, () => Math.exp(4 + 0.6 * rng.normal()).toFixed(2)) },
    ],
    target: null,
  };
  return { parent, child };
}

/** Repeats the keys of other rows in the given share of the parent's rows. */
function repeatedKeys(pair: PlantedPair, { prevalence, rng }: { prevalence: Prevalence; rng: Rng }) {
  const { parent } = pair;
  const rows = drawRows(rng, parent.rowCount - 1, countOf(parent.rowCount - 1, prevalence)).map(
    (row) => row + 1,
  );
  const cells = parent.columns.find(({ name }) => name === key)?.cells ?? [];
  const repeats = new Map(rows.map((row) => [row, cells[row - 1] ?? '']));
  return { table: withCells(parent, key, repeats), rows: rowNumbers(rows.flatMap((row) => [row - 1, row])) };
}

export const relationPlanters: readonly RelationPlanter[] = [
  {
    detector: 'relation.orphan',
    defect: 'child rows that name a depot which the parent does not have',
    at: everyPrevalence,
    elsewhere: '',
    holder: 'child',
    plant(pair, { prevalence, rng }) {
      const { child } = pair;
      const rows = drawRows(rng, child.rowCount, countOf(child.rowCount, prevalence));
      const depots = countOf(pair.parent.rowCount, prevalence);
      const lost = new Map(rows.map((row) => [row, `D${90_000_000 + 7 * rng.integer(depots)}`]));
      return {
        ...pair,
        child: withCells(child, key, lost),
        expected: { detector: 'relation.orphan', columns: [key], rows: rowNumbers(rows) },
      };
    },
  },
  {
    detector: 'relation.key',
    defect: 'a parent key that a few rows repeat',
    at: [1e-5, 1e-4, 1e-3, 1e-2],
    elsewhere: 'a tenth of repeated values is no near-unique key',
    holder: 'parent',
    plant(pair, options) {
      const { table, rows } = repeatedKeys(pair, options);
      return { ...pair, parent: table, expected: { detector: 'relation.key', columns: [key], rows } };
    },
  },
  {
    detector: 'relation.fan-out',
    defect: 'a parent in which some keys stand twice, so that a join multiplies rows',
    at: everyPrevalence,
    elsewhere: '',
    holder: 'parent',
    plant(pair, options) {
      const { table, rows } = repeatedKeys(pair, options);
      return { ...pair, parent: table, expected: { detector: 'relation.fan-out', columns: [key], rows } };
    },
  },
];
