import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { JobId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import { client } from './client.ts';
import { viewOf, watchJob } from './job-store.ts';
import { emptyView, type JobView } from './job-view.ts';
import { queryClient } from './queries.ts';

/**
 * Follows a job: its state, progress, learners and epochs. Pass null to follow nothing.
 * `onEnd` is called once when the job ends while it is followed, and at once for a job that has ended.
 */
export function useJob(id: JobId | null, onEnd?: (job: Job) => void): JobView & { cancel: () => void } {
  const subscribe = useCallback((listener: () => void) => (id ? watchJob(id, listener) : () => {}), [id]);
  const view = useSyncExternalStore(subscribe, () => (id ? viewOf(id) : emptyView));
  const cancel = useCallback(() => {
    if (id) void client.job.cancel({ job: id }).catch(() => undefined);
  }, [id]);
  const status = view.job?.status;
  const ended = status !== undefined && status !== 'running' ? view.job : null;
  const endedId = ended?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per job, not per change of the callback
  useEffect(() => {
    if (!ended) return;
    refreshAfter(ended);
    onEnd?.(ended);
  }, [endedId]);
  return { ...view, cancel };
}

/** Asks anew for what a finished job may have changed. */
export function refreshAfter(job: Job): void {
  const stale: Record<Job['kind'], readonly string[]> = {
    load: ['dataset', 'dataContract'],
    profile: ['profile', 'experiment'],
    check: ['dataContract'],
    run: ['run', 'compare'],
    export: ['bundle'],
    verify: [],
    impact: [],
    relate: ['relation'],
    join: ['dataset', 'relation', 'dataContract'],
    diff: [],
    'split-check': [],
    import: ['bundle', 'dataset', 'run', 'compare', 'dataContract'],
  };
  for (const stage of ['job', ...stale[job.kind]]) {
    void queryClient.invalidateQueries({ queryKey: [stage] });
  }
}
