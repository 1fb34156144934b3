import type { FilePreview, ReadOptions } from '../../contract/dataset.ts';
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
  /** Told of every row that went on the stage, with its text on demand. */
  readonly good?: (line: number, text: () => string) => void;
  /** Told how many bytes have been read. */
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** What was found while rows were read. */
export interface RowFacts {
  /** What a person should know. */
  readonly notes: readonly string[];
  /** What was decided where nothing was said. */
  readonly options?: ReadOptions;
  readonly choices?: FilePreview['choices'];
}

/** Puts the rows of a file on the stage, as many as it wants. */
export type RowReader = (reading: RowReading) => Promise<RowFacts>;
