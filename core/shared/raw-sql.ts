import type { Sql, SqlValue } from './sql.ts';

/**
 * One column of a chunk as memory holds it. `present` has bit i (least significant first) set when row i has
 * a value; null means that all rows have one. Bytes of missing cells are arbitrary.
 */
export type RawColumn =
  | {
      readonly kind: 'fixed';
      /** Bytes per cell. */
      readonly width: number;
      /** Little-endian cells, one after the other. */
      readonly bytes: Uint8Array;
      readonly present: Uint8Array | null;
    }
  | {
      readonly kind: 'text';
      /** Bytes per cell in UTF-8, 0 for a missing one. */
      readonly lengths: Uint32Array;
      /** The cells' UTF-8 texts, one after the other. */
      readonly bytes: Uint8Array;
      readonly present: Uint8Array | null;
    };

/** Columns of a chunk, all of `rowCount` cells. */
export interface RawChunk {
  readonly rowCount: number;
  readonly columns: readonly RawColumn[];
}

/** Sql that also gives out cells as bytes, for what must look at every bit of a large table. */
export interface RawSql extends Sql {
  /**
   * A result in row order. Columns must be booleans, integers, doubles, text, dates or timestamps. A chunk's bytes are there
   * until the next one is asked for, and not to be changed.
   */
  rawChunks(text: string, values?: readonly SqlValue[], signal?: AbortSignal): AsyncIterable<RawChunk>;
}
