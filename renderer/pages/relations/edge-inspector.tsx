import { Button } from '@mantine/core';
import type { RelationEdge, RelationGraph } from '../../../core/contract/relation.ts';
import { EvidenceRows } from '../../ui/evidence-rows.tsx';
import { formatCount, formatPercent, formatScore, keepUnits } from '../../ui/format.ts';
import { Inspector } from '../../ui/inspector.tsx';
import { Stat, Stats } from '../../ui/stat.tsx';
import { Tag } from '../../ui/tag.tsx';
import { nameOf, sideText } from './relations-verdict.ts';

const cardinalities = {
  '1:1': 'one row to one',
  'n:1': 'several rows to one',
  'n:m': 'several rows to several',
} as const;

/** One relation: its figures, what is wrong with it, the rows that show it, and the way to its join. */
export function EdgeInspector(props: {
  graph: RelationGraph;
  edge: RelationEdge;
  onJoin: () => void;
  onClose: () => void;
}) {
  const { graph, edge } = props;
  const [from, to] = [nameOf(graph, edge.from), nameOf(graph, edge.to)];
  return (
    <Inspector title={`${from} refers to ${to}`} onClose={props.onClose}>
      <p className="mono sm">
        {sideText(graph, edge, 'from')} → {sideText(graph, edge, 'to')}
      </p>
      <Stats>
        <Stat label="Cardinality" value={edge.cardinality} detail={cardinalities[edge.cardinality]} />
        <Stat
          label={`Values of ${from} found in ${to}`}
          value={formatPercent(edge.containment)}
          detail={`${formatCount(edge.child.matchedValues)} of ${formatCount(edge.child.distinct)}`}
        />
        <Stat label={`Values of ${to} used`} value={formatPercent(edge.coverage)} />
        <Stat label={`Rows of ${from} without a match`} value={formatCount(edge.child.unmatchedRows)} />
        <Stat label={`Rows of ${from} without a key`} value={formatCount(edge.child.missing)} />
        <Stat label={`Rows of ${to} that nothing refers to`} value={formatCount(edge.parent.unmatchedRows)} />
        <Stat
          label="Rows after joining"
          value={formatCount(edge.joinedRows)}
          detail={`from ${formatCount(edge.child.rows)}`}
        />
        <Stat label="Likeness of names" value={formatScore(edge.nameSimilarity, 2)} detail="a support only" />
      </Stats>
      <div className="row">
        <Button size="compact-sm" onClick={props.onJoin}>
          Join these two
        </Button>
      </div>
      {edge.issues.map((found) => {
        const node = graph.nodes.find(({ version }) => version === found.version);
        return (
          <div key={found.issue.title} className="stack">
            <div className="row">
              <Tag tone={found.issue.severity}>{found.issue.severity}</Tag>
              <span className="mono dim">{found.issue.detector}</span>
            </div>
            <strong>{found.issue.title}</strong>
            <p>{keepUnits(found.issue.message)}</p>
            {node ? (
              <EvidenceRows
                label={`Rows of ${node.name} as evidence: ${found.issue.title}`}
                of={node.name}
                version={found.version}
                columns={node.columns}
                rowNumbers={found.issue.rows}
                concerned={found.issue.columns}
                count={found.issue.count}
              />
            ) : null}
          </div>
        );
      })}
      {edge.issues.length === 0 ? <p>Every row that has a key finds exactly one match.</p> : null}
    </Inspector>
  );
}
