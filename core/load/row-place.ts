/** A row as it stands in a text file. */
export interface RowPlace {
  /** Line that it begins on, 1 for the first of the file. */
  readonly line: number;
  /** Its text, of a long one the beginning. */
  readonly text: string;
}

/** Where these rows of a table (1 is the first) stand in its file; rows that are not there are left out. */
export type RowsAt = (rows: readonly number[]) => Promise<ReadonlyMap<number, RowPlace>>;
