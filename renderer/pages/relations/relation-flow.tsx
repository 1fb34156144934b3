import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  Background,
  Controls,
  type Edge,
  MarkerType,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RelationEdge, RelationGraph } from '../../../core/contract/relation.ts';
import { formatCount } from '../../ui/format.ts';
import { DatasetNode, type DatasetNodeData } from './dataset-node.tsx';
import { edgeLabel, layOut, nodeHeight, nodeWidth, shownColumns } from './graph-layout.ts';
import { edgeTone, sideText } from './relations-verdict.ts';
import '@xyflow/react/dist/base.css';
import './relation-flow.css';

const nodeTypes = { dataset: DatasetNode };
const fit = { padding: 0.15, maxZoom: 1.1 };
const tones = { error: 'var(--error)', warning: 'var(--warn)' } as const;

/** The datasets and what refers to what, drawn. The table beside it says the same in words. */
export default function RelationFlow(props: { graph: RelationGraph; onOpen: (edge: RelationEdge) => void }) {
  const { graph, onOpen } = props;
  const scheme = useComputedColorScheme('light');
  const { data: places } = useQuery({
    queryKey: ['relation', 'layout', graph.versions, graph.edges.map(({ id }) => id)],
    queryFn: () => layOut(graph),
  });
  const nodes = useMemo(
    () => (places ? graph.nodes.map((node) => toNode(graph, node, places.get(node.version))) : null),
    [graph, places],
  );
  const edges = useMemo(() => graph.edges.map((edge) => toEdge(graph, edge)), [graph]);
  const open = useRef<(id: string | undefined) => void>(() => {});
  open.current = (id) => {
    const edge = graph.edges.find((each) => each.id === id);
    if (edge) onOpen(edge);
  };
  /* The same function in every rendering: a new one would be told the selection anew. */
  const onSelect = useCallback(({ edges: [selected] }: { edges: Edge[] }) => open.current(selected?.id), []);
  const place = useRef<HTMLDivElement>(null);
  const [flow, setFlow] = useState<ReactFlowInstance<DatasetNodeData> | null>(null);
  useEffect(() => {
    if (!flow || !place.current) return;
    const observer = new ResizeObserver(() => void flow.fitView(fit));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [flow]);
  if (!nodes) return null;
  return (
    <div className="relation-flow" ref={place}>
      <ReactFlow
        onInit={setFlow}
        key={graph.versions.join()}
        colorMode={scheme}
        nodeTypes={nodeTypes}
        defaultNodes={nodes}
        defaultEdges={edges}
        fitView
        fitViewOptions={fit}
        minZoom={0.2}
        nodesConnectable={false}
        deleteKeyCode={null}
        zoomOnScroll={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
        onEdgeClick={(_, { id }) => open.current(id)}
        onSelectionChange={onSelect}
        aria-label="Datasets and their relations"
      >
        <Background gap={20} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function toNode(
  graph: RelationGraph,
  dataset: RelationGraph['nodes'][number],
  place: { readonly x: number; readonly y: number } | undefined,
): DatasetNodeData {
  const columns = shownColumns(graph, dataset);
  return {
    id: dataset.version,
    type: 'dataset',
    position: { x: place?.x ?? 0, y: place?.y ?? 0 },
    width: nodeWidth,
    height: nodeHeight(columns.length),
    ariaLabel: `${dataset.name}, ${formatCount(dataset.rowCount)} rows`,
    data: { dataset, columns },
  };
}

function toEdge(graph: RelationGraph, edge: RelationEdge): Edge {
  const tone = edgeTone(edge);
  const color = tone ? tones[tone] : 'var(--ink-3)';
  return {
    id: edge.id,
    source: edge.from,
    target: edge.to,
    sourceHandle: edge.on[0]?.from,
    targetHandle: edge.on[0]?.to,
    label: edgeLabel(edge),
    ariaLabel: `${sideText(graph, edge, 'from')} refers to ${sideText(graph, edge, 'to')}, ${edgeLabel(edge)}`,
    style: { stroke: color, strokeWidth: tone ? 2 : 1.5 },
    labelStyle: { fill: tone ? color : 'var(--ink-2)', fontSize: 12, fontWeight: 600 },
    labelBgStyle: { fill: 'var(--surface)' },
    labelBgPadding: [6, 3],
    labelBgBorderRadius: 4,
    markerEnd: { type: MarkerType.ArrowClosed, color, width: 16, height: 16, markerUnits: 'userSpaceOnUse' },
  };
}
