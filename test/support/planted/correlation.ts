import { weighted } from './draw.ts';
import { makeCells, type Planter, withColumns } from './planted-table.ts';

const wholePair = 'it is a property of the columns';

export const correlationPlanters: readonly Planter[] = [
  {
    detector: 'correlation.pair',
    defect: 'two numbers with a rank correlation of 0.97, and a category that a number follows',
    scope: 'columns',
    at: [1],
    elsewhere: wholePair,
    plant(table, { rng }) {
      const depth = Float64Array.from({ length: table.rowCount }, () => rng.normal());
      const levels: Record<string, number> = { bronze: 10, silver: 40, gold: 90 };
      const draw = weighted(rng, { bronze: 5, silver: 3, gold: 2 });
      const tiers = makeCells(table.rowCount, draw);
      const columns = [
        { name: 'depth', cells: makeCells(table.rowCount, (row) => (30 + 4 * (depth[row] ?? 0)).toFixed(3)) },
        {
          name: 'cable',
          cells: makeCells(table.rowCount, (row) =>
            Math.exp((depth[row] ?? 0) + 0.2 * rng.normal()).toFixed(3),
          ),
        },
        { name: 'tier', cells: tiers },
        { name: 'fee', cells: tiers.map((tier) => ((levels[tier] ?? 0) + 4 * rng.normal()).toFixed(2)) },
      ];
      return {
        table: withColumns(table, columns),
        expected: [
          { detector: 'correlation.pair', columns: ['depth', 'cable'], rows: [] },
          { detector: 'correlation.pair', columns: ['tier', 'fee'], rows: [] },
        ],
      };
    },
  },
  {
    detector: 'correlation.collinear',
    defect: 'a total of three other columns, no pair of them strongly correlated',
    scope: 'columns',
    at: [1],
    elsewhere: wholePair,
    plant(table, { rng }) {
      const parts = [0, 1, 2].map(() =>
        Float64Array.from({ length: table.rowCount }, () => 20 + 3 * rng.normal()),
      );
      const sum = (row: number) => parts.reduce((total, part) => total + (part[row] ?? 0), 0);
      const columns = [
        ...parts.map((part, i) => ({
          name: `share_${'abc'[i]}`,
          cells: makeCells(table.rowCount, (row) => (part[row] ?? 0).toFixed(3)),
        })),
        {
          name: 'all_shares',
          cells: makeCells(table.rowCount, (row) => (sum(row) + 0.3 * rng.normal()).toFixed(3)),
        },
      ];
      return {
        table: withColumns(table, columns),
        expected: [
          {
            detector: 'correlation.collinear',
            columns: columns.map(({ name }) => name),
            isAnyColumn: true,
            rows: [],
          },
        ],
      };
    },
  },
  {
    detector: 'correlation.reversal',
    defect: 'two numbers that rise together over all rows and fall within each of three groups',
    scope: 'columns',
    at: [1],
    elsewhere: wholePair,
    plant(table, { rng }) {
      const groups = makeCells(table.rowCount, weighted(rng, { 'plot 1': 1, 'plot 2': 1, 'plot 3': 1 }));
      const level = (group: string) => 3 * Number(group.at(-1));
      const dose = groups.map((group) => level(group) + rng.normal());
      const columns = [
        { name: 'plot', cells: groups },
        { name: 'dose', cells: dose.map((value) => value.toFixed(3)) },
        {
          name: 'yield_kg',
          cells: groups.map((group, row) =>
            (2 * level(group) - 0.8 * ((dose[row] ?? 0) - level(group)) + rng.normal()).toFixed(3),
          ),
        },
      ];
      return {
        table: withColumns(table, columns),
        expected: [{ detector: 'correlation.reversal', columns: ['dose', 'yield_kg'], rows: [] }],
      };
    },
  },
];
