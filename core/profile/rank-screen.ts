import { type RankedColumn, rankSums } from './ranks.ts';

/** How often, at most, a random sample may rule out a pair that reaches the limit. */
const missChance = 1e-12;
/** Rows that one term of the correlation compares, and how far apart its values may lie. */
const rowsPerTerm = 3;
const termRange = 6;

/**
 * Whether the absolute Spearman correlation of two columns over all rows stays below `strength`, told from their
 * ranks in a random sample of the rows. False when the sample leaves a doubt. Covariance and variances of ranks are
 * means over triples of rows of a term between -3 and 3 (Hoeffding, 1948), so that those of the sample differ from those of
 * all rows by more than `slack` with a chance that bounded terms allow only once in 10^12 (Hoeffding, 1963, section
 * 5b; drawing without replacement, section 6, only lowers it).
 */
export function isSurelyBelow(a: RankedColumn, b: RankedColumn, strength: number): boolean {
  const { rows, product, squaresA, squaresB } = rankSums(a, b);
  const terms = Math.floor(rows / rowsPerTerm);
  if (terms === 0) return false;
  // Triples in which a row stands twice are left out by theory and counted in the sums: a share of at most 3 / rows.
  const slack = termRange * Math.sqrt(Math.log(6 / missChance) / (2 * terms)) + 9 / rows;
  const scale = 3 / rows ** 3;
  const leastA = Math.max(0, squaresA * scale - slack);
  const leastB = Math.max(0, squaresB * scale - slack);
  return Math.abs(product) * scale + slack < strength * Math.sqrt(leastA * leastB);
}
