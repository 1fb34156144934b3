import type { BadRow, FilePreview, ReadOptions } from '../contract/dataset.ts';
import type { Sql } from '../shared/sql.ts';
import type { CsvText } from './csv-failure.ts';
import type { StageTable } from './formats/staged-table.ts';
import type { ReadPlan } from './read-plan.ts';
import type { RowsAt } from './row-place.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceTable } from './source-table.ts';

/** One file, ready to be a table. */
export interface OpenPart {
  readonly file: SourceFile;
  readonly plan: ReadPlan;
  /** Paths outside the working folder that SQL must reach. */
  readonly paths: readonly string[];
  readonly table: (sql: Sql) => Promise<SourceTable>;
  /** Tells where rows stand in a text file; null for others. */
  readonly rowsAt: RowsAt | null;
  /** Of a workbook, by row of the table the number of the sheet's row, where that was kept. */
  readonly sheetRows?: readonly number[];
  /** The text that DuckDB reads, when it is the file's own. */
  readonly text: CsvText | null;
  readonly notes: readonly string[];
  readonly choices?: FilePreview['choices'];
  /** Whether the file has line ends of several kinds, where it is being read as if it had not. */
  readonly isMixed?: Promise<boolean>;
}

/** What a part is made with. */
export interface PartRequest {
  readonly file: SourceFile;
  readonly read: ReadOptions;
  /** An empty folder for what is made of the file. */
  readonly directory: string;
  /** For a preview: how much of a text, and how many rows of other files are looked at. */
  readonly limit?: { readonly bytes: number; readonly rows: number };
  /** Reads workbooks, and views of databases. */
  readonly stage: StageTable;
  /** Takes a row that is set aside. */
  readonly setAside: (row: Omit<BadRow, 'file'>) => void;
  readonly flushSetAside: () => Promise<void>;
  /** Told what is done with the file, and how much of it is done, 0 to 1. */
  readonly onProgress: (message: string, share: number) => void;
  /** Whether a text's line ends may be looked through beside the reading of it. */
  readonly isLookedThroughBeside: boolean;
  readonly signal?: AbortSignal;
}

/** Whether what is read of a file ends before it does: unpacked, or turned into UTF-8, only in part. */
export function isCutOff({ file, plan, limit }: PartRequest & { plan: ReadPlan }): boolean {
  const isCopy = 'encoding' in plan && plan.encoding !== 'utf-8';
  return file.isCut || (isCopy && limit !== undefined && file.bytes > limit.bytes);
}
