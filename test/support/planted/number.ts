import type { Rng } from '../../../core/shared/rng.ts';
import { countOf, drawRows } from './draw.ts';
import {
  everyPrevalence,
  makeCells,
  type PlantedColumn,
  type PlantedTable,
  type Planter,
  type PlantOptions,
  rowNumbers,
  withColumns,
} from './planted-table.ts';

/** A column of which the given share of cells is replaced, and the rows of these. */
function replaced(options: {
  rowCount: number;
  plant: PlantOptions;
  name: string;
  usual: () => number;
  replace: (usual: number) => string;
  digits: number;
}): { column: PlantedColumn; rows: number[] } {
  const { rowCount, plant, name, usual, replace, digits } = options;
  const rows = drawRows(plant.rng, rowCount, countOf(rowCount, plant.prevalence));
  const isReplaced = new Set(rows);
  const cells = makeCells(rowCount, (row) =>
    isReplaced.has(row) ? replace(usual()) : usual().toFixed(digits),
  );
  return { column: { name, cells }, rows: rowNumbers(rows) };
}

function replacing(
  detector: string,
  columnsOf: (
    rng: Rng,
  ) => readonly { name: string; usual: () => number; replace: (usual: number) => string; digits: number }[],
): Planter['plant'] {
  return (table, plant) => {
    const made = columnsOf(plant.rng).map((column) =>
      replaced({ ...column, rowCount: table.rowCount, plant }),
    );
    return {
      table: withColumns(
        table,
        made.map(({ column }) => column),
      ),
      expected: made.map(({ column, rows }) => ({ detector, columns: [column.name], rows })),
    };
  };
}

function wholeColumn(detector: string, name: string, cell: (rng: Rng) => string): Planter['plant'] {
  return (table, { rng }) => ({
    table: withColumns(table, [{ name, cells: makeCells(table.rowCount, () => cell(rng)) }]),
    expected: [{ detector, columns: [name], rows: [] }],
  });
}

/** Six measurements, and rows in which all of them stand at the edge of what each may be. */
function oddRows(table: PlantedTable, { rng, prevalence }: PlantOptions) {
  const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
  const isOdd = new Set(rows);
  const edge = () => (rng.next() < 0.5 ? -1 : 1) * (4.15 + 0.4 * rng.next());
  const columns = ['ash', 'fibre', 'fat', 'protein', 'sugar', 'water'].map((name) => ({
    name,
    cells: makeCells(table.rowCount, (row) => (60 + 5 * (isOdd.has(row) ? edge() : rng.normal())).toFixed(3)),
  }));
  return {
    table: withColumns(table, columns),
    expected: [{ detector: 'number.outlier-row', columns: [], rows: rowNumbers(rows) }],
  };
}

export const numberPlanters: readonly Planter[] = [
  {
    detector: 'number.outlier',
    defect: 'values 15 to 40 standard deviations from the mean',
    scope: 'columns',
    at: [1e-5, 1e-4, 1e-3, 1e-2],
    elsewhere: 'from 5 % they are no outliers',
    plant: replacing('number.outlier', (rng) => [
      {
        name: 'voltage',
        usual: () => 230 + 2.5 * rng.normal(),
        replace: (usual) => (usual + (rng.next() < 0.5 ? -1 : 1) * 2.5 * (15 + 25 * rng.next())).toFixed(2),
        digits: 2,
      },
    ]),
  },
  {
    detector: 'number.outlier-row',
    defect: 'rows that are at the edge of six measurements at once, in none of them out of range',
    scope: 'table',
    at: [1e-5, 1e-4, 1e-3],
    elsewhere: 'so many rows are a group and not outliers',
    isEstimate: true,
    leastCells: 3,
    plant: oddRows,
  },
  {
    detector: 'number.skew',
    defect: 'a column with a tail so heavy that its skewness is beyond 20',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the column',
    leastRows: 20_000,
    plant: wholeColumn('number.skew', 'exposure', (rng) => Math.exp(3.2 * rng.normal()).toFixed(4)),
  },
  {
    detector: 'number.zeros',
    defect: 'a measurement with fractions that is zero in 70 % of rows',
    scope: 'columns',
    at: [1],
    elsewhere: 'half of the cells and less may be zero',
    plant: wholeColumn('number.zeros', 'rainfall', (rng) =>
      rng.next() < 0.7 ? '0' : (0.2 - 6 * Math.log(1 - rng.next())).toFixed(2),
    ),
  },
  {
    detector: 'number.infinite',
    defect: 'infinite cells',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant: replacing('number.infinite', (rng) => [
      {
        name: 'growth',
        usual: () => 1 + 0.2 * rng.normal(),
        replace: () => (rng.next() < 0.5 ? 'inf' : '-inf'),
        digits: 4,
      },
    ]),
  },
  {
    detector: 'number.capped',
    defect: 'the largest values cut off at a limit, and the smallest at another, a column each',
    scope: 'columns',
    at: [1e-4, 1e-3, 1e-2, 0.1],
    elsewhere: 'fewer than 10 equal cells at an end are no spike',
    leastCells: 10,
    plant(table, plant) {
      const { rng, prevalence } = plant;
      const cut = ({ name, isTop }: { name: string; isTop: boolean }) => {
        const values = Float64Array.from({ length: table.rowCount }, () => 50 + 12 * rng.normal());
        const sorted = values.toSorted();
        const count = countOf(table.rowCount, prevalence);
        const limit = (isTop ? sorted[table.rowCount - count] : sorted[count - 1]) ?? 0;
        const isCut = (value: number) => (isTop ? value >= limit : value <= limit);
        const cells = makeCells(table.rowCount, (row) => {
          const value = values[row] ?? 0;
          return (isCut(value) ? limit : value).toFixed(4);
        });
        const rows = [...values.keys()].filter((row) => isCut(values[row] ?? 0));
        return { column: { name, cells }, rows: rowNumbers(rows) };
      };
      const made = [
        { name: 'load_top', isTop: true },
        { name: 'load_base', isTop: false },
      ].map(cut);
      return {
        table: withColumns(
          table,
          made.map(({ column }) => column),
        ),
        expected: made.map(({ column, rows }) => ({
          detector: 'number.capped',
          columns: [column.name],
          rows,
        })),
      };
    },
  },
  {
    detector: 'number.unit-mix',
    defect: 'grams among kilograms, centimetres among inches, Fahrenheit among Celsius, a column each',
    scope: 'columns',
    at: [1e-3, 1e-2, 0.1],
    elsewhere: 'fewer than 30 cells are no second mode',
    leastCells: 30,
    plant: replacing('number.unit-mix', (rng) => [
      {
        name: 'net_weight',
        usual: () => 2.4 * Math.exp(0.25 * rng.normal()),
        replace: (usual) => (usual * 1000).toFixed(0),
        digits: 3,
      },
      {
        name: 'span',
        usual: () => 68 + 3.2 * rng.normal(),
        replace: (usual) => (usual * 2.54).toFixed(1),
        digits: 1,
      },
      {
        name: 'body_heat',
        usual: () => 36.9 + 0.5 * rng.normal(),
        replace: (usual) => (usual * 1.8 + 32).toFixed(1),
        digits: 1,
      },
    ]),
  },
  {
    detector: 'number.imputed',
    defect: 'empty cells that were filled with the mean',
    scope: 'columns',
    at: [1e-4, 1e-3, 1e-2, 0.1],
    elsewhere: 'fewer than 10 equal cells may be chance',
    leastCells: 10,
    plant: replacing('number.imputed', (rng) => [
      { name: 'albumin', usual: () => 41.3 + 4.4 * rng.normal(), replace: () => '41.2873', digits: 2 },
      {
        name: 'income_k',
        usual: () => Math.exp(3.4 + 0.5 * rng.normal()),
        replace: () => '33.9418',
        digits: 2,
      },
    ]),
  },
];
