import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { ThresholdOverrides } from '../../../core/contract/profile.ts';
import { client } from '../../client/client.ts';
import { questionOf } from '../../client/profile-question.ts';
import { jobStarted } from '../../client/queries.ts';
import type { Draft } from '../../client/use-draft.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { readThresholdLines, thresholdLines } from './threshold-lines.ts';

/** Thresholds of detectors and split checks, one a line. A name that the engine does not know is said before it is taken. */
export function ThresholdsDialog(props: { spec: ExperimentSpec; draft: Draft; onClose: () => void }) {
  const { spec, draft, onClose } = props;
  const [text, setText] = useState(thresholdLines(spec.thresholds));
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { thresholds, wrong } = readThresholdLines(text);

  async function save(wanted: ThresholdOverrides): Promise<void> {
    const { thresholds: _, ...rest } = spec;
    const set = Object.keys(wanted).length > 0 ? { thresholds: wanted } : {};
    const version = spec.data.version;
    setBusy(true);
    try {
      const { job } = await client.profile.start({ version, ...questionOf({ ...rest, ...set }) });
      jobStarted(job);
      draft.update('set thresholds', ({ thresholds: __, ...before }) => ({ ...before, ...set }));
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title="Thresholds of the checks" size="lg">
      <div className="stack">
        <Textarea
          label="Other values than the default, one a line"
          description="Names, defaults and meanings are in docs/detectors.md under Thresholds. They are part of the experiment, and its file holds them too."
          placeholder="outlierZ: 8"
          autosize
          minRows={5}
          maxRows={14}
          value={text}
          error={wrong === null ? null : `“${wrong}” is no name and number, such as outlierZ: 8`}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setError(null);
          }}
        />
        <ErrorNote error={error} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {text.trim() === '' ? null : <Button onClick={() => setText('')}>Back to the default</Button>}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={thresholds === null}
            loading={isBusy}
            onClick={() => thresholds && void save(thresholds)}
          >
            Check again
          </Button>
        </div>
      </div>
    </Modal>
  );
}
