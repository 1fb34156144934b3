import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { JobId } from '../../../core/contract/ids.ts';
import type { RelationGraph } from '../../../core/contract/relation.ts';
import { client } from '../../client/client.ts';
import { type Failure, toFailure } from '../../client/failure.ts';
import { jobStarted, queryClient } from '../../client/queries.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useJob } from '../../client/use-job.ts';
import { chooseVersion } from '../../client/use-version.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatPlural } from '../../ui/format.ts';
import { InlineProgress } from '../../ui/progress-bar.tsx';
import { type JoinDraft, specOf } from './join-draft.ts';
import { JoinFields } from './join-fields.tsx';
import { JoinOutcome } from './join-outcome.tsx';
import { relationQueries } from './relation-queries.ts';

/** Puts a join together, shows what it would give, and makes it. */
export function JoinBuilder(props: {
  graph: RelationGraph;
  versions: readonly DatasetVersion[];
  draft: JoinDraft;
  onChange: (draft: JoinDraft) => void;
  onClose: () => void;
}) {
  const { graph, versions, draft } = props;
  const [, go] = useLocation();
  const [job, setJob] = useState<JobId | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAsking, setAsking] = useState(false);
  const left = versions.find(({ id }) => id === draft.left);
  const right = versions.find(({ id }) => id === draft.right);
  const experiment = useDraft(draft.left);
  const target = experiment.spec?.target ?? null;
  const spec = specOf(draft);
  const isSettled = experiment.spec !== null || experiment.failure !== null;
  const wanted = relationQueries.preview(spec && isSettled ? { ...spec, ...(target && { target }) } : null);
  const { data: preview, error, isFetching } = useQuery(wanted);
  const view = useJob(job, (ended) => {
    setJob(null);
    if (ended.status === 'failed') setFailure(ended.error);
    if (ended.result?.kind === 'version') {
      chooseVersion(ended.result.version);
      go('/data');
    }
  });

  async function join(): Promise<void> {
    setAsking(false);
    setFailure(null);
    if (!spec) return;
    try {
      const name = draft.name.trim();
      const started = await client.relation.join({ ...spec, ...(name !== '' && { name }) });
      jobStarted(started.job);
      setJob(started.job);
    } catch (thrown) {
      setFailure(toFailure(thrown));
    }
  }

  return (
    <Card
      title="Join two datasets"
      aside={
        <Button size="compact-sm" onClick={props.onClose}>
          Close
        </Button>
      }
    >
      <div className="stack">
        <JoinFields graph={graph} draft={draft} onChange={props.onChange} />
        <ErrorNote error={error} />
        {isFetching ? (
          <div className="row">
            <InlineProgress view={null} label="Counting the rows of the join" />
            <Button
              size="compact-sm"
              onClick={() => void queryClient.cancelQueries({ queryKey: wanted.queryKey })}
            >
              Stop
            </Button>
          </div>
        ) : null}
        {spec === null ? (
          <p className="dim sm">
            Choose the columns that must be equal: the rows are counted before anything is made.
          </p>
        ) : null}
        {spec && preview && left && right ? (
          <JoinOutcome preview={preview} left={left} right={right} target={target?.column ?? null} />
        ) : null}
        <ErrorNote error={failure} />
        {spec && preview ? (
          <div className="row">
            <Button
              variant="filled"
              disabled={preview.rowCount === 0}
              loading={job !== null}
              onClick={() => (preview.addedRows > 0 ? setAsking(true) : void join())}
            >
              Make {formatPlural(preview.rowCount, 'joined row')} a dataset
            </Button>
            {job ? <InlineProgress view={view} label="Joining" onStop={view.cancel} /> : null}
            {preview.rowCount === 0 ? <span className="dim sm">No row would be left.</span> : null}
          </div>
        ) : null}
      </div>
      {preview && left ? (
        <Confirm
          isOpen={isAsking}
          title="This join multiplies rows"
          action="Join nevertheless"
          onConfirm={() => void join()}
          onClose={() => setAsking(false)}
        >
          <p>
            {formatPlural(preview.multipliedRows, 'row')} of {left.name} would stand several times:{' '}
            {formatCount(left.rowCount)} rows become {formatCount(preview.rowCount)}. Copies of a row weigh
            more than others, and fall on both sides of a split.
          </p>
        </Confirm>
      ) : null}
    </Card>
  );
}
