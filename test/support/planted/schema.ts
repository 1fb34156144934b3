import { between, countOf, dateText, drawRows, pick, seconds, weighted } from './draw.ts';
import {
  everyPrevalence,
  makeCells,
  type Planted,
  type PlantedTable,
  type Planter,
  type PlantOptions,
  rowNumbers,
  withColumns,
} from './planted-table.ts';

const upToFivePercent = {
  at: [1e-5, 1e-4, 1e-3, 1e-2],
  elsewhere: 'at 10 % fewer than 95 % of cells parse: the column is text',
} as const;

/** A column of one kind with some cells of another. */
function strays(options: {
  table: PlantedTable;
  plant: PlantOptions;
  detector: string;
  name: string;
  usual: () => string;
  stray: () => string;
}): Planted {
  const { table, plant, detector, name, usual, stray } = options;
  const { rng, prevalence } = plant;
  const { rowCount } = table;
  const odd = new Set(drawRows(rng, rowCount, countOf(rowCount, prevalence)));
  const cells = makeCells(rowCount, (row) => (odd.has(row) ? stray() : usual()));
  return {
    table: withColumns(table, [{ name, cells }]),
    expected: [{ detector, columns: [name], rows: rowNumbers(odd) }],
  };
}

export const schemaPlanters: readonly Planter[] = [
  {
    detector: 'schema.mixed-types',
    defect: 'numbers among the words of a category',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, plant) {
      const usual = weighted(plant.rng, { steel: 5, copper: 3, brass: 2, nickel: 2, tin: 1 });
      const stray = () => String(between(plant.rng, 3, 980));
      return strays({ table, plant, detector: 'schema.mixed-types', name: 'material', usual, stray });
    },
  },
  {
    detector: 'schema.number-as-text',
    defect: 'remarks in a column of measurements, so that all of it is read as text',
    scope: 'columns',
    ...upToFivePercent,
    plant(table, plant) {
      const { rng } = plant;
      const usual = () => (40 + 6 * rng.normal()).toFixed(2);
      const stray = () => pick(rng, ['see remark', 'about 40', '38,5 estimated', 'broken']);
      return strays({ table, plant, detector: 'schema.number-as-text', name: 'thickness', usual, stray });
    },
  },
  {
    detector: 'schema.date-as-text',
    defect: 'remarks in a column of dates, so that all of it is read as text',
    scope: 'columns',
    ...upToFivePercent,
    plant(table, plant) {
      const { rng } = plant;
      const usual = () => dateText(seconds('2020-01-01') + 86_400 * rng.integer(1400));
      const stray = () => pick(rng, ['spring 2021', 'not yet', '2022-02-31', 'week 14']);
      return strays({ table, plant, detector: 'schema.date-as-text', name: 'inspected', usual, stray });
    },
  },
  {
    detector: 'schema.code-as-number',
    defect: 'postal codes of five digits that lost their leading zeros',
    scope: 'columns',
    at: [1],
    elsewhere: 'a whole column is read as numbers or is not',
    plant(table, { rng }) {
      const codes = Array.from({ length: 400 }, () => String(between(rng, 501, 99_950)));
      const cells = makeCells(table.rowCount, () => codes[rng.integer(codes.length)] ?? '');
      return {
        table: withColumns(table, [{ name: 'zip_code', cells }]),
        expected: [{ detector: 'schema.code-as-number', columns: ['zip_code'], rows: [] }],
      };
    },
  },
];
