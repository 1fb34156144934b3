import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useJobs } from '../../client/use-jobs.ts';
import { useVersion } from '../../client/use-version.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Decisions } from './decisions.tsx';
import { showRun, useShownRun } from './shown-run.ts';
import { Training } from './training.tsx';
import './train.css';

/** What is trained, and how far is it? A training that runs is shown before the next one is prepared. */
export default function TrainPage() {
  const { version, isPending, error } = useVersion();
  const { running } = useJobs();
  const shown = useShownRun();
  const atWork = running.find((job) => job.kind === 'run')?.id ?? null;
  useEffect(() => {
    if (atWork !== null && shown === null) showRun(atWork);
  }, [atWork, shown]);

  const job = shown ?? atWork;
  if (job !== null) return <Training key={job} job={job} />;
  if (error) return <ErrorNote error={error} />;
  if (isPending) return null;
  return version ? <Decisions key={version.id} version={version} /> : <NoData />;
}

function NoData() {
  const [, go] = useLocation();
  return (
    <>
      <PageHead title="There is nothing to train on yet." />
      <EmptyState
        title="Load a dataset first"
        action={
          <Button variant="filled" onClick={() => go('/data')}>
            Go to Data
          </Button>
        }
      >
        From there it is four decisions to a first comparison: target, split, learners, go. Each comes with a
        proposal.
      </EmptyState>
    </>
  );
}
