import type { RelationGraph, RelationNode } from '../../../core/contract/relation.ts';
import { formatCount } from '../../ui/format.ts';

/** Sizes that the layout and the style sheet share, in pixels. */
export const nodeWidth = 208;
const headHeight = 46;
const rowHeight = 22;
const footHeight = 8;
const mostColumns = 8;

/** Columns that a node shows: those that edges use, then its keys, in file order. */
export function shownColumns(graph: RelationGraph, node: RelationNode): string[] {
  const linked = graph.edges.flatMap(({ from, to, on }) => [
    ...(from === node.version ? on.map((pair) => pair.from) : []),
    ...(to === node.version ? on.map((pair) => pair.to) : []),
  ]);
  const wanted = [...new Set([...linked, ...node.keys.slice(0, 1).flatMap(({ columns }) => columns)])];
  const kept = new Set(wanted.slice(0, mostColumns));
  return node.columns.map(({ name }) => name).filter((name) => kept.has(name));
}

/** Height of a node with so many columns shown. */
export function nodeHeight(columnCount: number): number {
  return headHeight + rowHeight * columnCount + footHeight;
}

/** What stands on an edge: `n:1`, and how many rows have no match. */
export function edgeLabel({ cardinality, child }: RelationGraph['edges'][number]): string {
  const { unmatchedRows } = child;
  return unmatchedRows > 0 ? `${cardinality} · ${formatCount(unmatchedRows)} unmatched` : cardinality;
}

/** Where each node stands: left to right along the references. Runs in this window, without a worker. */
export async function layOut(
  graph: RelationGraph,
): Promise<ReadonlyMap<string, { readonly x: number; readonly y: number }>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const { children = [] } = await new Elk().layout({
    id: 'relations',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': String(labelRoom(graph)),
      'elk.spacing.nodeNode': '28',
      'elk.spacing.componentComponent': '36',
      'elk.randomSeed': '1',
    },
    children: graph.nodes.map((node) => ({
      id: node.version,
      width: nodeWidth,
      height: nodeHeight(shownColumns(graph, node).length),
    })),
    edges: graph.edges.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  });
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}

/** Pixels between two columns of nodes, so that the longest label leaves the ends of its edge to be seen. */
function labelRoom(graph: RelationGraph): number {
  const longest = Math.max(0, ...graph.edges.map((edge) => edgeLabel(edge).length));
  return 76 + 7 * longest;
}
