import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { RelationNode } from '../../../core/contract/relation.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatPlural } from '../../ui/format.ts';
import { nodeWidth } from './graph-layout.ts';

/** What a node of the graph shows. */
export type DatasetNodeData = Node<
  { readonly dataset: RelationNode; readonly columns: readonly string[] },
  'dataset'
>;

/** A dataset with its key and the columns that refer or are referred to. */
export function DatasetNode({ data }: NodeProps<DatasetNodeData>) {
  const { dataset, columns } = data;
  const key = new Set(dataset.keys.slice(0, 1).flatMap(({ columns: names }) => names));
  return (
    <div className="dataset-node" style={{ width: nodeWidth }}>
      <strong className="truncate" title={dataset.name}>
        {dataset.name}
      </strong>
      <small className="num">
        {formatPlural(dataset.rowCount, 'row')}, {formatPlural(dataset.columns.length, 'column')}
      </small>
      <ul>
        {columns.map((name) => (
          <li key={name}>
            <Handle type="target" position={Position.Left} id={name} isConnectable={false} />
            <span className="truncate" title={columnLabel(name)}>
              {columnLabel(name)}
            </span>
            {key.has(name) ? <span className="dataset-key">key</span> : null}
            <Handle type="source" position={Position.Right} id={name} isConnectable={false} />
          </li>
        ))}
      </ul>
    </div>
  );
}
