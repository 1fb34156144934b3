import type { Foreign } from '../load/typed-csv/parquet/stored-file.ts';
import { readStoredTexts } from '../load/typed-csv/parquet/stored-text-column.ts';
import type { JoinedTexts } from '../load/typed-csv/parquet/text-table.ts';
import { type CodedKeys, rowsOfCodes } from './code-keys.ts';
import type { Levels } from './fetch-levels.ts';
import { topSize } from './numeric-facts.ts';
import { mostFrequentTexts, type TextTally, tallyTexts } from './text-tally.ts';

/** A long text column that was counted in the stored file. */
export interface CountedTexts {
  readonly tally: TextTally;
  /** Null when there are too many levels for each to be named. */
  readonly levels: JoinedLevels | null;
  /** As the levels number the texts, or in the order in which they come. */
  readonly coded: CodedKeys;
}

/** Levels with their names in one text, which is sooner handed from thread to thread. */
export interface JoinedLevels extends Omit<Levels, 'names' | 'counts'> {
  readonly names: JoinedTexts;
  readonly counts: Uint32Array;
}

/** Levels that are named at most. */
const mostNamed = 200_000;

/** Counts the texts of a column of a stored version; null for too many different ones, as `readStoredTexts` has it. */
export function countStoredTexts(column: { path: string; name: string }): CountedTexts | null | Foreign {
  const found = readStoredTexts(column);
  if (found === null || found === 'foreign') return found;
  const { texts, codes } = found;
  const counts = rowsOfCodes(codes, texts.size);
  const coded = { codes, size: texts.size };
  if (texts.size > mostNamed) {
    return { tally: tallyTexts(texts, counts, mostFrequentTexts(texts, counts)), levels: null, coded };
  }
  const order = texts.order(counts);
  const tally = tallyTexts(texts, counts, order.subarray(0, topSize));
  numberAnew(codes, order);
  const levels = {
    codes,
    names: texts.joined(order),
    counts: Uint32Array.from(order, (code) => counts[code] ?? 0),
  };
  return { tally, levels, coded };
}

/** Levels with a name each. */
export function namedLevels({ codes, names, counts }: JoinedLevels): Levels {
  const { text, ends } = names;
  return {
    codes,
    names: Array.from(ends, (end, i) => text.slice(ends[i - 1] ?? 0, end)),
    counts: Array.from(counts),
  };
}

/** Changes each code to its place in the order. */
function numberAnew(codes: Int32Array, order: Int32Array): void {
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) codes[row] = places[code] ?? -1;
  }
}
