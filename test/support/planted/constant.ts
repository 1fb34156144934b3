import { countOf, drawRows, weighted, zipf } from './draw.ts';
import { makeCells, type Planter, withColumns } from './planted-table.ts';

export const constantPlanters: readonly Planter[] = [
  {
    detector: 'constant.column',
    defect: 'a column with one value',
    scope: 'columns',
    at: [1],
    elsewhere: 'a column with a second value is not constant',
    plant(table) {
      const columns = [{ name: 'unit', cells: makeCells(table.rowCount, () => 'kPa') }];
      return {
        table: withColumns(table, columns),
        expected: [{ detector: 'constant.column', columns: ['unit'], rows: [] }],
      };
    },
  },
  {
    detector: 'constant.quasi',
    defect: 'a column with one value but for the given share of its cells',
    scope: 'columns',
    at: [1e-5, 1e-4, 1e-3],
    elsewhere: 'the most common value holds less than 99.5 % of cells',
    plant(table, { rng, prevalence }) {
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, prevalence));
      const isOther = new Set(rows);
      const columns = [
        { name: 'currency', cells: makeCells(table.rowCount, (row) => (isOther.has(row) ? 'CHF' : 'EUR')) },
      ];
      return {
        table: withColumns(table, columns),
        expected: [{ detector: 'constant.quasi', columns: ['currency'], rows: [] }],
      };
    },
  },
  {
    detector: 'cardinality.high',
    defect: 'a category of 300 levels with a long tail',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the column',
    plant(table, { rng }) {
      const draw = weighted(
        rng,
        zipf(
          Array.from(
            { length: 300 },
            (_, i) => `part ${String.fromCharCode(97 + (i % 26))}${(i * 37) % 911}`,
          ),
        ),
      );
      const columns = [{ name: 'spare_part', cells: makeCells(table.rowCount, draw) }];
      return {
        table: withColumns(table, columns),
        expected: [{ detector: 'cardinality.high', columns: ['spare_part'], rows: [] }],
      };
    },
  },
];
