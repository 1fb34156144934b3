import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { RelationEdge, RelationGraph } from '../../../core/contract/relation.ts';
import { Card } from '../../ui/card.tsx';
import { useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { DatasetChoice } from './dataset-choice.tsx';
import { EdgeInspector } from './edge-inspector.tsx';
import { JoinBuilder } from './join-builder.tsx';
import { draftFor, type JoinDraft } from './join-draft.ts';
import { RelationFindings } from './relation-findings.tsx';
import { RelationTable } from './relation-table.tsx';
import { nameOf, relationsSentence, relationsVerdict } from './relations-verdict.ts';
import { useRelations } from './use-relations.ts';

const RelationFlow = lazy(() => import('./relation-flow.tsx'));

/** The relations of some datasets: drawn, in a table, one at a time, and joined. */
export function RelationsView(props: {
  versions: readonly DatasetVersion[];
  proposed: readonly DatasetVersionId[];
}) {
  const { versions } = props;
  const [chosen, setChosen] = useState<readonly DatasetVersionId[]>(props.proposed);
  const state = useRelations(chosen);
  const { graph } = state;
  const [opened, setOpened] = useState<string | null>(null);
  const [draft, setDraft] = useState<JoinDraft | null>(null);
  const edge = graph?.edges.find(({ id }) => id === opened) ?? null;

  function startJoin(on: RelationEdge | null): void {
    if (!graph) return;
    setDraft(draftFor(graph, on));
    setOpened(null);
    setTimeout(() => document.getElementById('join-builder')?.scrollIntoView({ block: 'start' }));
  }

  const first = graph?.edges[0] ?? null;
  const joinLabel =
    graph && first
      ? `Join ${nameOf(graph, first.from)} with ${nameOf(graph, first.to)}`
      : 'Join two datasets';
  useCommands(
    graph ? [{ id: 'join', label: joinLabel, group: 'This page', run: () => startJoin(first) }] : [],
  );

  return (
    <>
      <PageHead
        title={graph ? relationsVerdict(graph) : waitingTitle(state)}
        actions={
          <>
            {versions.length > 2 ? (
              <DatasetChoice
                versions={versions}
                chosen={chosen}
                onChange={(next) => {
                  setChosen(next);
                  setOpened(null);
                  setDraft(null);
                }}
              />
            ) : null}
            {graph && !draft ? (
              <Button variant="filled" onClick={() => startJoin(first)}>
                {joinLabel}
              </Button>
            ) : null}
          </>
        }
      >
        {graph
          ? relationsSentence(graph)
          : 'Keys are found from all rows; names only support what values show.'}
      </PageHead>
      <div className="stack">
        <ErrorNote
          error={state.failure}
          action={
            <Button size="compact-sm" onClick={state.start}>
              Try again
            </Button>
          }
        />
        {state.view && !state.isStopped && !state.failure ? (
          <Card title="Progress">
            <JobProgress view={state.view} onStop={state.stop} />
          </Card>
        ) : null}
        {state.isStopped && !graph ? (
          <Card title="The search was stopped">
            <Button variant="filled" onClick={state.start}>
              Find relations
            </Button>
          </Card>
        ) : null}
        {graph ? (
          <>
            <Card title="Graph" flush>
              <div className="relation-graph">
                <Suspense fallback={null}>
                  <RelationFlow graph={graph} onOpen={({ id }) => setOpened(id)} />
                </Suspense>
              </div>
            </Card>
            <Card title="Relations" aside="Choose one to see its rows" flush>
              {graph.edges.length > 0 ? (
                <RelationTable graph={graph} selected={opened} onOpen={({ id }) => setOpened(id)} />
              ) : (
                <EmptyState title="No relation was found.">
                  No column has most of its values in a key of another dataset. Datasets can be joined all the
                  same, on columns that you choose.
                </EmptyState>
              )}
            </Card>
            <KeyIssues graph={graph} />
            {draft ? (
              <div id="join-builder">
                <JoinBuilder
                  graph={graph}
                  versions={versions}
                  draft={draft}
                  onChange={setDraft}
                  onClose={() => setDraft(null)}
                />
              </div>
            ) : null}
          </>
        ) : null}
      </div>
      {graph && edge ? (
        <EdgeInspector
          key={edge.id}
          graph={graph}
          edge={edge}
          onJoin={() => startJoin(edge)}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
}

function KeyIssues({ graph }: { graph: RelationGraph }) {
  if (graph.issues.length === 0) return null;
  return (
    <Card title="Keys with exceptions">
      <RelationFindings
        findings={graph.issues.map(({ version, issue }) => ({
          issue,
          of: graph.nodes.find((node) => node.version === version) ?? null,
        }))}
      />
    </Card>
  );
}

function waitingTitle({ failure, isStopped }: { failure: unknown; isStopped: boolean }): string {
  if (failure) return 'The relations could not be found.';
  return isStopped ? 'The relations are not known yet.' : 'Looking for keys and what refers to them …';
}
