import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { JoinKind, JoinSpec, RelationEdge, RelationGraph } from '../../../core/contract/relation.ts';

/** A join that is being put together. */
export interface JoinDraft {
  readonly left: DatasetVersionId;
  readonly right: DatasetVersionId;
  /** Columns not chosen yet are null. */
  readonly on: readonly { readonly left: string | null; readonly right: string | null }[];
  readonly kind: JoinKind;
  /** Columns of the right side to take; null for all but the key. */
  readonly take: readonly string[] | null;
  /** Name of the result; empty for the proposed one. */
  readonly name: string;
}

/** The draft for an edge, or for the first two datasets without one. */
export function draftFor(graph: RelationGraph, edge: RelationEdge | null): JoinDraft | null {
  const rest = { kind: 'left' as const, take: null, name: '' };
  if (edge) {
    return {
      left: edge.from,
      right: edge.to,
      on: edge.on.map(({ from, to }) => ({ left: from, right: to })),
      ...rest,
    };
  }
  const [first, second] = graph.nodes;
  return first && second
    ? { left: first.version, right: second.version, on: [{ left: null, right: null }], ...rest }
    : null;
}

/** The draft with other datasets: their relation when there is one, else no columns yet. */
export function withSides(
  draft: JoinDraft,
  graph: RelationGraph,
  sides: { left: DatasetVersionId; right: DatasetVersionId },
): JoinDraft {
  const edge = graph.edges.find(({ from, to }) => from === sides.left && to === sides.right);
  const back = graph.edges.find(({ from, to }) => to === sides.left && from === sides.right);
  const on = edge
    ? edge.on.map(({ from, to }) => ({ left: from, right: to }))
    : back
      ? back.on.map(({ from, to }) => ({ left: to, right: from }))
      : [{ left: null, right: null }];
  return { ...draft, ...sides, on, take: null };
}

/** What the engine is asked, or null while a column is not chosen. */
export function specOf(draft: JoinDraft): JoinSpec | null {
  const { left, right, on, kind, take } = draft;
  const pairs = on.flatMap(({ left: one, right: other }) =>
    one === null || other === null ? [] : [{ left: one, right: other }],
  );
  if (left === right || pairs.length === 0 || pairs.length < on.length) return null;
  return { left, right, on: pairs, kind, columns: take === null ? {} : { right: [...take] } };
}
