import type { RelationEdge, RelationGraph } from '../../../core/contract/relation.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatList, formatPlural } from '../../ui/format.ts';

/** What the datasets have to do with each other, in a sentence. */
export function relationsVerdict(graph: RelationGraph): string {
  const { edges, nodes } = graph;
  const [only] = edges;
  if (!only) return `No column of these ${nodes.length} datasets refers to another.`;
  const orphans = orphanText(graph);
  const multiplied = edges.filter(({ joinedRows, child }) => joinedRows > child.rows);
  const growth = multiplied[0];
  const joining = growth
    ? `joining ${nameOf(graph, growth.to)} turns ${formatCount(growth.child.rows)} rows of ${nameOf(graph, growth.from)} into ${formatCount(growth.joinedRows)}`
    : `joining ${edges.length === 1 ? 'doubles' : 'any of them doubles'} no row`;
  const refers =
    edges.length === 1
      ? `${nameOf(graph, only.from)} refers to ${nameOf(graph, only.to)}`
      : `${formatPlural(edges.length, 'relation')} link ${linkedNames(graph)}`;
  return `${refers}; ${orphans}, and ${joining}.`;
}

/** How many pairs of columns were looked at. */
export function relationsSentence({ pairsConsidered, pairsCompared }: RelationGraph): string {
  return `${formatPlural(pairsConsidered, 'pair')} of columns could correspond by type, range and name; ${formatCount(pairsCompared)} of them were compared value by value, over all rows.`;
}

/** Name of a dataset in the graph. */
export function nameOf({ nodes }: RelationGraph, version: RelationEdge['from']): string {
  return nodes.find((node) => node.version === version)?.name ?? version.slice(0, 7);
}

/** One side of an edge: `orders.customer_id`. */
export function sideText(graph: RelationGraph, edge: RelationEdge, side: 'from' | 'to'): string {
  return `${nameOf(graph, edge[side])}.${edge.on.map((pair) => columnLabel(pair[side])).join(' + ')}`;
}

/** Worst severity of an edge's issues; null for none. */
export function edgeTone({ issues }: RelationEdge): 'error' | 'warning' | null {
  if (issues.some(({ issue }) => issue.severity === 'error')) return 'error';
  return issues.length > 0 ? 'warning' : null;
}

function orphanText(graph: RelationGraph): string {
  const worst = [...graph.edges].sort((a, b) => b.child.unmatchedRows - a.child.unmatchedRows)[0];
  const count = worst?.child.unmatchedRows ?? 0;
  if (!worst || count === 0) return 'every row finds its match';
  return `${formatPlural(count, 'row')} of ${nameOf(graph, worst.from)} ${count === 1 ? 'has' : 'have'} no match in ${nameOf(graph, worst.to)}`;
}

function linkedNames(graph: RelationGraph): string {
  const linked = new Set(graph.edges.flatMap(({ from, to }) => [from, to]));
  return formatList(
    [...linked].map((version) => nameOf(graph, version)),
    4,
  );
}
