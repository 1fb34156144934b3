import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { JobId } from '../../core/contract/ids.ts';
import { client } from './client.ts';
import { type Failure, toFailure } from './failure.ts';
import type { JobView } from './job-view.ts';
import { jobStarted, queryClient } from './queries.ts';
import { useJob } from './use-job.ts';

/** What the engine computes once, by a job, and keeps. */
export interface KeptResult<Result> {
  /** Null while it is not there yet. */
  readonly result: Result | null;
  /** The job that computes it, while it does. */
  readonly view: JobView | null;
  readonly failure: Failure | null;
  readonly isStopped: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * What is kept for a question, which is computed where it is not known yet. With `question` null nothing is asked. When
 * the question changes while a job is at work on it, the job goes on, or is stopped where `stopsStale` says so.
 */
export function useKeptResult<Result, Key extends QueryKey>(options: {
  /** The question as text. */
  question: string | null;
  query: UseQueryOptions<Result | null, Error, Result | null, Key>;
  start: () => Promise<{ job: JobId }>;
  stopsStale?: boolean;
}): KeptResult<Result> {
  const { question, query: asked, stopsStale = false } = options;
  const query = useQuery(asked);
  const [started, setStarted] = useState<{
    question: string;
    job: JobId | null;
    failure: Failure | null;
  } | null>(null);
  const current = started?.question === question ? started : null;
  const job = useJob(current?.job ?? null, () => {
    void queryClient.invalidateQueries({ queryKey: asked.queryKey });
  });

  const latest = useRef(options);
  latest.current = options;
  const start = useCallback(() => {
    if (question === null) return;
    setStarted({ question, job: null, failure: null });
    latest.current
      .start()
      .then(({ job: id }) => {
        jobStarted(id);
        const isStale = latest.current.question !== question;
        if (isStale && stopsStale) void client.job.cancel({ job: id }).catch(() => undefined);
        if (!isStale) setStarted({ question, job: id, failure: null });
      })
      .catch((thrown) => setStarted({ question, job: null, failure: toFailure(thrown) }));
  }, [question, stopsStale]);

  const isMissing = question !== null && query.data === null && !query.isFetching;
  const isStarted = current !== null;
  useEffect(() => {
    if (isMissing && !isStarted) start();
  }, [isMissing, isStarted, start]);

  const running = current?.job ?? null;
  useEffect(() => {
    if (!stopsStale || running === null) return;
    return () => {
      if (latest.current.question !== question) {
        void client.job.cancel({ job: running }).catch(() => undefined);
      }
    };
  }, [stopsStale, running, question]);

  const status = job.job?.status;
  const failure = query.error
    ? toFailure(query.error)
    : (current?.failure ?? (status === 'failed' ? (job.job?.error ?? null) : null));
  const isStopped = status === 'cancelled' || status === 'interrupted';
  const isAtWork = question !== null && !query.data && !failure && !isStopped;
  return {
    result: query.data ?? null,
    view: isAtWork ? job : null,
    failure,
    isStopped,
    start,
    stop: job.cancel,
  };
}
