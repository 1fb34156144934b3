import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { JobId, RunId } from '../../../core/contract/ids.ts';
import type { Job } from '../../../core/contract/job.ts';
import { LossChart, type LossSeries } from '../../charts/loss-chart.tsx';
import { runOrdinal } from '../../charts/model-style.ts';
import { queries } from '../../client/queries.ts';
import { useJob } from '../../client/use-job.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatDuration } from '../../ui/format.ts';
import { IconPlayerStop } from '../../ui/icons.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { chooseRuns } from '../compare/chosen-runs.ts';
import { type LearnerRow, rowsOfEvents, rowsOfRun } from './learner-row.ts';
import { LearnerTable } from './learner-table.tsx';
import { showRun } from './shown-run.ts';
import { trainingTitle } from './training-title.ts';
import { useThrottled } from './use-throttled.ts';

/** A training at work, or how it ended. */
export function Training({ job: id }: { job: JobId }) {
  const view = useJob(id);
  const { data: runs = [] } = useQuery(queries.runs());
  const result = view.job?.result?.kind === 'run' ? view.job.result : null;
  const run = useQuery({ ...queries.run(result?.run ?? noRun), enabled: result !== null });
  const isRunning = view.job === null || view.job.status === 'running';
  const ordinal = runOrdinal(runs, result?.run ?? null);
  const rows = useMemo(
    () =>
      run.data
        ? rowsOfRun(run.data, ordinal)
        : rowsOfEvents({ learners: view.learners, epochs: view.epochs, runOrdinal: ordinal }),
    [run.data, ordinal, view.learners, view.epochs],
  );

  return (
    <>
      <PageHead
        title={trainingTitle({ job: view.job, rows, wasCached: result?.wasCached ?? false })}
        actions={<Actions job={view.job} run={result?.run ?? null} onStop={view.cancel} />}
      >
        {detailOf(view.job, result?.wasCached ?? false)}
      </PageHead>
      <div className="stack">
        <ErrorNote error={view.job?.error ?? view.failure ?? run.error} />
        {isRunning && (
          <Card>
            <JobProgress view={view} />
          </Card>
        )}
        {rows.length > 0 && <Progress rows={rows} isRunning={isRunning} />}
      </div>
    </>
  );
}

const noRun = '' as RunId;

function Progress({ rows, isRunning }: { rows: readonly LearnerRow[]; isRunning: boolean }) {
  const shown = useThrottled(rows, isRunning ? 250 : 0);
  const series = useMemo(() => lossSeries(shown), [shown]);
  return (
    <div className={series.length > 0 ? 'cols live-cols' : 'cols'}>
      <Card title="Learners" flush>
        <LearnerTable rows={rows} isRunning={isRunning} />
      </Card>
      {series.length > 0 && (
        <Card title={series.length === 1 ? `${series[0]?.label}, loss` : 'Loss'}>
          <LossChart series={series} />
        </Card>
      )}
    </div>
  );
}

function lossSeries(rows: readonly LearnerRow[]): LossSeries[] {
  return rows
    .filter((row) => !row.isBaseline && row.epochs.length > 0)
    .map((row) => ({ key: row.key, label: row.name, style: row.style, epochs: row.epochs }));
}

function Actions({ job, run, onStop }: { job: Job | null; run: RunId | null; onStop: () => void }) {
  const [, go] = useLocation();
  if (job === null || job.status === 'running') {
    return (
      <Button leftSection={<IconPlayerStop size={15} />} onClick={onStop}>
        Stop
      </Button>
    );
  }
  const isDone = job.status === 'done' && run !== null;
  return (
    <>
      <Button variant={isDone ? 'default' : 'filled'} onClick={() => showRun(null)}>
        {isDone ? 'Prepare another' : 'Back to the experiment'}
      </Button>
      {isDone && (
        <Button
          variant="filled"
          onClick={() => {
            chooseRuns([run]);
            go('/compare');
          }}
        >
          Compare
        </Button>
      )}
    </>
  );
}

function detailOf(job: Job | null, wasCached: boolean): string {
  if (job === null || job.status === 'running') {
    return 'The page can be left, training goes on. A run is kept whole or not at all.';
  }
  if (job.status === 'done') {
    if (wasCached) {
      return 'The same data, experiment, seed and engine were run before. The same question has the same answer, so it was taken from the project.';
    }
    const elapsed = job.endedAt ? Date.parse(job.endedAt) - Date.parse(job.startedAt) : null;
    return `Took ${formatDuration(elapsed)}. Scores here are on validation; Compare shows the sealed test part.`;
  }
  if (job.status === 'failed') return 'Nothing of this run was kept. The experiment is as it was.';
  return 'A run is kept whole or not at all, so nothing of it was kept. The experiment is as it was.';
}
