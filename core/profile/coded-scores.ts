import { rowsOfCodes } from './code-keys.ts';
import {
  type Coded,
  type FeatureScore,
  quantileBins,
  type ScoredClasses,
  scoreFeature,
} from './single-feature.ts';
import { sortedFinite } from './sort-numbers.ts';

/** Columns to be scored against classes, as plain data. */
export interface ScoreWork {
  readonly columns: readonly ScoredCells[];
  readonly target: ScoredClasses;
  /** Of each row from 0 on; -1 without a label. */
  readonly foldOf: Int8Array;
  readonly folds: number;
  /** Bins of numbers and levels of text that are told apart, at most. */
  readonly most: { readonly bins: number; readonly levels: number };
}

/** Numbers, NaN for missing ones, or codes of text below `levels`, -1 for missing ones. */
export type ScoredCells =
  | { readonly numbers: Float64Array }
  | { readonly codes: Int32Array; readonly levels: number };

/** The score of each column out of fold; null where too few classes can be scored. */
export async function scoreCells(
  { columns, target, foldOf, folds, most }: ScoreWork,
  pause: () => Promise<void> = async () => {},
): Promise<(FeatureScore | null)[]> {
  const scores: (FeatureScore | null)[] = [];
  for (const cells of columns) {
    await pause();
    scores.push(scoreFeature({ coded: codeCells(cells, most), target, foldOf, folds }));
  }
  return scores;
}

function codeCells(cells: ScoredCells, most: ScoreWork['most']): Coded {
  if ('numbers' in cells) {
    const values = cells.numbers;
    return quantileBins({ values, sorted: sortedFinite(values), most: most.bins });
  }
  const { codes, levels } = cells;
  const scored = Math.min(levels, most.levels);
  const places = mostFrequent(codes, levels, scored);
  const coded = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1;
    coded[i] = code < 0 ? scored : (places[code] ?? -1);
  }
  return { codes: coded, size: scored + 1 };
}

/** Where each code stands among the most frequent ones, ties by first appearance; -1 beyond `limit`. All codes keep theirs when none is beyond. */
function mostFrequent(codes: Int32Array, size: number, limit: number): Int32Array {
  const places = new Int32Array(size);
  if (size <= limit) return places.map((_, code) => code);
  const counts = rowsOfCodes(codes, size);
  const order = new Uint32Array(size).map((_, code) => code);
  order.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  places.fill(-1);
  for (let place = 0; place < limit; place++) places[order[place] ?? 0] = place;
  return places;
}
