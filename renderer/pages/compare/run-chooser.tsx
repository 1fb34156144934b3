import { Button, Checkbox, Popover } from '@mantine/core';
import { useState } from 'react';
import type { RunId } from '../../../core/contract/ids.ts';
import type { RunSummary } from '../../../core/contract/run.ts';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/queries.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatScore, formatTime } from '../../ui/format.ts';
import { IconTrash } from '../../ui/icons.ts';
import { chooseRuns } from './chosen-runs.ts';

interface RunChooserProps {
  readonly runs: readonly RunSummary[];
  readonly chosen: readonly RunId[];
}

/** Which runs are compared: any of the project, at least one. */
export function RunChooser({ runs, chosen }: RunChooserProps) {
  const [removing, setRemoving] = useState<RunSummary | null>(null);
  const toggle = (id: RunId) =>
    chooseRuns(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <>
      <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
        <Popover.Target>
          <Button>
            Runs: {chosen.length} of {runs.length}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Runs to compare">
          <div className="run-list">
            {runs.map((run) => (
              <div key={run.id} className="run-line">
                <Checkbox
                  className="grow"
                  checked={chosen.includes(run.id)}
                  disabled={chosen.length === 1 && chosen.includes(run.id)}
                  onChange={() => toggle(run.id)}
                  label={`${run.name}${run.origin === 'imported' ? ' (imported)' : ''}`}
                  description={`${run.datasetName}, ${run.target} · ${formatTime(run.createdAt)}${
                    run.bestModel ? ` · ${run.bestModel} ${formatScore(run.bestAveragePrecision)}` : ''
                  }`}
                />
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Delete run ${run.name} of ${formatTime(run.createdAt)}`}
                  onClick={() => setRemoving(run)}
                >
                  <IconTrash size={15} />
                </button>
              </div>
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
      {removing && <RemoveRun run={removing} chosen={chosen} onClose={() => setRemoving(null)} />}
    </>
  );
}

interface RemoveRunProps {
  readonly run: RunSummary;
  readonly chosen: readonly RunId[];
  readonly onClose: () => void;
}

function RemoveRun({ run, chosen, onClose }: RemoveRunProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    setIsBusy(true);
    try {
      await client.run.remove({ run: run.id });
      const left = chosen.filter((id) => id !== run.id);
      chooseRuns(left.length === 0 ? null : left);
      await queryClient.invalidateQueries({ queryKey: ['run', 'list'] });
      await queryClient.invalidateQueries({ queryKey: ['compare'] });
      onClose();
    } catch (thrown) {
      setError(thrown);
      setIsBusy(false);
    }
  };
  return (
    <Confirm
      isOpen
      title={`Delete the run "${run.name}"?`}
      action="Delete run"
      isBusy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      Its models, predictions and metrics of {formatTime(run.createdAt)} will be lost. Training the same
      experiment again gives the same run; bundles that were exported stay.
      <ErrorNote error={error} />
    </Confirm>
  );
}
