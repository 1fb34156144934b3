import type { ColumnRole } from '../../../core/contract/recipe-step.ts';
import type { Rng } from '../../../core/shared/rng.ts';
import { countOf, dateText, drawRows, seconds } from './draw.ts';
import {
  type Expected,
  everyPrevalence,
  makeCells,
  type PlantedTable,
  type Prevalence,
  rowNumbers,
  withCells,
  withColumns,
} from './planted-table.ts';

/** A table, the part of each row (0 train, 1 validation, 2 test), and what its user says of columns. */
export interface PlantedSplit {
  readonly table: PlantedTable;
  readonly parts: Uint8Array;
  readonly roles: Readonly<Record<string, ColumnRole>>;
}

export interface SplitPlanter {
  readonly detector: string;
  readonly defect: string;
  readonly at: readonly Prevalence[];
  readonly elsewhere: string;
  plant(
    split: PlantedSplit,
    options: { prevalence: Prevalence; rng: Rng },
  ): PlantedSplit & { expected: Expected };
}

const test = 2;

/** Parts by lot: 70 % train, 15 % validation, 15 % test, all rows of a customer in one part, as the roles say. */
export function cleanSplit(table: PlantedTable, rng: Rng): PlantedSplit {
  return { table, parts: partsByCustomer(table, rng), roles: { record_id: 'id', customer_id: 'ignore' } };
}

function partsByCustomer(table: PlantedTable, rng: Rng): Uint8Array {
  const customers = table.columns.find(({ name }) => name === 'customer_id')?.cells ?? [];
  const partOf = new Map<string, number>();
  return Uint8Array.from(customers, (customer) => {
    const part = partOf.get(customer) ?? drawPart(rng);
    partOf.set(customer, part);
    return part;
  });
}

function drawPart(rng: Rng): number {
  const place = rng.next();
  return place < 0.7 ? 0 : place < 0.85 ? 1 : test;
}

function rowsOfPart(parts: Uint8Array, part: number): number[] {
  return [...parts.keys()].filter((row) => parts[row] === part);
}

/** Test rows that become copies of training rows, altered by `change`. `prevalence` is a share of all rows. */
function copiedIntoTest(
  { table, parts }: PlantedSplit,
  options: { prevalence: Prevalence; rng: Rng },
  change: (name: string, cell: string) => string,
): { table: PlantedTable; rows: number[] } {
  const { prevalence, rng } = options;
  const train = rowsOfPart(parts, 0);
  const targets = rowsOfPart(parts, test);
  const count = Math.min(countOf(table.rowCount, prevalence), targets.length);
  const rows = drawRows(rng, targets.length, count).map((i) => targets[i] ?? 0);
  const source = new Map(rows.map((row) => [row, train[rng.integer(train.length)] ?? 0]));
  const columns = table.columns.map(({ name, cells }) => ({
    name,
    cells: cells.map((own, row) => {
      const from = source.get(row);
      return from === undefined ? own : change(name, cells[from] ?? '');
    }),
  }));
  return { table: { ...table, columns }, rows: rowNumbers([...source.keys(), ...source.values()]) };
}

function shifted(table: PlantedTable, isTest: (row: number) => boolean, rng: Rng): PlantedTable {
  const cells = makeCells(table.rowCount, (row) => ((isTest(row) ? 1.1 : 0) + rng.normal()).toFixed(3));
  return withColumns(table, [{ name: 'assay_value', cells }]);
}

export const splitPlanters: readonly SplitPlanter[] = [
  {
    detector: 'split.row-overlap',
    defect: 'test rows that repeat a training row',
    at: everyPrevalence,
    elsewhere: '',
    plant(split, options) {
      const { table, rows } = copiedIntoTest(split, options, (_, cell) => cell);
      return { ...split, table, expected: { detector: 'split.row-overlap', columns: [], rows } };
    },
  },
  {
    detector: 'split.near-overlap',
    defect: 'test rows that repeat a training row with one measurement moved a little',
    at: everyPrevalence,
    elsewhere: '',
    plant(split, options) {
      const { table, rows } = copiedIntoTest(split, options, (name, cell) =>
        name === 'latency' ? (Number(cell) * 1.0005).toFixed(3) : cell,
      );
      return { ...split, table, expected: { detector: 'split.near-overlap', columns: [], rows } };
    },
  },
  {
    detector: 'split.group-overlap',
    defect: 'customers with rows in more than one part',
    at: [1],
    elsewhere: 'a random split parts nearly every group',
    plant: ({ table, parts }, { rng }) => ({
      table,
      roles: {},
      parts: parts.map(() => drawPart(rng)),
      expected: { detector: 'split.group-overlap', columns: ['customer_id'], rows: [] },
    }),
  },
  {
    detector: 'split.time-overlap',
    defect: 'a random split of rows in the order of time',
    at: [1],
    elsewhere: 'it is a property of the split',
    plant({ table, parts, roles }) {
      const start = seconds('2018-01-01');
      const cells = makeCells(table.rowCount, (row) =>
        dateText(start + 86_400 * Math.floor((1500 * row) / table.rowCount)),
      );
      return {
        table: withColumns(table, [{ name: 'recorded_on', cells }]),
        parts,
        roles: { ...roles, recorded_on: 'time' },
        expected: { detector: 'split.time-overlap', columns: ['recorded_on'], rows: [] },
      };
    },
  },
  {
    detector: 'split.index-overlap',
    defect: 'keys of training rows that stand in test rows again',
    at: [1e-5, 1e-4, 1e-3, 1e-2],
    elsewhere: 'a column in which a tenth of the values repeat names groups',
    plant({ table, parts, roles }, { prevalence, rng }) {
      const train = rowsOfPart(parts, 0);
      const targets = rowsOfPart(parts, test);
      const count = Math.min(countOf(table.rowCount, prevalence), targets.length);
      const rows = drawRows(rng, targets.length, count).map((i) => targets[i] ?? 0);
      const keys = table.columns.find(({ name }) => name === 'record_id')?.cells ?? [];
      const sources = rows.map(() => train[rng.integer(train.length)] ?? 0);
      const reused = new Map(rows.map((row, i) => [row, keys[sources[i] ?? 0] ?? '']));
      return {
        table: withCells(table, 'record_id', reused),
        parts,
        roles,
        expected: {
          detector: 'split.index-overlap',
          columns: ['record_id'],
          rows: rowNumbers([...rows, ...sources]),
        },
      };
    },
  },
  {
    detector: 'split.new-category',
    defect: 'test rows with a level that training rows do not have',
    at: everyPrevalence,
    elsewhere: '',
    plant({ table, parts, roles }, { prevalence, rng }) {
      const targets = rowsOfPart(parts, test);
      const count = Math.min(countOf(table.rowCount, prevalence), targets.length);
      const rows = drawRows(rng, targets.length, count).map((i) => targets[i] ?? 0);
      return {
        table: withCells(table, 'segment', new Map(rows.map((row) => [row, 'cooperative']))),
        parts,
        roles,
        expected: { detector: 'split.new-category', columns: ['segment'], rows: rowNumbers(rows) },
      };
    },
  },
  {
    detector: 'split.new-label',
    defect: 'test rows with a label that training rows do not have',
    at: everyPrevalence,
    elsewhere: '',
    plant({ table, parts, roles }, { prevalence, rng }) {
      const targets = rowsOfPart(parts, test);
      const count = Math.min(countOf(table.rowCount, prevalence), targets.length);
      const rows = drawRows(rng, targets.length, count).map((i) => targets[i] ?? 0);
      const name = table.target ?? '';
      return {
        table: withCells(table, name, new Map(rows.map((row) => [row, 'paused']))),
        parts,
        roles,
        expected: { detector: 'split.new-label', columns: [name], rows: rowNumbers(rows) },
      };
    },
  },
  {
    detector: 'split.size',
    defect: 'a test part of 40 rows',
    at: [1],
    elsewhere: 'it is a property of the split',
    plant({ table, parts, roles }, { rng }) {
      const order = rng.permutation(table.rowCount);
      const few = Uint8Array.from(parts, () => 0);
      for (const [i, row] of order.entries()) few[row] = i < 40 ? test : i < table.rowCount * 0.2 ? 1 : 0;
      return { table, parts: few, roles, expected: { detector: 'split.size', columns: [], rows: [] } };
    },
  },
  {
    detector: 'split.shift',
    defect: 'a measurement that is 1.1 standard deviations higher in the test part',
    at: [1],
    elsewhere: 'it is a property of the parts',
    plant({ table, parts, roles }, { rng }) {
      return {
        table: shifted(table, (row) => parts[row] === test, rng),
        parts,
        roles,
        expected: { detector: 'split.shift', columns: ['assay_value'], rows: [] },
      };
    },
  },
  {
    detector: 'split.missing-shift',
    defect: 'a column that is empty in 2 % of training rows and 35 % of test rows',
    at: [1],
    elsewhere: 'it is a property of the parts',
    plant({ table, parts, roles }, { rng }) {
      const cells = makeCells(table.rowCount, (row) =>
        rng.next() < (parts[row] === test ? 0.35 : 0.02) ? '' : (3 + rng.normal()).toFixed(3),
      );
      return {
        table: withColumns(table, [{ name: 'follow_up', cells }]),
        parts,
        roles,
        expected: { detector: 'split.missing-shift', columns: ['follow_up'], rows: [] },
      };
    },
  },
];
