import { useQuery } from '@tanstack/react-query';
import type { Job } from '../../core/contract/job.ts';
import { queries } from './queries.ts';

/** All jobs of the project, newest first, and those that run. Looked at more often while something runs. */
export function useJobs(): { jobs: readonly Job[]; running: readonly Job[]; error: Error | null } {
  const { data, error } = useQuery({
    ...queries.jobs(),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? 700 : 4_000),
  });
  const jobs = [...(data ?? [])].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  return { jobs, running: jobs.filter(({ status }) => status === 'running'), error };
}
