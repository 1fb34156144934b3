import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { VerifyReport } from '../../../core/contract/bundle.ts';
import type { JobId } from '../../../core/contract/ids.ts';
import type { Job } from '../../../core/contract/job.ts';
import { client } from '../../client/client.ts';
import { jobStarted } from '../../client/queries.ts';
import { useJob } from '../../client/use-job.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatBytes, formatDuration, formatPlural, formatTime, shortId } from '../../ui/format.ts';
import { IconCheck, IconX } from '../../ui/icons.ts';
import { notify } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { Stat, Stats } from '../../ui/stat.tsx';
import { chooseRuns } from '../compare/chosen-runs.ts';
import { DataNotes } from './data-notes.tsx';

interface VerificationProps {
  readonly job: JobId;
  readonly onPick: () => void;
  readonly onClose: () => void;
}

/** A bundle being verified, then the verdict with its checks, and the import of an intact one. */
export function Verification({ job, onPick, onClose }: VerificationProps) {
  const view = useJob(job);
  const report = view.job?.result?.kind === 'report' ? view.job.result.report : null;
  if (report && view.job) {
    return <Verdict report={report} job={view.job} onPick={onPick} onClose={onClose} />;
  }
  const hasEnded = view.job !== null && view.job.status !== 'running';
  return (
    <>
      <PageHead
        title={hasEnded ? 'This bundle could not be verified.' : 'Verifying the bundle …'}
        actions={
          hasEnded && (
            <>
              <Button onClick={onClose}>Close</Button>
              <Button variant="filled" onClick={onPick}>
                Verify another
              </Button>
            </>
          )
        }
      >
        {hasEnded && 'Nothing was imported.'}
      </PageHead>
      <div className="stack bundles-block">
        <ErrorNote error={view.job?.error ?? view.failure} />
        {!hasEnded && (
          <Card>
            <JobProgress view={view} onStop={view.cancel} />
          </Card>
        )}
      </div>
    </>
  );
}

function Verdict(props: Omit<VerificationProps, 'job'> & { report: VerifyReport; job: Job }) {
  const { report, job, onPick, onClose } = props;
  const failed = report.checks.filter((check) => check.status === 'fail').length;
  const elapsed = job.endedAt ? Date.parse(job.endedAt) - Date.parse(job.startedAt) : null;
  return (
    <>
      <PageHead
        title={
          report.isIntact
            ? `This bundle is intact: all ${report.checks.length} checks passed.`
            : `This bundle cannot be trusted: ${formatPlural(failed, 'check')} of ${report.checks.length} failed.`
        }
        actions={
          <>
            <Button onClick={onClose}>Close</Button>
            {report.isIntact ? (
              <>
                <Button onClick={onPick}>Verify another</Button>
                <ImportButton path={report.path} />
              </>
            ) : (
              <Button variant="filled" onClick={onPick}>
                Verify another
              </Button>
            )}
          </>
        }
      >
        {report.manifest
          ? `${report.manifest.name} · made ${formatTime(report.manifest.createdAt)} by engine ${report.manifest.engineVersion} · ${report.manifest.includesData ? 'with its data' : 'without data'}`
          : 'Its list of contents could not be read.'}
      </PageHead>
      <div className="cols bundles-cols bundles-block">
        <Card title="Verification" aside={formatDuration(elapsed)}>
          <ul className="check-list">
            {report.checks.map((check) => (
              <li key={check.id} data-status={check.status}>
                {check.status === 'pass' ? (
                  <IconCheck size={16} aria-hidden />
                ) : (
                  <IconX size={16} aria-hidden />
                )}
                <span>
                  <span className="visually-hidden">{check.status === 'pass' ? 'Passed: ' : 'Failed: '}</span>
                  {check.label}
                </span>
                <span className="mono check-detail">{check.detail}</span>
              </li>
            ))}
          </ul>
        </Card>
        <div className="stack">
          <Card title="File">
            <Facts report={report} />
          </Card>
          {report.notes ? (
            <Card title="Notes on its data">
              <DataNotes notes={report.notes} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Facts({ report }: { report: VerifyReport }) {
  const { manifest } = report;
  return (
    <Stats>
      <Stat label="Name" value={report.path.split(/[/\\]/).at(-1)} />
      <Stat label="Size" value={formatBytes(report.bytes)} />
      {manifest && <Stat label="Run" value={<span className="mono">{shortId(manifest.run)}</span>} />}
      <Stat
        label={<span style={{ whiteSpace: 'nowrap' }}>SHA-256</span>}
        value={<span className="mono">{report.digest}</span>}
      />
    </Stats>
  );
}

function ImportButton({ path }: { path: string }) {
  const [, go] = useLocation();
  const [started, setStarted] = useState<JobId | null>(null);
  const view = useJob(started, (job) => {
    if (job.status === 'done' && job.result?.kind === 'run') {
      const { run, wasCached } = job.result;
      notify({
        text: wasCached ? 'This run is in the project already; nothing was added.' : 'The run was imported.',
      });
      chooseRuns([run]);
      go('/compare');
    } else if (job.error) {
      notify({ tone: 'error', text: job.error.message });
    }
  });
  const start = async () => {
    try {
      const { job } = await client.bundle.import({ path });
      jobStarted(job);
      setStarted(job);
    } catch (thrown) {
      notify({ tone: 'error', text: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
  const isRunning = started !== null && (view.job === null || view.job.status === 'running');
  return (
    <Button variant="filled" loading={isRunning} onClick={() => void start()}>
      Import
    </Button>
  );
}
