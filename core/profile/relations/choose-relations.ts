import { saysItIsKey } from './name-similarity.ts';
import { bySureness, type CountedRelation, containment } from './relation-edge.ts';
import type { RelationLimits } from './relation-limits.ts';

/**
 * The relations worth showing. Of two directions the one whose values are contained, or where both are, the
 * smaller side refers. A column refers to one key by values alone, the surest, and only when no name says
 * better. What links datasets without a key is left out between datasets that a key links. Pure.
 */
export function chooseRelations(
  relations: readonly CountedRelation[],
  limits: RelationLimits,
): CountedRelation[] {
  const isKeyless = (relation: CountedRelation) => keyRank(relation, limits) === 0;
  const directed = relations.filter(
    (one) => !relations.some((other) => isReverse(one, other) && refersBetter(other, one, limits)),
  );
  const chosen: CountedRelation[] = [];
  const ranked = [...directed].sort(
    (a, b) => Number(isKeyless(a)) - Number(isKeyless(b)) || bySureness(a, b),
  );
  for (const relation of ranked) {
    const rivals = chosen.filter(
      (other) => other.from === relation.from && sharesColumn(other, relation, 'left'),
    );
    if (relation.nameSimilarity < limits.relationName && rivals.length > 0) continue;
    if (rivals.some((other) => other.to === relation.to)) continue;
    chosen.push(relation);
  }
  return chosen.filter(
    (one) => !isKeyless(one) || !chosen.some((other) => !isKeyless(other) && linksSame(one, other)),
  );
}

/** True when the far side repeats no more of its values than a key with exceptions does. */
export function hasKey({ counts }: CountedRelation, { relationKeyShare }: RelationLimits): boolean {
  const { rows, missing, distinct } = counts.right;
  return distinct >= relationKeyShare * (rows - missing);
}

/** 2 where the far side has a key, 1 where only names say so while it repeats up to a fifth of its rows, else 0. */
function keyRank(relation: CountedRelation, limits: RelationLimits): 0 | 1 | 2 {
  if (hasKey(relation, limits)) return 2;
  const { to, on, counts, nameSimilarity } = relation;
  const { rows, missing, distinct } = counts.right;
  const [only] = on;
  if (!only || on.length > 1 || nameSimilarity < limits.relationName) return 0;
  const isSaid = saysItIsKey(nameSimilarity, { column: only.right.name, dataset: to.name });
  return isSaid && distinct >= limits.relationKeyShareNamed * (rows - missing) ? 1 : 0;
}

function isReverse(a: CountedRelation, b: CountedRelation): boolean {
  return (
    a.from === b.to &&
    a.to === b.from &&
    a.on.length === b.on.length &&
    a.on.every(({ left, right }) => b.on.some((pair) => pair.left === right && pair.right === left))
  );
}

function refersBetter(a: CountedRelation, b: CountedRelation, limits: RelationLimits): boolean {
  const rank = (relation: CountedRelation) => [
    keyRank(relation, limits),
    relation.nameSimilarity,
    containment(relation.counts.left),
    -relation.counts.left.distinct,
    relation.from.name < relation.to.name ? 1 : 0,
  ];
  const [first, second] = [rank(a), rank(b)];
  for (const [i, value] of first.entries()) {
    const other = second[i] ?? 0;
    if (value !== other) return value > other;
  }
  return false;
}

function sharesColumn(a: CountedRelation, b: CountedRelation, place: 'left' | 'right'): boolean {
  return a.on.some((pair) => b.on.some((other) => other[place] === pair[place]));
}

function linksSame(a: CountedRelation, b: CountedRelation): boolean {
  return (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
}
