import type { RelationEdge, RelationGraph } from '../../../core/contract/relation.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatCount, formatNumber, formatPercent } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';
import { edgeTone, sideText } from './relations-verdict.ts';

/** The relations in words and figures; choosing one opens it. */
export function RelationTable(props: {
  graph: RelationGraph;
  selected: string | null;
  onOpen: (edge: RelationEdge) => void;
}) {
  const { graph } = props;
  const columns: DataColumn<RelationEdge>[] = [
    { id: 'from', name: 'Column', value: (edge) => sideText(graph, edge, 'from') },
    { id: 'to', name: 'Refers to', value: (edge) => sideText(graph, edge, 'to') },
    { id: 'cardinality', name: 'Cardinality', value: ({ cardinality }) => cardinality },
    {
      id: 'containment',
      name: 'Values found',
      align: 'right',
      value: ({ containment }) => containment,
      cell: ({ containment }) => formatPercent(containment),
    },
    {
      id: 'unmatched',
      name: 'Rows without a match',
      align: 'right',
      sortsDescending: true,
      value: ({ child }) => child.unmatchedRows,
      cell: ({ child }) => formatCount(child.unmatchedRows),
    },
    {
      id: 'missing',
      name: 'Rows without a key',
      align: 'right',
      sortsDescending: true,
      value: ({ child }) => child.missing,
      cell: ({ child }) => formatCount(child.missing),
    },
    {
      id: 'joined',
      name: 'Rows after joining',
      align: 'right',
      value: ({ joinedRows }) => joinedRows,
      cell: ({ joinedRows, child }) =>
        joinedRows > child.rows
          ? `${formatCount(joinedRows)} (× ${formatNumber(joinedRows / child.rows)})`
          : formatCount(joinedRows),
    },
    {
      id: 'verdict',
      name: 'Verdict',
      value: (edge) => edgeTone(edge) ?? 'clean',
      cell: (edge) => {
        const tone = edgeTone(edge);
        return tone ? <Tag tone={tone}>{tone}</Tag> : <Tag tone="good">clean</Tag>;
      },
    },
  ];
  return (
    <DataTable
      label="Relations in figures"
      rows={graph.edges}
      columns={columns}
      rowId={({ id }) => id}
      selected={props.selected}
      onSelect={props.onOpen}
      maxHeight={360}
    />
  );
}
