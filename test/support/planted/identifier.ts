import { between } from './draw.ts';
import { makeCells, type Planter, withColumns } from './planted-table.ts';

export const identifierPlanters: readonly Planter[] = [
  {
    detector: 'id.column',
    defect:
      'a counter without a telling name, a column of unique hexadecimal keys, and unique ticket numbers',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the column',
    plant(table, { rng }) {
      const hex = () =>
        rng
          .integer(2 ** 32)
          .toString(16)
          .padStart(8, '0');
      const tickets = rng.permutation(table.rowCount);
      const columns = [
        { name: 'position', cells: makeCells(table.rowCount, (row) => String(500 + 3 * row)) },
        { name: 'uuid', cells: makeCells(table.rowCount, () => `${hex()}-${hex()}-${hex()}`) },
        {
          name: 'ticket_no',
          cells: makeCells(table.rowCount, (row) => String(40_000_000 + 7 * (tickets[row] ?? 0))),
        },
      ];
      return {
        table: withColumns(table, columns),
        expected: columns.map(({ name }) => ({ detector: 'id.column', columns: [name], rows: [] })),
      };
    },
  },
  {
    detector: 'id.group',
    defect: 'patients with about twelve rows each, as numbers and as text',
    scope: 'columns',
    at: [1],
    elsewhere: 'it is a property of the column',
    plant(table, { rng }) {
      const groups = Math.max(20, Math.floor(table.rowCount / 12));
      const columns = [
        {
          name: 'patient_id',
          cells: makeCells(table.rowCount, () => String(between(rng, 70_001, 70_000 + groups))),
        },
        { name: 'household_id', cells: makeCells(table.rowCount, () => `H-${between(rng, 1, groups)}`) },
      ];
      return {
        table: withColumns(table, columns),
        expected: columns.map(({ name }) => ({ detector: 'id.group', columns: [name], rows: [] })),
      };
    },
  },
];
