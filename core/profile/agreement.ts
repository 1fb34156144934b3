import type { ColumnStatistics } from '../contract/profile.ts';

/** The probability that two rows drawn at random agree in a column, from its most frequent values and the number of others. */
export function agreement({ count, missing, distinct, top }: ColumnStatistics): number {
  const total = count + missing;
  if (total === 0) return 1;
  let rest = count;
  let sum = (missing / total) ** 2;
  for (const { count: size } of top) {
    rest -= size;
    sum += (size / total) ** 2;
  }
  const others = distinct - top.length;
  return sum + (others > 0 ? others * (rest / others / total) ** 2 : 0);
}
