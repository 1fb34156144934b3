import { Button, Modal, Radio, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobId, RunId } from '../../../core/contract/ids.ts';
import type { RunSummary } from '../../../core/contract/run.ts';
import { client } from '../../client/client.ts';
import { host } from '../../client/host.ts';
import { jobStarted } from '../../client/queries.ts';
import { useJob } from '../../client/use-job.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatTime } from '../../ui/format.ts';
import { notify } from '../../ui/notice.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { PersonalData } from './personal-data.tsx';

interface ExportDialogProps {
  readonly runs: readonly RunSummary[];
  /** The run that is proposed. */
  readonly run: RunId;
  readonly onClose: () => void;
}

/** Writes a run as one file: which run, and whether the data goes with it. */
export function ExportDialog({ runs, run, onClose }: ExportDialogProps) {
  const [chosen, setChosen] = useState<RunId>(run);
  const [includeData, setIncludeData] = useState(true);
  const [isAllowed, setAllowed] = useState(false);
  const gate = useQuery({
    queryKey: ['bundle', 'gate', chosen, includeData],
    queryFn: ({ signal }) => client.bundle.gate({ run: chosen, includeData }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const [started, setStarted] = useState<JobId | null>(null);
  const [error, setError] = useState<unknown>(null);
  const view = useJob(started, (job) => {
    if (job.status !== 'done' || job.result?.kind !== 'bundle') return;
    const { path } = job.result;
    keepCopy(path);
    onClose();
  });
  const isRunning = started !== null && (view.job === null || view.job.status === 'running');

  const start = async () => {
    setError(null);
    try {
      const { job } = await client.bundle.export({
        run: chosen,
        includeData,
        allowPersonalData: isAllowed,
      });
      jobStarted(job);
      setStarted(job);
    } catch (thrown) {
      setError(thrown);
    }
  };

  return (
    <Modal opened onClose={onClose} title="Export bundle" size="lg">
      <div className="stack">
        <Select
          label="Run"
          allowDeselect={false}
          disabled={isRunning}
          data={runs.map((each) => ({
            value: each.id,
            label: `${each.name}, ${each.datasetName}, ${formatTime(each.createdAt)}`,
          }))}
          value={chosen}
          onChange={(value) => setChosen(runs.find((each) => each.id === value)?.id ?? chosen)}
        />
        <Radio.Group
          label="What goes into the file"
          value={includeData ? 'with' : 'without'}
          onChange={(value) => setIncludeData(value === 'with')}
        >
          <div className="stack" style={{ gap: 'var(--s2)', marginTop: 'var(--s2)' }}>
            <Radio
              value="with"
              disabled={isRunning}
              label="With the data"
              description="Whoever opens it can train the run again. Every row of the dataset is in the file."
            />
            <Radio
              value="without"
              disabled={isRunning}
              label="Without the data"
              description="Spec, metrics, predictions, models and environment. The rows stay here."
            />
          </div>
        </Radio.Group>
        <p className="dim sm" style={{ margin: 0 }}>
          What was noted on the data (source, licence, owner, consent) goes along either way.
        </p>
        {gate.data && !gate.data.isClear ? (
          <PersonalData
            gate={gate.data}
            includeData={includeData}
            isAllowed={isAllowed}
            onAllow={setAllowed}
          />
        ) : null}
        {started && <JobProgress view={view} onStop={view.cancel} />}
        <ErrorNote error={error ?? view.job?.error ?? view.failure} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="filled"
            loading={isRunning}
            disabled={gate.data?.isClear === false && !isAllowed}
            onClick={() => void start()}
          >
            Export
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Says where the bundle is and offers a copy outside of the project. */
function keepCopy(path: string): void {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  notify({
    text: `${name} is written to the project.`,
    actions: [
      { label: host.kind === 'browser' ? 'Download' : 'Save a copy', run: () => void saveCopy(path) },
    ],
  });
}

/** Hands the bundle to the person; a failure is said. */
export async function saveCopy(path: string): Promise<void> {
  try {
    await host.saveFile(path);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    notify({ tone: 'error', text: `The copy was not saved: ${message}` });
  }
}
