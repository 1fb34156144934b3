/** Cells of one column in some consecutive rows. Entries of missing cells are 0 (length 0 for text). */
export type ColumnPart = {
  /** Bit i (least significant first) is set when row i has a value; null when all have one. */
  readonly present: Uint8Array | null;
} & (
  | {
      readonly kind: 'boolean';
      /** 0 or 1 per row. */
      readonly values: Uint8Array;
    }
  | {
      readonly kind: 'integer';
      /** Two per row, low word first: 64-bit little-endian. */
      readonly words: Int32Array;
    }
  | {
      readonly kind: 'timestamp';
      /** Microseconds since 1970, two words per row as above. */
      readonly words: Int32Array;
    }
  | {
      readonly kind: 'date';
      /** Days since 1970. */
      readonly values: Int32Array;
    }
  | {
      readonly kind: 'number';
      /** With NaN, infinities and -0 as they are. */
      readonly values: Float64Array;
    }
  | {
      readonly kind: 'text';
      /** Bytes per row. */
      readonly lengths: Uint32Array;
      /** The rows' UTF-8 texts, one after the other. */
      readonly bytes: Uint8Array;
    }
);

/** One row group as bytes, and what the footer says of it. */
export interface RowGroup {
  readonly rowCount: number;
  readonly bytes: Uint8Array;
  readonly columns: readonly ChunkFacts[];
}

/** How the cells of a data page are written, by Parquet's names. */
export type PageEncoding = 'PLAIN' | 'RLE_DICTIONARY' | 'DELTA_BINARY_PACKED' | 'DELTA_LENGTH_BYTE_ARRAY';

/** Where a column lies in its row group, and what is in it. May be cloned from thread to thread. */
export interface ChunkFacts {
  /** First byte, counted from the beginning of the row group. */
  readonly start: number;
  readonly byteLength: number;
  /** First byte of the data page, counted likewise: `start`, or what comes after the dictionary. */
  readonly dataStart: number;
  readonly encoding: PageEncoding;
  readonly hasDictionary: boolean;
  /** Whether there were too many different values for a dictionary: the next row group need not try. */
  readonly isVaried: boolean;
  readonly missingCount: number;
  /** Least and greatest value; null for text, boolean, a column with NaN and one without values. */
  readonly range: ValueRange | null;
}

/** Least and greatest value: bigint for integer and timestamp (microseconds), else number (days for a date). */
export interface ValueRange {
  readonly min: bigint | number;
  readonly max: bigint | number;
}
