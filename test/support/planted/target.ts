import type { Rng } from '../../../core/shared/rng.ts';
import { countOf, drawRows } from './draw.ts';
import {
  everyPrevalence,
  makeCells,
  type PlantedTable,
  type Planter,
  rowNumbers,
  withCells,
  withColumns,
} from './planted-table.ts';

/** The table with another target in place of its own. */
function withTarget(table: PlantedTable, cells: readonly string[]): PlantedTable {
  const name = table.target ?? '';
  return {
    ...table,
    columns: table.columns.map((column) => (column.name === name ? { name, cells } : column)),
  };
}

/** Twenty measurements that together tell two kinds apart, none of them alone with an AUC of 0.8. */
function separable(table: PlantedTable, rng: Rng): PlantedTable {
  const kinds = makeCells(table.rowCount, () => (rng.next() < 0.45 ? 'yes' : 'no'));
  const columns = Array.from({ length: 20 }, (_, i) => ({
    name: `signal_${i + 1}`,
    cells: kinds.map((kind) => ((kind === 'yes' ? 0.5 : -0.5) * 1.1 + rng.normal()).toFixed(4)),
  }));
  return withColumns(withTarget(table, kinds), columns);
}

export const targetPlanters: readonly Planter[] = [
  {
    detector: 'target.imbalance',
    defect: 'a class that only the given share of rows has',
    scope: 'table',
    at: [1e-5, 1e-4, 1e-3, 1e-2],
    elsewhere: 'a tenth is not rare',
    plant(table, { rng, prevalence }) {
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      const isRare = new Set(rows);
      return {
        table: withTarget(
          table,
          makeCells(table.rowCount, (row) => (isRare.has(row) ? 'yes' : 'no')),
        ),
        expected: [
          {
            detector: 'target.imbalance',
            columns: table.target === null ? [] : [table.target],
            rows: rowNumbers(rows),
          },
        ],
      };
    },
  },
  {
    detector: 'target.missing',
    defect: 'rows without a label',
    scope: 'table',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, { rng, prevalence }) {
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      const name = table.target ?? '';
      return {
        table: withCells(table, name, new Map(rows.map((row) => [row, '']))),
        expected: [{ detector: 'target.missing', columns: [name], rows: rowNumbers(rows) }],
      };
    },
  },
  {
    detector: 'target.single',
    defect: 'a target with one class',
    scope: 'table',
    at: [1],
    elsewhere: 'a target with a second class is not single',
    plant(table) {
      return {
        table: withTarget(
          table,
          makeCells(table.rowCount, () => 'no'),
        ),
        expected: [{ detector: 'target.single', columns: [table.target ?? ''], rows: [] }],
      };
    },
  },
  {
    detector: 'target.label-noise',
    defect: 'labels turned round where twenty features together leave little doubt',
    scope: 'table',
    at: [1e-3, 1e-2, 0.1],
    elsewhere: 'fewer than 10 turned labels drown among the doubtful ones',
    isEstimate: true,
    leastCells: 10,
    plant(table, { rng, prevalence }) {
      const made = separable(table, rng);
      const name = made.target ?? '';
      const labels = made.columns.find((column) => column.name === name)?.cells ?? [];
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      const turned = new Map(rows.map((row) => [row, labels[row] === 'yes' ? 'no' : 'yes']));
      return {
        table: withCells(made, name, turned),
        expected: [{ detector: 'target.label-noise', columns: [name], rows: rowNumbers(rows) }],
      };
    },
  },
];
