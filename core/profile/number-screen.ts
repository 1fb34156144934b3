import { isSurelyBelow } from './rank-screen.ts';
import { rankColumn } from './ranks.ts';

/** Pairs of columns of numbers or moments of which few are expected to correlate. */
export interface NumberScreen {
  /** Cells in the drawn rows by position, NaN for missing ones; null where no pair has the column. */
  readonly columns: readonly (Float64Array | null)[];
  /** Two positions for each pair. */
  readonly pairs: Uint32Array;
  /** The absolute Spearman correlation that matters. */
  readonly strength: number;
}

/** The pairs without those that stay below the limit for certain, in the same order: two positions for each. */
export async function screenNumbers(
  { columns, pairs, strength }: NumberScreen,
  pause: () => Promise<void> = async () => {},
): Promise<number[]> {
  const ranked = [];
  for (const numbers of columns) {
    if (numbers !== null) await pause();
    ranked.push(numbers && rankColumn(numbers));
  }
  const plausible: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [a = 0, b = 0] = pairs.subarray(i, i + 2);
    const [first, second] = [ranked[a], ranked[b]];
    await pause();
    if (!first || !second || !isSurelyBelow(first, second, strength)) plausible.push(a, b);
  }
  return plausible;
}
