import type { Job, JobEvent, ProgressEvent, WorkEvent } from '../contract/job.ts';

/** The events of one job: what has happened, for those who come late, and what happens. */
export interface JobFeed {
  readonly job: Job;
  /** Adds a stage's event and updates the job's progress. */
  report(event: WorkEvent): void;
  /** Replaces the job and tells the watchers. A job that no longer runs ends the feed. */
  update(change: Partial<Job>): void;
  /** The state now, the events worth replaying, then all that follow until the job ends or the signal aborts. */
  watch(signal?: AbortSignal): AsyncGenerator<JobEvent, void, void>;
}

/** A feed for this job. Of progress only the last event is replayed, of learners the last of each, of all others each. */
export function createJobFeed(initial: Job): JobFeed {
  let job = initial;
  let lastProgress: ProgressEvent | null = null;
  const learners = new Map<string, WorkEvent>();
  const others: WorkEvent[] = [];
  const watchers = new Set<(event: JobEvent) => void>();

  const tell = (event: JobEvent) => {
    for (const watcher of watchers) watcher(event);
  };

  return {
    get job() {
      return job;
    },
    report(event) {
      if (event.kind === 'progress') {
        if (!isNews(event, lastProgress)) return;
        lastProgress = event;
        job = {
          ...job,
          message: event.message,
          progress: event.total ? Math.min(1, event.done / event.total) : null,
        };
      } else if (event.kind === 'learner') learners.set(event.learner, event);
      else others.push(event);
      tell(event);
    },
    update(change) {
      job = { ...job, ...change };
      tell({ kind: 'state', job });
    },
    async *watch(signal) {
      const queue: JobEvent[] = [{ kind: 'state', job }, ...learners.values(), ...others];
      if (lastProgress) queue.push(lastProgress);
      let wake = () => {};
      const watcher = (event: JobEvent) => {
        queue.push(event);
        wake();
      };
      const onAbort = () => wake();
      watchers.add(watcher);
      signal?.addEventListener('abort', onAbort);
      let isEnded = job.status !== 'running';
      try {
        for (;;) {
          for (let event = queue.shift(); event; event = queue.shift()) {
            if (event.kind === 'state' && event.job.status !== 'running') isEnded = true;
            yield event;
          }
          if (isEnded || signal?.aborted) return;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        watchers.delete(watcher);
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** Stages report as often as they like; what moves by less than half a percent is not passed on. */
function isNews(event: ProgressEvent, last: ProgressEvent | null): boolean {
  if (!last || event.message !== last.message || event.total !== last.total) return true;
  if (event.total === null) return event.done !== last.done;
  return (
    event.done !== last.done && (event.done >= event.total || event.done - last.done >= event.total / 200)
  );
}
