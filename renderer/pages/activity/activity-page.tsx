import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Job } from '../../../core/contract/job.ts';
import { useJob } from '../../client/use-job.ts';
import { useJobs } from '../../client/use-jobs.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatDuration, formatPlural, formatTime } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { ResultLink } from './result-link.tsx';
import './activity.css';

/** What is at work, and how did the rest end? */
export default function ActivityPage() {
  const { jobs, running, error } = useJobs();
  const [, go] = useLocation();
  const ended = jobs.filter((job) => job.status !== 'running');
  return (
    <>
      <PageHead title={titleOf(running.length, ended)}>
        {jobs.length > 0 && 'Work goes on when its page is left. What has ended stays listed here.'}
      </PageHead>
      <ErrorNote error={error} />
      <div className="stack">
        {running.length > 0 && (
          <Card title="At work">
            <div className="stack">
              {running.map((job) => (
                <Running key={job.id} job={job} />
              ))}
            </div>
          </Card>
        )}
        {ended.length > 0 && (
          <Card title="Ended">
            <ul className="job-list">
              {ended.map((job) => (
                <Ended key={job.id} job={job} />
              ))}
            </ul>
          </Card>
        )}
        {jobs.length === 0 && (
          <EmptyState
            title="Nothing has run yet"
            action={
              <Button variant="filled" onClick={() => go('/data')}>
                Go to Data
              </Button>
            }
          >
            Loading a file, checking it, training, and writing or reading bundles are listed here.
          </EmptyState>
        )}
      </div>
    </>
  );
}

function titleOf(running: number, ended: readonly Job[]): string {
  if (running > 0) return `${formatPlural(running, 'job')} at work.`;
  const last = ended[0];
  if (!last) return 'Nothing is at work.';
  return `Nothing is at work; last, “${last.title}” ${OUTCOMES[last.status].text}.`;
}

function Running({ job }: { job: Job }) {
  const view = useJob(job.id);
  return <JobProgress view={view.job ? view : { ...view, job }} onStop={view.cancel} />;
}

const OUTCOMES: Readonly<Record<Job['status'], { text: string; tag: string; tone: Tone }>> = {
  running: { text: 'is at work', tag: 'at work', tone: 'note' },
  done: { text: 'was done', tag: 'done', tone: 'good' },
  failed: { text: 'failed', tag: 'failed', tone: 'error' },
  cancelled: { text: 'was stopped', tag: 'stopped', tone: 'plain' },
  interrupted: { text: 'was interrupted', tag: 'interrupted', tone: 'warning' },
};

function Ended({ job }: { job: Job }) {
  const { tag, tone } = OUTCOMES[job.status];
  const elapsed = job.endedAt ? Date.parse(job.endedAt) - Date.parse(job.startedAt) : null;
  return (
    <li>
      <div className="job-line">
        <Tag tone={tone}>{tag}</Tag>
        <b className="grow">{job.title}</b>
        <span className="dim num sm">
          {formatTime(job.startedAt)}
          {elapsed !== null && ` · ${formatDuration(elapsed)}`}
        </span>
        <span className="job-result">
          <ResultLink job={job} />
        </span>
      </div>
      {job.error && <p className="job-error">{job.error.message}</p>}
      {job.status === 'interrupted' && (
        <p className="dim sm job-note">
          The engine ended while it was at work; nothing half-made was kept. It can be started again.
        </p>
      )}
    </li>
  );
}
