import type { ColumnStatistics } from '../../core/contract/profile.ts';

/** The classes of a target column, whatever class the draft calls positive. */
export interface TargetClasses {
  /** Sorted by code unit, named as the engine names them. */
  readonly names: readonly string[];
  /** Of two classes the rarer, which is positive unless another is chosen; of more, null. */
  readonly rarer: string | null;
}

/** The classes that statistics tell of; null where the column has more values than are listed. */
export function countedClasses({ distinct, top }: ColumnStatistics): TargetClasses | null {
  if (distinct > top.length) return null;
  const classes = top
    .map(({ value, count }) => ({ name: String(value), count }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const [first, second] = classes;
  const isBinary = classes.length === 2 && first && second;
  return {
    names: classes.map(({ name }) => name),
    rarer: isBinary ? (first.count < second.count ? first : second).name : null,
  };
}
