import { inLevelOrder, readStoredTexts } from '../load/typed-csv/parquet/stored-text-column.ts';
import type { CodedKeys } from './code-keys.ts';
import type { Levels } from './fetch-levels.ts';
import { type TextTally, tallyTexts } from './text-tally.ts';

/** A long text column that was counted in the stored file. */
export interface CountedTexts {
  readonly tally: TextTally;
  /** Null when there are too many levels for each to be named. */
  readonly levels: Levels | null;
  /** As the levels number the texts, or in the order in which they come. */
  readonly coded: CodedKeys;
}

/** Levels that are named at most. */
const mostNamed = 200_000;

/** Counts the texts of a column of a stored version. Null where `readStoredTexts` gives none. */
export function countStoredTexts(column: { path: string; name: string }): CountedTexts | null {
  const found = readStoredTexts(column);
  if (found === null) return null;
  const { texts, counts, codes } = found;
  return {
    tally: tallyTexts(texts, counts),
    levels: texts.size > mostNamed ? null : inLevelOrder(found),
    coded: { codes, size: texts.size },
  };
}
