import type { ReadOptions } from '../../contract/dataset.ts';
import type { StagedRows } from '../staged-rows.ts';

/** What a reader of rows works with. */
export interface RowReading {
  /** Where the content lies, in UTF-8 where it is text. */
  readonly path: string;
  /** For messages. */
  readonly name: string;
  readonly read: ReadOptions;
  /** Whether the content ends before its end, for a preview. */
  readonly isCut: boolean;
  readonly stage: StagedRows;
  /** Takes a row that cannot be read; throws where it ends the load. */
  readonly bad: (row: { line: number; text: string; reason: string }) => void;
  /** Told how many bytes have been read. */
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Puts the rows of a file on the stage, as many as it wants, and returns what a person should know. */
export type RowReader = (reading: RowReading) => Promise<string[]>;
