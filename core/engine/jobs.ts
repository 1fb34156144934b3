import { randomUUID } from 'node:crypto';
import { type JobId, jobId } from '../contract/ids.ts';
import type { Job, JobEvent, JobKind, JobResult, WorkEvent } from '../contract/job.ts';
import { CoreError } from '../errors.ts';
import { toCoreError } from './error-map.ts';
import { createJobFeed, type JobFeed } from './job-feed.ts';

/** What a piece of long work gets: when to stop, and whom to tell. */
export interface JobContext {
  readonly signal: AbortSignal;
  report(event: WorkEvent): void;
}

/** The long work of one engine. */
export interface Jobs {
  /** While a job with the same `key` runs and was not cancelled, this one is not started but answered with that one. */
  start(
    title: { kind: JobKind; title: string; key?: string },
    work: (context: JobContext) => Promise<JobResult>,
  ): JobId;
  /** Throws JOB_UNKNOWN. Jobs of earlier sessions answer with their final state. */
  watch(id: JobId, signal?: AbortSignal): AsyncGenerator<JobEvent, void, void>;
  /** Aborts the job; one that has ended stays as it is. Throws JOB_UNKNOWN. */
  cancel(id: JobId): void;
  /** Newest first. */
  list(): Job[];
  /** Cancels what runs and waits for it. */
  close(): Promise<void>;
}

/** Where jobs are remembered between sessions. */
export interface JobHistory {
  save(job: Job): void;
  /** A job that was saved, listed or not; null for an id that no job has. */
  get(id: JobId): Job | null;
  list(): Job[];
}

interface RunningJob {
  readonly key: string | undefined;
  readonly feed: JobFeed;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Runs long work, at most one engine's worth; `now` gives ISO 8601 times. */
export function createJobs(options: { history: JobHistory; now: () => Date }): Jobs {
  const running = new Map<JobId, RunningJob>();
  const { history } = options;

  function start(
    { kind, title, key }: { kind: JobKind; title: string; key?: string },
    work: (context: JobContext) => Promise<JobResult>,
  ): JobId {
    const same = key === undefined ? undefined : findRunning(key);
    if (same) return same;
    const id = jobId.parse(randomUUID());
    const feed = createJobFeed({
      id,
      kind,
      title,
      status: 'running',
      progress: null,
      message: 'starting',
      startedAt: options.now().toISOString(),
      endedAt: null,
      error: null,
      result: null,
    });
    const abort = new AbortController();
    history.save(feed.job);
    const ended = execute(feed, abort.signal, work).finally(() => running.delete(id));
    running.set(id, { key, feed, abort, ended });
    return id;
  }

  async function execute(
    feed: JobFeed,
    signal: AbortSignal,
    work: (context: JobContext) => Promise<JobResult>,
  ): Promise<void> {
    const end = (change: Partial<Job>) => {
      const endedAt = options.now().toISOString();
      history.save({ ...feed.job, ...change, endedAt });
      feed.update({ ...change, endedAt });
    };
    try {
      const result = await work({ signal, report: (event) => feed.report(event) });
      end({ status: 'done', progress: 1, message: 'done', result });
    } catch (thrown) {
      const error = toCoreError(thrown);
      const isCancelled = error.code === 'CANCELLED';
      end({
        status: isCancelled ? 'cancelled' : 'failed',
        message: isCancelled ? 'stopped' : error.message,
        error: isCancelled ? null : { code: error.code, message: error.message },
      });
    }
  }

  function findRunning(key: string): JobId | undefined {
    return [...running.values()].find(
      (each) => each.key === key && each.feed.job.status === 'running' && !each.abort.signal.aborted,
    )?.feed.job.id;
  }

  function find(id: JobId): Job {
    const job = running.get(id)?.feed.job ?? history.get(id);
    if (!job)
      throw new CoreError('JOB_UNKNOWN', `No job has the id ${id}; list the jobs to see those there are.`);
    return job;
  }

  return {
    start,
    async *watch(id, signal) {
      const live = running.get(id);
      if (live) yield* live.feed.watch(signal);
      else yield { kind: 'state', job: find(id) };
    },
    cancel(id) {
      const live = running.get(id);
      if (live) live.abort.abort();
      else find(id);
    },
    list: () => history.list().map((past) => running.get(past.id)?.feed.job ?? past),
    async close() {
      const all = [...running.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
