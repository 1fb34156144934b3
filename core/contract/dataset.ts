import { z } from 'zod';
import { datasetVersionId } from './ids.ts';
import { real } from './real.ts';
import { rowFilter } from './row-filter.ts';

/** What a column holds. Everything that DuckDB reads maps onto one of these. */
export const columnType = z.enum(['integer', 'number', 'boolean', 'text', 'date', 'timestamp']);
export type ColumnType = z.infer<typeof columnType>;

/** A cell as it travels: dates as ISO text, integers beyond 2^53 as text, missing as null. */
export const cell = z.union([z.string(), real, z.boolean(), z.null()]);
export type Cell = z.infer<typeof cell>;

/**
 * A column. `name` is what the file says, unchanged; `sql` is the safe physical name (c0, c1, …) under
 * which every stage queries it, so that hostile or duplicate names never reach SQL.
 */
export const column = z.strictObject({
  index: z.int().min(0),
  name: z.string(),
  sql: z.string(),
  type: columnType,
});
export type Column = z.infer<typeof column>;

/**
 * What a file is: `csv` is any text with a delimiter, `json` an array of objects or of arrays, `ndjson` one of them per
 * line, `excel` any workbook.
 */
export const dataFormat = z.enum(['csv', 'parquet', 'json', 'ndjson', 'excel', 'sqlite', 'arff']);
export type DataFormat = z.infer<typeof dataFormat>;

/** How a file is read. Whatever is left out is sniffed. */
export const readOptions = z.strictObject({
  format: dataFormat.optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.string().length(1).optional(),
  header: z.boolean().optional(),
  encoding: z.enum(['utf-8', 'utf-16', 'latin-1']).optional(),
  /** Texts that stand for a missing cell, besides the empty one. */
  missingTexts: z.array(z.string()).optional(),
  decimalSeparator: z.enum(['.', ',']).optional(),
  /** Column name to type, overriding what was sniffed. */
  types: z.record(z.string(), columnType).optional(),
  /** Name of the sheet of a workbook; by default the first with data. */
  sheet: z.string().min(1).optional(),
  /**
   * Name of the table or view of an SQLite database, or the key of a JSON object under which the rows are; by default
   * the first.
   */
  table: z.string().min(1).optional(),
  /**
   * Whether a row that cannot be read, or that has a cell which does not fit a type given in `types`, stops the load,
   * as by default, or is set aside with its line and the reason.
   */
  badRows: z.enum(['stop', 'set-aside']).optional(),
  /** Of a folder: whether a last column `file` holds the name of each row's file. */
  fileColumn: z.boolean().optional(),
});
export type ReadOptions = z.infer<typeof readOptions>;

/** A look at a file before it is loaded: what would be read with these options. */
export const filePreview = z.strictObject({
  path: z.string(),
  bytes: z.int(),
  options: readOptions,
  columns: z.array(column),
  rows: z.array(z.array(cell)),
  notes: z.array(z.string()),
  /** Sheets or tables of the file, of which one is read; left out where there is nothing to choose. */
  choices: z.strictObject({ kind: z.enum(['sheet', 'table']), names: z.array(z.string()) }).optional(),
});
export type FilePreview = z.infer<typeof filePreview>;

export const datasetVersion = z.strictObject({
  id: datasetVersionId,
  /** Name of the dataset, by default the file name without its extension. */
  name: z.string(),
  /** 1 for the first version loaded under this name, then 2, … */
  number: z.int().min(1),
  sourcePath: z.string(),
  sourceBytes: z.int().min(0),
  format: dataFormat,
  options: readOptions,
  rowCount: z.int().min(0),
  columns: z.array(column),
  /** Rows of the file that could not be read and were set aside; left out for none. */
  badRowCount: z.int().min(1).optional(),
  /** ISO 8601, UTC. */
  loadedAt: z.string(),
  elapsedMs: z.number(),
});
export type DatasetVersion = z.infer<typeof datasetVersion>;

/** A dataset that ships with Assay, and what it teaches. */
export const sampleDataset = z.strictObject({
  file: z.string(),
  title: z.string(),
  rowCount: z.int(),
  columnCount: z.int(),
  target: z.string(),
  teaches: z.string(),
});
export type SampleDataset = z.infer<typeof sampleDataset>;

export const rowsRequest = z.strictObject({
  version: datasetVersionId,
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(100),
  sort: z.strictObject({ column: z.int().min(0), descending: z.boolean() }).optional(),
  /** Only rows that fit. */
  filter: rowFilter.optional(),
  /** Without `sort`: the page begins with this row, or the next that fits the filter; offset is ignored. */
  fromRow: z.int().min(1).optional(),
  /** Only these row numbers (1 is the first data row), in this order; all else is ignored. */
  rowNumbers: z.array(z.int().min(1)).max(1000).optional(),
  /** Texts with more characters are cut after so many; `dataset.cell` gives them whole. */
  cutAfter: z.int().min(1).optional(),
});

/** A cell that was cut, and how many characters it has in full. */
export const cutCell = z.strictObject({ row: z.int(), column: z.int(), characters: z.int() });
export type CutCell = z.infer<typeof cutCell>;

export const rowsPage = z.strictObject({
  /** Rows that come before the page. */
  offset: z.int(),
  /** Rows in all: those that fit the filter. */
  total: z.int(),
  /** Their places in the file, 1 for the first data row. */
  rowNumbers: z.array(z.int()),
  rows: z.array(z.array(cell)),
  /** The cells that were cut, by row number and index of the column; left out for none. */
  cut: z.array(cutCell).optional(),
});
export type RowsPage = z.infer<typeof rowsPage>;

/** One cell by its row number and the index of its column. */
export const cellRequest = z.strictObject({
  version: datasetVersionId,
  row: z.int().min(1),
  column: z.int().min(0),
});

/** A row that could not be read, as it stands in the file. */
export const badRow = z.strictObject({
  /** Name of the file within a folder that was loaded, else null. */
  file: z.string().nullable(),
  /** Line that it begins on, 1 for the first of the file; in files without lines the number of the row. */
  line: z.int().min(1),
  /** Its text, cut after 10,000 characters. */
  text: z.string(),
  reason: z.string(),
});
export type BadRow = z.infer<typeof badRow>;

export const badRowsRequest = z.strictObject({
  version: datasetVersionId,
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(100),
});

export const badRowsPage = z.strictObject({ offset: z.int(), total: z.int(), rows: z.array(badRow) });
export type BadRowsPage = z.infer<typeof badRowsPage>;
