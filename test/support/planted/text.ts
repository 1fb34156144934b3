import { sentence } from './clean-columns.ts';
import { between, countOf, drawRows, pick, weighted } from './draw.ts';
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

/** Columns of which the given share of cells is spoilt. */
function spoilt(options: {
  table: PlantedTable;
  plant: PlantOptions;
  detector: string;
  columns: readonly { name: string; usual: () => string; spoil: (cell: string) => string }[];
}): Planted {
  const { table, plant, detector } = options;
  const made = options.columns.map(({ name, usual, spoil }) => {
    const rows = drawRows(plant.rng, table.rowCount, countOf(table.rowCount, plant.prevalence));
    const isSpoilt = new Set(rows);
    const cells = makeCells(table.rowCount, (row) => (isSpoilt.has(row) ? spoil(usual()) : usual()));
    return { column: { name, cells }, rows: rowNumbers(rows) };
  });
  return {
    table: withColumns(
      table,
      made.map(({ column }) => column),
    ),
    expected: made.map(({ column, rows }) => ({ detector, columns: [column.name], rows })),
  };
}

export const textPlanters: readonly Planter[] = [
  {
    detector: 'text.variants',
    defect:
      'spellings of a level that differ in case, accents, punctuation or the order of words, a column each, one of them with a level for every six rows',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, plant) {
      const { rng } = plant;
      const makers = () =>
        weighted(rng, { 'Smith Motors': 4, 'Álvarez Hermanos': 3, 'Dahl Verk': 2, 'Roux Frères': 1 });
      const reversed = (cell: string) => cell.split(' ').reverse().join(', ');
      const plain = (cell: string) => cell.normalize('NFKD').replace(/\p{M}/gu, '');
      const firms = Math.floor(table.rowCount / 6);
      const firm = () => {
        const number = between(rng, 1, firms);
        return `Firm ${'ABCDE'[number % 5]}${number}`;
      };
      const accented = weighted(rng, { Córdoba: 3, Málaga: 4, Cádiz: 2 });
      const columns = [
        { name: 'maker', usual: makers(), spoil: (cell: string) => cell.toUpperCase() },
        { name: 'dealer', usual: makers(), spoil: reversed },
        { name: 'importer', usual: makers(), spoil: (cell: string) => cell.replace(' ', '-') },
        { name: 'harbour', usual: accented, spoil: plain },
        { name: 'firm', usual: firm, spoil: (cell: string) => cell.toUpperCase() },
      ];
      return spoilt({ table, plant, detector: 'text.variants', columns });
    },
  },
  {
    detector: 'text.encoding',
    defect: 'UTF-8 read as Latin-1, control characters, and space at an end, a column each',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, plant) {
      const { rng } = plant;
      const garbled = (cell: string) => Buffer.from(cell, 'utf8').toString('latin1');
      const columns = [
        { name: 'village', usual: weighted(rng, { Tromsø: 3, Bodø: 2, Ålesund: 4 }), spoil: garbled },
        {
          name: 'colour',
          usual: weighted(rng, { amber: 4, ochre: 3, teal: 3 }),
          spoil: (cell: string) => `${cell}\u0007`,
        },
        {
          name: 'shape',
          usual: weighted(rng, { round: 4, oval: 3, square: 3 }),
          spoil: (cell: string) => pick(rng, [`${cell} `, ` ${cell}`]),
        },
      ];
      return spoilt({ table, plant, detector: 'text.encoding', columns });
    },
  },
  {
    detector: 'text.length',
    defect: 'texts many times longer than the others',
    scope: 'columns',
    at: [1e-5, 1e-4, 1e-3, 1e-2],
    elsewhere: 'so many lie within the inner 94 % of lengths',
    plant(table, plant) {
      const { rng } = plant;
      const usual = () => sentence(rng);
      const spoil = (cell: string) => Array.from({ length: between(rng, 12, 20) }, () => cell).join(' ');
      return spoilt({ table, plant, detector: 'text.length', columns: [{ name: 'remark', usual, spoil }] });
    },
  },
];
