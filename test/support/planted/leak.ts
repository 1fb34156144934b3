import { countOf } from './draw.ts';
import {
  makeCells,
  type PlantedColumn,
  type PlantedTable,
  type Planter,
  rowNumbers,
  withColumns,
} from './planted-table.ts';

function isPositive(table: PlantedTable): (row: number) => boolean {
  const cells = table.columns.find(({ name }) => name === table.target)?.cells ?? [];
  return (row) => cells[row] === 'yes';
}

export const leakPlanters: readonly Planter[] = [
  {
    detector: 'leak.feature',
    defect: 'a number and a category that follow from the target, wrong in 2 % of rows, and one of AUC 0.88',
    scope: 'columns',
    at: [1],
    elsewhere: 'a column gives the target away or does not',
    plant(table, { rng }) {
      const isYes = isPositive(table);
      const truth = (row: number) => isYes(row) !== rng.next() < 0.02;
      const columns: PlantedColumn[] = [
        {
          name: 'closing_balance',
          cells: makeCells(table.rowCount, (row) => ((truth(row) ? 20 : 80) + 8 * rng.normal()).toFixed(2)),
        },
        {
          name: 'final_status',
          cells: makeCells(table.rowCount, (row) =>
            truth(row) ? 'closed' : rng.next() < 0.7 ? 'open' : 'paused',
          ),
        },
        {
          name: 'recent_calls',
          cells: makeCells(table.rowCount, (row) => ((isYes(row) ? 1.66 : 0) + rng.normal()).toFixed(3)),
        },
      ];
      return {
        table: withColumns(table, columns),
        expected: columns.map(({ name }) => ({ detector: 'leak.feature', columns: [name], rows: [] })),
      };
    },
  },
  {
    detector: 'leak.after-outcome',
    defect: 'a column that is filled in the given share of rows, in 98 % of them where the target is yes',
    scope: 'columns',
    at: [1e-4, 1e-3, 1e-2, 0.1],
    elsewhere: 'fewer than 12 filled rows are no proof',
    leastCells: 12,
    plant(table, { rng, prevalence }) {
      const isYes = isPositive(table);
      const wanted = countOf(table.rowCount, prevalence);
      const order = Array.from(rng.permutation(table.rowCount));
      const wrong = Math.floor(0.02 * wanted);
      const rows = [
        ...order.filter(isYes).slice(0, wanted - wrong),
        ...order.filter((row) => !isYes(row)).slice(0, wrong),
      ];
      const isFilled = new Set(rows);
      const name = 'refund_amount';
      const cells = makeCells(table.rowCount, (row) =>
        isFilled.has(row) ? (40 + 300 * rng.next()).toFixed(2) : '',
      );
      return {
        table: withColumns(table, [{ name, cells }]),
        expected: [{ detector: 'leak.after-outcome', columns: [name], rows: rowNumbers(rows) }],
      };
    },
  },
  {
    detector: 'leak.name',
    defect: 'a column whose name says that it comes after the outcome, with an AUC of 0.85',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the column',
    plant(table, { rng }) {
      const isYes = isPositive(table);
      const name = 'balance_after';
      const cells = makeCells(table.rowCount, (row) =>
        (100 + 10 * ((isYes(row) ? 1.47 : 0) + rng.normal())).toFixed(2),
      );
      return {
        table: withColumns(table, [{ name, cells }]),
        expected: [{ detector: 'leak.name', columns: [name], rows: [] }],
      };
    },
  },
];
