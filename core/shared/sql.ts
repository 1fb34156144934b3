import type { Cell } from '../contract/dataset.ts';
import type { RawSql } from './raw-sql.ts';

/** Values that may be bound to a statement. Identifiers are never bound: they go through quoteIdent(). */
export type SqlValue = string | number | bigint | boolean | null;

/**
 * A connection to DuckDB as the stages see it. The store implements it; stages receive it.
 * Every call rejects with CoreError CANCELLED when its signal aborts, and the query is interrupted.
 */
export interface Sql {
  /** Runs a statement for its effect. `onProgress` may hear from time to time which share of the work is done, 0 to 1. */
  run(
    text: string,
    values?: readonly SqlValue[],
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<void>;
  /** All rows of a small result, as objects keyed by column name, with cells as they travel. */
  rows(text: string, values?: readonly SqlValue[], signal?: AbortSignal): Promise<Record<string, Cell>[]>;
  /**
   * All columns of a numeric result, each as one Float64Array in row order; missing is NaN, booleans 0 and 1.
   * For large results: no object per row is made.
   */
  numbers(text: string, values?: readonly SqlValue[], signal?: AbortSignal): Promise<Float64Array[]>;
  /** A result column by column in chunks of some thousand rows, in row order. */
  chunks(text: string, values?: readonly SqlValue[], signal?: AbortSignal): AsyncIterable<Cell[][]>;
}

/** An SQL identifier that stands for exactly this name. */
export function quoteIdent(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An SQL string literal that stands for exactly this text. For places where DuckDB takes no bound value. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Opens a connection that can read and write the given files and folders only. Whoever opens it closes it. */
export type OpenSql = (allowedPaths: readonly string[]) => Promise<{ readonly sql: RawSql; close(): void }>;
