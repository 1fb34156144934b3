import type { Rng } from '../../../core/shared/rng.ts';
import { countOf, drawRows, weighted } from './draw.ts';
import {
  everyPrevalence,
  makeCells,
  type PlantedTable,
  type Planter,
  rowNumbers,
  withColumns,
} from './planted-table.ts';

const key = 'record_id';

/** Rows to be overwritten, and for each the row that is copied there; sources are never overwritten. */
function copies(table: PlantedTable, count: number, rng: Rng): Map<number, number> {
  const drawn = drawRows(rng, table.rowCount, Math.min(2 * count, table.rowCount));
  const order = Array.from(rng.permutation(drawn.length), (i) => drawn[i] ?? 0);
  const half = Math.floor(order.length / 2);
  return new Map(order.slice(0, half).map((row, i) => [row, order[half + i] ?? 0]));
}

/** Overwrites rows; `change` may alter what is copied. */
function overwritten(
  table: PlantedTable,
  sources: ReadonlyMap<number, number>,
  change: (name: string, cell: string, own: string) => string,
): PlantedTable {
  const columns = table.columns.map(({ name, cells }) => ({
    name,
    cells: cells.map((own, row) => {
      const source = sources.get(row);
      return source === undefined ? own : change(name, cells[source] ?? '', own);
    }),
  }));
  return { ...table, columns };
}

export const duplicatePlanters: readonly Planter[] = [
  {
    detector: 'duplicate.row',
    defect: 'rows that repeat another one, key included',
    scope: 'table',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, { rng, prevalence }) {
      const sources = copies(table, countOf(table.rowCount, prevalence), rng);
      return {
        table: overwritten(table, sources, (_, cell) => cell),
        expected: [
          {
            detector: 'duplicate.row',
            columns: [],
            rows: rowNumbers([...sources.keys(), ...sources.values()]),
          },
        ],
      };
    },
  },
  {
    detector: 'duplicate.conflict',
    defect: 'rows that repeat another one but for the key and the target',
    scope: 'table',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, { rng, prevalence }) {
      const sources = copies(table, countOf(table.rowCount, prevalence), rng);
      const changed = overwritten(table, sources, (name, cell, own) =>
        name === key ? own : name === table.target ? (cell === 'yes' ? 'no' : 'yes') : cell,
      );
      return {
        table: changed,
        expected: [
          {
            detector: 'duplicate.conflict',
            columns: [],
            rows: rowNumbers([...sources.keys(), ...sources.values()]),
          },
        ],
      };
    },
  },
  {
    detector: 'duplicate.near',
    defect:
      'rows that repeat another one with a new key, two measurements moved a little and the comment in capitals',
    scope: 'table',
    at: everyPrevalence,
    elsewhere: '',
    leastCells: 3,
    plant(table, { rng, prevalence }) {
      const sources = copies(table, countOf(table.rowCount, prevalence), rng);
      const changed = overwritten(table, sources, (name, cell, own) => {
        if (name === key) return own;
        if (name === 'comment') return cell.toUpperCase();
        if (name === 'latency' || name === 'wait_minutes') return (Number(cell) * 1.0005).toFixed(3);
        return cell;
      });
      return {
        table: changed,
        expected: [
          {
            detector: 'duplicate.near',
            columns: [],
            rows: rowNumbers([...sources.keys(), ...sources.values()]),
          },
        ],
      };
    },
  },
  {
    detector: 'duplicate.column',
    defect: 'a measurement under a second name, and a category coded twice one to one',
    scope: 'columns',
    at: [1],
    elsewhere: 'two columns are the same or are not',
    plant(table, { rng }) {
      const metres = makeCells(table.rowCount, () => (240 + 31 * rng.normal()).toFixed(3));
      const draw = weighted(rng, { north: 4, south: 3, east: 2, west: 1 });
      const zone = makeCells(table.rowCount, draw);
      const codes: Record<string, string> = { north: 'N1', south: 'S4', east: 'E2', west: 'W9' };
      const columns = [
        { name: 'distance', cells: metres },
        { name: 'trip_length', cells: metres },
        { name: 'zone', cells: zone },
        { name: 'zone_short', cells: zone.map((cell) => codes[cell] ?? '') },
      ];
      return {
        table: withColumns(table, columns),
        expected: [
          { detector: 'duplicate.column', columns: ['distance', 'trip_length'], rows: [] },
          { detector: 'duplicate.column', columns: ['zone', 'zone_short'], rows: [] },
        ],
      };
    },
  },
];
