import { between, countOf, dateText, drawRows, seconds, weighted } from './draw.ts';
import {
  type Expected,
  everyPrevalence,
  makeCells,
  type PlantedColumn,
  type PlantedTable,
  type Planter,
  type PlantOptions,
  rowNumbers,
  withColumns,
} from './planted-table.ts';

const sentinel = 'missing.sentinel';

/** Columns that look sound but for one value that stands for missing. */
const sentinelKinds: readonly {
  name: string;
  codes: readonly string[];
  usual: (o: PlantOptions) => () => string;
  /** A lone extreme beyond the code. */
  stray?: string;
  /** The least share of coded cells that can be told from the others. */
  least?: number;
}[] = [
  {
    name: 'glucose',
    codes: ['999'],
    usual:
      ({ rng }) =>
      () =>
        (105 + 18 * rng.normal()).toFixed(1),
  },
  {
    name: 'offset_mm',
    codes: ['-999'],
    usual:
      ({ rng }) =>
      () =>
        (0.4 + 2.1 * rng.normal()).toFixed(2),
  },
  {
    name: 'output',
    codes: ['9999'],
    usual:
      ({ rng }) =>
      () =>
        Math.exp(4 + 0.5 * rng.normal()).toFixed(1),
  },
  {
    name: 'previous_orders',
    codes: ['-1'],
    usual:
      ({ rng }) =>
      () =>
        String(Math.floor(-20 * Math.log(1 - rng.next()))),
  },
  {
    name: 'skinfold',
    codes: ['0'],
    usual:
      ({ rng }) =>
      () =>
        (29 + 4 * rng.normal()).toFixed(1),
  },
  {
    name: 'insulin_level',
    codes: ['999'],
    stray: '5000',
    usual:
      ({ rng }) =>
      () =>
        String(between(rng, 20, 160)),
  },
  {
    name: 'wall_mm',
    codes: ['0'],
    stray: '-5',
    usual:
      ({ rng }) =>
      () =>
        (120 + 8 * rng.normal()).toFixed(1),
  },
  {
    name: 'age_of_mother',
    codes: ['99'],
    least: 0.1,
    usual:
      ({ rng }) =>
      () =>
        String(between(rng, 0, 130)),
  },
  {
    name: 'distance_m',
    codes: ['999'],
    least: 1e-2,
    usual:
      ({ rng }) =>
      () =>
        String(between(rng, 0, 5000)),
  },
  {
    name: 'last_service',
    codes: ['1900-01-01'],
    usual:
      ({ rng }) =>
      () =>
        dateText(seconds('2018-01-01') + 86_400 * rng.integer(2000)),
  },
  {
    name: 'occupation',
    codes: ['unknown'],
    usual: ({ rng }) => weighted(rng, { baker: 4, nurse: 4, pilot: 1, clerk: 6 }),
  },
  { name: 'fuel', codes: ['N/A'], usual: ({ rng }) => weighted(rng, { petrol: 6, diesel: 4, electric: 1 }) },
  { name: 'workclass', codes: ['?'], usual: ({ rng }) => weighted(rng, { office: 7, field: 4, own: 2 }) },
  { name: 'channel', codes: ['-'], usual: ({ rng }) => weighted(rng, { shop: 5, web: 8, phone: 2 }) },
];

function coded(options: {
  table: PlantedTable;
  plant: PlantOptions;
  kind: (typeof sentinelKinds)[number];
  least: number;
}): { column: PlantedColumn; rows: number[] } {
  const { table, plant, kind, least } = options;
  const { rng, prevalence } = plant;
  const count = Math.max(least, countOf(table.rowCount, prevalence));
  const rows = drawRows(rng, table.rowCount, count);
  const codeOf = new Map(rows.map((row, i) => [row, kind.codes[i % kind.codes.length] ?? '']));
  const usual = kind.usual(plant);
  const cells = makeCells(table.rowCount, (row) => codeOf.get(row) ?? usual());
  const stray = cells.findIndex((_, row) => !codeOf.has(row));
  if (kind.stray !== undefined && stray >= 0) cells[stray] = kind.stray;
  return { column: { name: kind.name, cells }, rows };
}

/** Empties the cells of every column but the first in these rows. */
function emptied(table: PlantedTable, rows: ReadonlySet<number>, share: number): PlantedTable {
  const kept = Math.ceil(table.columns.length * (1 - share));
  const columns = table.columns.map((column, i) =>
    i < kept || column.name === table.target
      ? column
      : { name: column.name, cells: column.cells.map((cell, row) => (rows.has(row) ? '' : cell)) },
  );
  return { ...table, columns };
}

export const missingPlanters: readonly Planter[] = [
  {
    detector: 'missing.column',
    defect: 'empty cells at random: 10 %, and a column of which 97 % are empty',
    scope: 'columns',
    at: [0.1, 1],
    elsewhere: '1 % and less is no finding',
    plant(table, { rng, prevalence }) {
      const name = prevalence === 1 ? 'second_phone_call' : 'duration';
      const empty = prevalence === 1 ? 0.97 : prevalence;
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, empty));
      const isEmpty = new Set(rows);
      const cells = makeCells(table.rowCount, (row) =>
        isEmpty.has(row) ? '' : (12 + 3 * rng.normal()).toFixed(2),
      );
      return {
        table: withColumns(table, [{ name, cells }]),
        expected: [{ detector: 'missing.column', columns: [name], rows: rowNumbers(rows) }],
      };
    },
  },
  {
    detector: 'missing.row',
    defect: 'rows of which three quarters of the cells are empty',
    scope: 'table',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, { rng, prevalence }) {
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      return {
        table: emptied(table, new Set(rows), 0.75),
        expected: [{ detector: 'missing.row', columns: [], rows: rowNumbers(rows) }],
      };
    },
  },
  {
    detector: sentinel,
    defect:
      'codes for missing: 999, -999, 9999, -1, 0, 1900-01-01, unknown, N/A, ?, -, each in a column of its own; 999 and 0 with a lone extreme beyond them; 99 (from 10 %) and 999 (from 1 %) among other values',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    leastCells: 3,
    plant(table, plant) {
      const made = sentinelKinds
        .filter(({ least = 0 }) => plant.prevalence >= least)
        .map((kind) => coded({ table, plant, kind, least: 3 }));
      return {
        table: withColumns(
          table,
          made.map(({ column }) => column),
        ),
        expected: made.map(({ column, rows }) => ({
          detector: sentinel,
          columns: [column.name],
          rows: rowNumbers(rows),
        })),
      };
    },
  },
  {
    detector: 'missing.disguised-mix',
    defect: 'three spellings of missing in one column: NA, null and n/a',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    leastCells: 2,
    plant(table, plant) {
      const kind = {
        name: 'supplier',
        codes: ['NA', 'null', 'n/a'],
        usual: ({ rng }: PlantOptions) => weighted(rng, { Norton: 5, Hale: 3, Brandt: 2, Ito: 2 }),
      };
      const { column, rows } = coded({ table, plant, kind, least: 2 });
      return {
        table: withColumns(table, [column]),
        expected: [{ detector: 'missing.disguised-mix', columns: ['supplier'], rows: rowNumbers(rows) }],
      };
    },
  },
  {
    detector: 'missing.together',
    defect: 'two columns that are empty in the same rows',
    scope: 'columns',
    at: [1e-4, 1e-3, 1e-2, 0.1],
    elsewhere: 'fewer than 5 shared empty rows are no pattern',
    leastCells: 5,
    plant(table, { rng, prevalence }) {
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      const isEmpty = new Set(rows);
      const columns = ['systolic', 'diastolic'].map((name, i) => ({
        name,
        cells: makeCells(table.rowCount, (row) =>
          isEmpty.has(row) ? '' : (120 - 40 * i + 9 * rng.normal()).toFixed(1),
        ),
      }));
      return {
        table: withColumns(table, columns),
        expected: [
          { detector: 'missing.together', columns: ['systolic', 'diastolic'], rows: rowNumbers(rows) },
        ],
      };
    },
  },
  {
    detector: 'missing.informative',
    defect: 'a column that is empty mostly where the target is yes',
    scope: 'columns',
    at: [1e-2, 0.1],
    elsewhere: "Cramer's V stays below 0.1 however informative the empty cells are",
    leastCells: 50,
    plant(table, { rng, prevalence }) {
      const target = table.columns.find(({ name }) => name === table.target)?.cells ?? [];
      const wanted = countOf(table.rowCount, prevalence);
      const order = Array.from(rng.permutation(table.rowCount));
      const isYes = (row: number) => target[row] === 'yes';
      const rows = [
        ...order.filter(isYes).slice(0, Math.round(0.95 * wanted)),
        ...order.filter((row) => !isYes(row)).slice(0, Math.round(0.05 * wanted)),
      ];
      const isEmpty = new Set(rows);
      const cells = makeCells(table.rowCount, (row) =>
        isEmpty.has(row) ? '' : String(between(rng, 100, 900)),
      );
      const expected: Expected[] = [
        { detector: 'missing.informative', columns: ['survey_score'], rows: rowNumbers(rows) },
      ];
      return { table: withColumns(table, [{ name: 'survey_score', cells }]), expected };
    },
  },
];
