import type { Rng } from '../../../core/shared/rng.ts';
import { countOf, dateText, drawRows, seconds, stampText } from './draw.ts';
import {
  everyPrevalence,
  makeCells,
  type PlantedTable,
  type Planter,
  type PlantOptions,
  rowNumbers,
  withCells,
  withColumns,
} from './planted-table.ts';

/** Times every ten minutes from a start, in row order; `advance` says how many steps each row is after the last. */
function series(table: PlantedTable, name: string, advance: (row: number) => number) {
  let time = seconds('2015-02-01');
  const cells = makeCells(table.rowCount, (row) => {
    time += row === 0 ? 0 : 600 * advance(row);
    return stampText(time);
  });
  return withColumns(table, [{ name, cells }]);
}

/** Rows past the first, so that each has one before it. */
function laterRows({ rowCount }: PlantedTable, { rng, prevalence }: PlantOptions): number[] {
  return drawRows(rng, rowCount - 1, countOf(rowCount - 1, prevalence)).map((row) => row + 1);
}

/** The wall clock in central Europe of an instant, by the rule of the last Sundays of March and October. */
function localTime(instant: number): string {
  const year = new Date(instant * 1000).getUTCFullYear();
  const isSummer = instant >= lastSunday(year, 3) && instant < lastSunday(year, 10);
  return stampText(instant + (isSummer ? 7200 : 3600));
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month - 1, 31, 1);
  return last / 1000 - new Date(last).getUTCDay() * 86_400;
}

/** A measurement that rises with the row number. */
function drifted(table: PlantedTable, rng: Rng): PlantedTable {
  const cells = makeCells(table.rowCount, (row) =>
    (7.2 + 0.9 * (row / table.rowCount) + 0.5 * rng.normal()).toFixed(3),
  );
  return withColumns(table, [{ name: 'acidity', cells }]);
}

export const timePlanters: readonly Planter[] = [
  {
    detector: 'time.future',
    defect: 'dates in a year that is yet to come',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, plant) {
      const { rng } = plant;
      const rows = drawRows(rng, table.rowCount, countOf(table.rowCount, plant.prevalence));
      const name = 'repaired_on';
      const usual = makeCells(table.rowCount, () =>
        dateText(seconds('2019-01-01') + 86_400 * rng.integer(1500)),
      );
      const late = new Map(
        rows.map((row) => [row, dateText(seconds('2091-01-01') + 86_400 * rng.integer(2000))]),
      );
      return {
        table: withCells(withColumns(table, [{ name, cells: usual }]), name, late),
        expected: [{ detector: 'time.future', columns: [name], rows: rowNumbers(rows) }],
      };
    },
  },
  {
    detector: 'time.gap',
    defect: 'a series of one stamp every ten minutes with gaps of ten steps',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, plant) {
      const rows = laterRows(table, plant);
      const isLate = new Set(rows);
      return {
        table: series(table, 'logged_at', (row) => (isLate.has(row) ? 10 : 1)),
        expected: [
          {
            detector: 'time.gap',
            columns: ['logged_at'],
            rows: rowNumbers(rows.flatMap((row) => [row - 1, row])),
          },
        ],
      };
    },
  },
  {
    detector: 'time.duplicate',
    defect: 'a series of one stamp every ten minutes in which stamps are repeated',
    scope: 'columns',
    at: everyPrevalence,
    elsewhere: '',
    plant(table, plant) {
      const rows = laterRows(table, plant);
      const isRepeat = new Set(rows);
      return {
        table: series(table, 'sampled_at', (row) => (isRepeat.has(row) ? 0 : 1)),
        expected: [
          {
            detector: 'time.duplicate',
            columns: ['sampled_at'],
            rows: rowNumbers(rows.flatMap((row) => [row - 1, row])),
          },
        ],
      };
    },
  },
  {
    detector: 'time.dst',
    defect: 'hourly stamps of a wall clock that is put forward in March and back in October',
    scope: 'columns',
    at: [1],
    elsewhere: 'the clock is changed twice a year, however long the series',
    leastRows: 18_000,
    plant(table) {
      const start = seconds('2020-01-01');
      const cells = makeCells(table.rowCount, (row) => localTime(start + 3600 * row));
      return {
        table: withColumns(table, [{ name: 'hour', cells }]),
        expected: [{ detector: 'time.dst', columns: ['hour'], rows: [] }],
      };
    },
  },
  {
    detector: 'order.non-iid',
    defect: 'a measurement that drifts along the rows',
    scope: 'table',
    at: [1],
    elsewhere: 'it is a property of the order of all rows',
    plant(table, { rng }) {
      return {
        table: drifted(table, rng),
        expected: [{ detector: 'order.non-iid', columns: ['acidity'], rows: [] }],
      };
    },
  },
];
