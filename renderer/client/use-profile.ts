import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DatasetVersionId, JobId } from '../../core/contract/ids.ts';
import type { Profile } from '../../core/contract/profile.ts';
import { client } from './client.ts';
import { type Failure, toFailure } from './failure.ts';
import { type Findings, findingsOf } from './findings.ts';
import type { JobView } from './job-view.ts';
import type { ProfileQuestion } from './profile-question.ts';
import { jobStarted, queries, queryClient } from './queries.ts';
import { useJob } from './use-job.ts';

export interface ProfileState {
  /** Null while it is not there yet. */
  readonly profile: Profile | null;
  /** The profile's columns and issues, or as many as were found so far. */
  readonly findings: Findings;
  /** The job that computes it, while it does. */
  readonly view: JobView | null;
  readonly failure: Failure | null;
  readonly isStopped: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

interface Started {
  readonly wanted: string;
  readonly job: JobId | null;
  readonly failure: Failure | null;
}

/**
 * The profile of a version with this target and these thresholds. Starts computing it where it is not known yet. With `version` null
 * nothing is asked. While the draft is not known (`question` undefined) the profile that the engine begins with it is
 * followed: what that finds is shown from its first column on, and it becomes this one when the draft is there.
 */
export function useProfile(
  version: DatasetVersionId | null,
  question: ProfileQuestion | undefined,
): ProfileState {
  const target = question?.target;
  const thresholds = question?.thresholds;
  const isAsked = version !== null && target !== undefined;
  const wanted = JSON.stringify([version, question]);
  const query = useQuery(queries.profile(version, question));
  const [started, setStarted] = useState<Started | null>(null);
  const current = started?.wanted === wanted ? started : null;
  const early = useEarlyJob(version, { isWanted: !isAsked });
  const id = started === null ? early : (current?.job ?? null);
  const job = useJob(id, () => {
    if (version) void queryClient.invalidateQueries({ queryKey: ['profile', version] });
  });
  const status = job.job?.status;

  const start = useCallback(() => {
    if (!version || target === undefined) return;
    setStarted((before) => ({ wanted, job: before === null ? early : null, failure: null }));
    client.profile
      .start({ version, target, thresholds })
      .then(({ job: begun }) => {
        jobStarted(begun);
        setStarted({ wanted, job: begun, failure: null });
      })
      .catch((thrown) => setStarted({ wanted, job: null, failure: toFailure(thrown) }));
  }, [version, target, thresholds, wanted, early]);

  const isMissing = isAsked && query.data === null && !query.isFetching;
  const isStarted = current !== null;
  const hasEndedEarly = started === null && status !== undefined && status !== 'running' && status !== 'done';
  useEffect(() => {
    if (isMissing && !isStarted && !hasEndedEarly) start();
  }, [isMissing, isStarted, hasEndedEarly, start]);

  const counted = useCounted(version, query.data ?? null);
  const { found } = job;
  const findings = useMemo(
    () => findingsOf({ profile: query.data ?? null, found, counted }),
    [query.data, found, counted],
  );

  const failure = query.error
    ? toFailure(query.error)
    : (current?.failure ?? (status === 'failed' ? (job.job?.error ?? null) : null));
  return {
    profile: query.data ?? null,
    findings,
    view: id !== null && !query.data ? job : null,
    failure,
    isStopped: !query.data && (status === 'cancelled' || status === 'interrupted'),
    start,
    stop: job.cancel,
  };
}

/** The job that computes a profile of the version before its target is known; kept once it is found. */
function useEarlyJob(version: DatasetVersionId | null, { isWanted }: { isWanted: boolean }): JobId | null {
  const { data } = useQuery({ ...queries.runningProfile(version), enabled: version !== null && isWanted });
  const [kept, setKept] = useState<JobId | null>(null);
  if (data?.job && data.job !== kept) setKept(data.job);
  return kept;
}

const nothing: Profile['columns'] = [];

/** Statistics of the version from the profile that was there last, whatever its target. */
function useCounted(version: DatasetVersionId | null, profile: Profile | null): Profile['columns'] {
  const last = useRef<Profile | null>(null);
  if (profile) last.current = profile;
  return last.current?.version === version ? last.current.columns : nothing;
}

/** The statistics of a version's columns where they are known for this question; nothing is started. */
export function useKnownColumns(
  version: DatasetVersionId,
  question: ProfileQuestion | undefined,
): Profile['columns'] {
  return useQuery(queries.profile(version, question)).data?.columns ?? nothing;
}
