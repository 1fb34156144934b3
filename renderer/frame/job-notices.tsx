import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { JobId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import { isSeen } from '../client/job-store.ts';
import { refreshAfter } from '../client/use-job.ts';
import { useJobs } from '../client/use-jobs.ts';
import { notify } from '../ui/notice.tsx';

const pages: Record<Job['kind'], { path: string; label: string }> = {
  load: { path: '/data', label: 'Show the data' },
  profile: { path: '/issues', label: 'Show the issues' },
  check: { path: '/versions', label: 'Show the result' },
  run: { path: '/compare', label: 'Compare' },
  export: { path: '/bundles', label: 'Show the bundle' },
  verify: { path: '/bundles', label: 'Show the report' },
  import: { path: '/bundles', label: 'Show the bundle' },
  impact: { path: '/activity', label: 'Show the result' },
  relate: { path: '/relations', label: 'Show the relations' },
  join: { path: '/data', label: 'Show the data' },
  diff: { path: '/versions', label: 'Show the comparison' },
  'split-check': { path: '/split', label: 'Show the split' },
};

/** The list may tell of an end before the stream that a page follows. */
const settleMs = 500;

/** One quiet notice for a job that ended while nobody looked at it. */
export function JobNotices() {
  const { jobs } = useJobs();
  const [, go] = useLocation();
  const running = useRef(new Set<JobId>());
  useEffect(() => {
    for (const job of jobs) {
      if (job.status === 'running') {
        running.current.add(job.id);
      } else if (running.current.delete(job.id)) {
        refreshAfter(job);
        setTimeout(() => {
          if (!isSeen(job.id)) tell(job, go);
        }, settleMs);
      }
    }
  }, [jobs, go]);
  return null;
}

function tell(job: Job, go: (path: string) => void): void {
  if (job.status === 'done') {
    const { path, label } = pages[job.kind];
    notify({ text: `${job.title}: done.`, actions: [{ label, run: () => go(path) }] });
  } else if (job.status === 'failed') {
    notify({
      tone: 'error',
      text: `${job.title}: ${job.error?.message ?? 'failed.'}`,
      actions: [{ label: 'Activity', run: () => go('/activity') }],
    });
  } else if (job.status === 'interrupted') {
    notify({
      text: `${job.title} was interrupted.`,
      actions: [{ label: 'Activity', run: () => go('/activity') }],
    });
  }
}
