import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { DatasetVersionId, JobId } from '../../../core/contract/ids.ts';
import type { RelationGraph } from '../../../core/contract/relation.ts';
import { client } from '../../client/client.ts';
import { type Failure, toFailure } from '../../client/failure.ts';
import type { JobView } from '../../client/job-view.ts';
import { jobStarted, queryClient } from '../../client/queries.ts';
import { useJob } from '../../client/use-job.ts';
import { relationQueries } from './relation-queries.ts';

export interface RelationsState {
  /** Null while it is not there yet. */
  readonly graph: RelationGraph | null;
  /** The job that infers it, while it does. */
  readonly view: JobView | null;
  readonly failure: Failure | null;
  readonly isStopped: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** The relations between these versions. Starts to infer them where they are not known yet. */
export function useRelations(versions: readonly DatasetVersionId[]): RelationsState {
  const wanted = [...versions].sort().join();
  const asked = relationQueries.graph(versions);
  const query = useQuery(asked);
  const [started, setStarted] = useState<{
    wanted: string;
    job: JobId | null;
    failure: Failure | null;
  } | null>(null);
  const current = started?.wanted === wanted ? started : null;
  const job = useJob(current?.job ?? null, () => {
    void queryClient.invalidateQueries({ queryKey: ['relation', 'graph'] });
  });

  const start = useCallback(() => {
    setStarted({ wanted, job: null, failure: null });
    client.relation
      .infer({ versions: [...versions] })
      .then(({ job: id }) => {
        jobStarted(id);
        setStarted({ wanted, job: id, failure: null });
      })
      .catch((thrown) => setStarted({ wanted, job: null, failure: toFailure(thrown) }));
  }, [versions, wanted]);

  const isMissing = versions.length >= 2 && query.data === null && !query.isFetching;
  const isStarted = current !== null;
  useEffect(() => {
    if (isMissing && !isStarted) start();
  }, [isMissing, isStarted, start]);

  const status = job.job?.status;
  return {
    graph: query.data ?? null,
    view: current?.job && status !== 'done' ? job : null,
    failure: query.error
      ? toFailure(query.error)
      : (current?.failure ?? (status === 'failed' ? (job.job?.error ?? null) : null)),
    isStopped: status === 'cancelled' || status === 'interrupted',
    start,
    stop: job.cancel,
  };
}
