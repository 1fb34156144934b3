import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { DatasetVersionId, JobId } from '../../core/contract/ids.ts';
import type { Profile, TargetSpec } from '../../core/contract/profile.ts';
import { client } from './client.ts';
import { type Failure, toFailure } from './failure.ts';
import type { JobView } from './job-store.ts';
import { jobStarted, queries, queryClient } from './queries.ts';
import { useJob } from './use-job.ts';

export interface ProfileState {
  /** Null while it is not there yet. */
  readonly profile: Profile | null;
  /** The job that computes it, while it does. */
  readonly view: JobView | null;
  readonly failure: Failure | null;
  readonly isStopped: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * The profile of a version with this target. Starts computing it where it is not known yet. With `version` null,
 * or `target` undefined while the draft is not known, nothing is asked.
 */
export function useProfile(
  version: DatasetVersionId | null,
  target: TargetSpec | null | undefined,
): ProfileState {
  const isAsked = version !== null && target !== undefined;
  const wanted = JSON.stringify([version, target]);
  const query = useQuery(queries.profile(version, target));
  const [started, setStarted] = useState<{
    wanted: string;
    job: JobId | null;
    failure: Failure | null;
  } | null>(null);
  const current = started?.wanted === wanted ? started : null;
  const job = useJob(current?.job ?? null, () => {
    if (version) void queryClient.invalidateQueries({ queryKey: ['profile', version] });
  });

  const start = useCallback(() => {
    if (!version || target === undefined) return;
    setStarted({ wanted, job: null, failure: null });
    client.profile
      .start({ version, target })
      .then(({ job: id }) => {
        jobStarted(id);
        setStarted({ wanted, job: id, failure: null });
      })
      .catch((thrown) => setStarted({ wanted, job: null, failure: toFailure(thrown) }));
  }, [version, target, wanted]);

  const isMissing = isAsked && query.data === null && !query.isFetching;
  const isStarted = current !== null;
  useEffect(() => {
    if (isMissing && !isStarted) start();
  }, [isMissing, isStarted, start]);

  const status = job.job?.status;
  const failure = query.error
    ? toFailure(query.error)
    : (current?.failure ?? (status === 'failed' ? (job.job?.error ?? null) : null));
  return {
    profile: query.data ?? null,
    view: current?.job && status !== 'done' ? job : null,
    failure,
    isStopped: status === 'cancelled' || status === 'interrupted',
    start,
    stop: job.cancel,
  };
}
