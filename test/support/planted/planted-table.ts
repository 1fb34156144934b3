import type { Rng } from '../../../core/shared/rng.ts';

/** A column as a CSV file holds it: one text per row, the empty one for missing. */
export interface PlantedColumn {
  readonly name: string;
  readonly cells: readonly string[];
}

/** A table before it is loaded. `target` names the column to predict. */
export interface PlantedTable {
  readonly rowCount: number;
  readonly columns: readonly PlantedColumn[];
  readonly target: string | null;
}

/** What a detector should find. */
export interface Expected {
  readonly detector: string;
  /** Columns that the finding must name, none for a finding about rows. */
  readonly columns: readonly string[];
  /** One of the columns will do: the defect lies between them. */
  readonly isAnyColumn?: boolean;
  /** Row numbers (1 is the first) that hold the defect; the finding must show one of them. None for a whole column. */
  readonly rows: readonly number[];
}

export interface Planted {
  readonly table: PlantedTable;
  readonly expected: readonly Expected[];
}

/** Share of cells or rows that are defective; 1 stands for a defect of the column or table as a whole. */
export type Prevalence = 1e-5 | 1e-4 | 1e-3 | 1e-2 | 0.1 | 1;

export interface PlantOptions {
  readonly prevalence: Prevalence;
  readonly rng: Rng;
}

/** Plants one kind of defect, known exactly, into a clean table. */
export interface Planter {
  readonly detector: string;
  /** The defect in a line. */
  readonly defect: string;
  /** Columns: adds columns of its own, beside those of other planters. Table: changes rows or the target. */
  readonly scope: 'columns' | 'table';
  /** Where the defect makes sense. */
  readonly at: readonly Prevalence[];
  /** Why it makes none elsewhere. */
  readonly elsewhere: string;
  /** Defective cells below which there is nothing to be found; 1 unless said. */
  readonly leastCells?: number;
  /** The detector estimates and may miss single defects by its nature. */
  readonly isEstimate?: boolean;
  /** Rows that the table must have; by default what the prevalence needs. */
  readonly leastRows?: number;
  plant(table: PlantedTable, options: PlantOptions): Planted;
}

/** All prevalences of cells and rows. */
export const everyPrevalence: readonly Prevalence[] = [1e-5, 1e-4, 1e-3, 1e-2, 0.1];

/** A table with columns put behind its own. */
export function withColumns(table: PlantedTable, columns: readonly PlantedColumn[]): PlantedTable {
  const known = new Set(table.columns.map(({ name }) => name));
  const twice = columns.find(({ name }) => known.has(name));
  if (twice) throw new Error(`Two planters name a column ${twice.name}`);
  return { ...table, columns: [...table.columns, ...columns] };
}

/** A table with these cells of a column replaced; `rows` are positions from 0. */
export function withCells(
  table: PlantedTable,
  name: string,
  replaced: ReadonlyMap<number, string>,
): PlantedTable {
  const columns = table.columns.map((column) =>
    column.name === name
      ? { name, cells: column.cells.map((cell, row) => replaced.get(row) ?? cell) }
      : column,
  );
  return { ...table, columns };
}

/** Cells from a function of the row position. */
export function makeCells(rowCount: number, cell: (row: number) => string): string[] {
  return Array.from({ length: rowCount }, (_, row) => cell(row));
}

/** Row numbers (from 1) of positions (from 0). */
export function rowNumbers(positions: Iterable<number>): number[] {
  return Array.from(positions, (row) => row + 1);
}
