import type { JoinSide, RelationEdge } from '../../contract/relation.ts';
import type { JoinCounts, JoinOn } from './join-counts.ts';
import type { Side } from './side.ts';

/** A relation that was counted in full. */
export interface CountedRelation {
  readonly from: Side;
  readonly to: Side;
  readonly on: readonly JoinOn[];
  readonly nameSimilarity: number;
  readonly counts: JoinCounts;
}

/** The edge of the graph for a relation, without its issues. */
export function relationEdge({
  from,
  to,
  on,
  nameSimilarity,
  counts,
}: CountedRelation): Omit<RelationEdge, 'issues'> {
  const { left, right, innerRows } = counts;
  const names = on.map((pair) => ({ from: pair.left.name, to: pair.right.name }));
  return {
    id: JSON.stringify([from.table.version, to.table.version, names]),
    from: from.table.version,
    to: to.table.version,
    on: names,
    cardinality: right.mostPerValue > 1 ? 'n:m' : isUnique(left) ? '1:1' : 'n:1',
    containment: containment(left),
    coverage: containment(right),
    nameSimilarity,
    child: left,
    parent: right,
    joinedRows: innerRows + left.rows - left.matchedRows,
  };
}

/** Share of the side's different values that the other side has. */
export function containment({ matchedValues, distinct }: JoinSide): number {
  return distinct === 0 ? 0 : matchedValues / distinct;
}

/** Surest first: names and containment together, then the more used key, then names. */
export function bySureness(a: CountedRelation, b: CountedRelation): number {
  const sureness = ({ nameSimilarity, counts }: CountedRelation) => nameSimilarity + containment(counts.left);
  return (
    sureness(b) - sureness(a) ||
    containment(b.counts.right) - containment(a.counts.right) ||
    (keyText(a) < keyText(b) ? -1 : 1)
  );
}

function keyText({ from, to, on }: CountedRelation): string {
  return [from.name, to.name, ...on.map(({ left, right }) => `${left.name} ${right.name}`)].join('\n');
}

function isUnique({ repeatedRows }: JoinSide): boolean {
  return repeatedRows === 0;
}
