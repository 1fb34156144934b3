import { areComparable, canBeKey } from './key-cells.ts';
import { isOwnKey, nameSimilarity, saysItIsKey, saysKey } from './name-similarity.ts';
import type { RelationLimits } from './relation-limits.ts';
import type { Side, SideColumn } from './side.ts';

/** A column whose values may be among those of another. */
export interface CandidatePair {
  readonly from: SideColumn;
  readonly to: SideColumn;
  readonly nameSimilarity: number;
  /** Share of the different values that `to` must have, from what names and ranges say. */
  readonly needed: number;
}

/**
 * Pairs of columns of different datasets that statistics do not rule out: comparable types, a key (or a shared
 * name that says so) on the far side, overlapping ranges, enough different values, and, where names do not help,
 * values that chance would hardly hit. Pure.
 */
export function candidatePairs(sides: readonly Side[], limits: RelationLimits): CandidatePair[] {
  const columns = sides.flatMap((side) =>
    side.statistics.filter(canBeKey).map((statistics) => ({ side, statistics })),
  );
  return columns.flatMap((from) =>
    columns.flatMap((to) => (from.side === to.side ? [] : (candidate(from, to, limits) ?? []))),
  );
}

function candidate(from: SideColumn, to: SideColumn, limits: RelationLimits): CandidatePair | null {
  const [a, b] = [from.statistics, to.statistics];
  if (!areComparable(a.column.type, b.column.type) || b.distinct < 2) return null;
  const similarity = nameSimilarity(a.column.name, { column: b.column.name, dataset: to.side.name });
  const isSame = a.column.name.toLowerCase() === b.column.name.toLowerCase();
  const isOwn = a.distinct === a.count && isOwnKey(a.column.name, from.side.name);
  const isNamed = similarity >= limits.relationName && (isSame || !isOwn);
  const isSaid = isNamed && saysItIsKey(similarity, { column: b.column.name, dataset: to.side.name });
  const isToKey = b.distinct >= (isSaid ? limits.relationKeyShareNamed : limits.relationKeyShare) * b.count;
  if (!isToKey && !(isNamed && similarity === 1 && linksWithoutKey(from, limits))) return null;
  if (!isNamed && !isTelling(from, to, limits)) return null;
  const needed = isNamed ? limits.relationContainmentNamed : limits.relationContainment;
  if (b.distinct < needed * a.distinct || !overlaps(from, to)) return null;
  return { from, to, nameSimilarity: similarity, needed };
}

/** A column that links datasets though it is a key of neither: its name says key, or it has many texts or days. */
function linksWithoutKey({ statistics }: SideColumn, limits: RelationLimits): boolean {
  const { column, distinct } = statistics;
  if (distinct < limits.relationLevels) return false;
  return saysKey(column.name) || column.type === 'text' || column.type === 'date';
}

/**
 * Whether finding these values in the key means something by itself: texts, and whole numbers that fill so little
 * of the key's range that chance would not hit it. Days never do: all calendars share them.
 */
function isTelling(
  { statistics: from }: SideColumn,
  { statistics: to }: SideColumn,
  limits: RelationLimits,
): boolean {
  if (from.column.type === 'text' && to.column.type === 'text') return from.distinct >= 3;
  if (!from.numeric || !to.numeric)
    return from.column.type === 'text' || to.column.type === 'text' ? from.distinct >= 3 : false;
  const density = to.distinct / (to.numeric.max - to.numeric.min + 1);
  const hits = limits.relationContainment * from.distinct;
  return density < 1 && hits * Math.log(density) < Math.log(limits.relationChance);
}

function overlaps({ statistics: a }: SideColumn, { statistics: b }: SideColumn): boolean {
  if (a.numeric && b.numeric) return a.numeric.min <= b.numeric.max && b.numeric.min <= a.numeric.max;
  if (a.time && b.time) return a.time.min <= b.time.max && b.time.min <= a.time.max;
  if (a.text && b.text) return a.text.minLength <= b.text.maxLength && b.text.minLength <= a.text.maxLength;
  return true;
}
