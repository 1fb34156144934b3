import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { JobId } from '../../../core/contract/ids.ts';
import type { Fix } from '../../../core/contract/profile.ts';
import { client } from '../../client/client.ts';
import { jobStarted } from '../../client/queries.ts';
import { useJob } from '../../client/use-job.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { impactNote } from './fix-effect-text.ts';
import { impactText } from './impact-text.ts';

/** Trains the linear baseline with and without a fix, on request, and says what the difference is. */
export function FixImpactView({ spec, fix }: { spec: ExperimentSpec; fix: Fix }) {
  const [started, setStarted] = useState<JobId | null>(null);
  const [error, setError] = useState<unknown>(null);
  const view = useJob(started);
  const { job } = view;
  const isRunning = started !== null && (job === null || job.status === 'running');
  const text = job?.result?.kind === 'impact' ? impactText(job.result.impact) : null;

  const note = impactNote(fix, spec.recipe);

  const start = async () => {
    setError(null);
    try {
      const { job: id } = await client.fix.impact({ spec, fix });
      jobStarted(id);
      setStarted(id);
    } catch (thrown) {
      setError(thrown);
    }
  };

  return (
    <section className="fix-impact" aria-label="Impact of the fix" aria-live="polite">
      {text ? (
        <>
          <p className="fix-impact-line">
            <strong>{text.verdict}</strong>
          </p>
          <p className="fix-impact-line dim sm">{text.detail}</p>
        </>
      ) : isRunning ? (
        <JobProgress view={view} onStop={view.cancel} />
      ) : (
        <div className="row">
          {note.isMeasurable ? (
            <Button size="compact-sm" onClick={() => void start()}>
              Measure impact
            </Button>
          ) : null}
          <span className="dim sm grow">{note.text}</span>
        </div>
      )}
      <ErrorNote error={error ?? job?.error ?? view.failure} />
    </section>
  );
}
