import type { ReadOptions } from '../contract/dataset.ts';

/** How a file will be read: decided from its first bytes and the options, before any data is read. */
export type ReadPlan =
  | CsvPlan
  | TextPlan
  | BinaryPlan<'parquet'>
  | BinaryPlan<'excel'>
  | BinaryPlan<'sqlite'>;

/** A text table. */
export interface CsvPlan {
  readonly format: 'csv';
  /** The options with everything decided that can be decided now. */
  readonly options: ReadOptions;
  /** Names as the file says them, made unique; the physical names are c0, c1, … in this order. */
  readonly names: readonly string[];
  readonly delimiter: string;
  readonly quote: string;
  readonly hasHeader: boolean;
  readonly encoding: TextEncoding;
  /** Empty lines before the first row. */
  readonly skipLines: number;
  /** What a person should know about these decisions. */
  readonly notes: readonly string[];
}

/** Text that says where its cells begin and end. */
export interface TextPlan {
  readonly format: 'json' | 'ndjson' | 'arff';
  readonly options: ReadOptions;
  readonly encoding: TextEncoding;
  readonly notes: readonly string[];
}

/** A file that says all about itself. */
export interface BinaryPlan<Format extends 'parquet' | 'excel' | 'sqlite'> {
  readonly format: Format;
  readonly options: ReadOptions;
  readonly notes: readonly string[];
}

/** Encodings that can be told apart or asked for; latin-1 stands for Windows-1252, its superset. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
