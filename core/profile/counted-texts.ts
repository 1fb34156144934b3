import type { Foreign } from '../load/typed-csv/parquet/stored-file.ts';
import { readStoredTexts, type StoredTexts } from '../load/typed-csv/parquet/stored-text-column.ts';
import { type CodedKeys, rowsOfCodes } from './code-keys.ts';
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

/** Counts the texts of a column of a stored version; null for too many different ones, as `readStoredTexts` has it. */
export function countStoredTexts(column: { path: string; name: string }): CountedTexts | null | Foreign {
  const found = readStoredTexts(column);
  if (found === null || found === 'foreign') return found;
  const { texts, codes } = found;
  const counts = rowsOfCodes(codes, texts.size);
  return {
    tally: tallyTexts(texts, counts),
    levels: texts.size > mostNamed ? null : inLevelOrder(found, counts),
    coded: { codes, size: texts.size },
  };
}

/** The texts as levels: most frequent first, ties by their bytes. The codes are changed in place. */
function inLevelOrder({ texts, codes }: StoredTexts, counts: Uint32Array): Levels {
  // A character per byte: such texts compare as their bytes do, without an array for each comparison.
  const inBytes = Array.from(counts, (_, code) => Buffer.from(texts.textOf(code)).toString('latin1'));
  const order = Int32Array.from(counts.keys()).sort(
    (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || ((inBytes[a] ?? '') < (inBytes[b] ?? '') ? -1 : 1),
  );
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) codes[row] = places[code] ?? -1;
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    codes,
    names: Array.from(order, (code) => decoder.decode(texts.textOf(code))),
    counts: Array.from(order, (code) => counts[code] ?? 0),
  };
}
