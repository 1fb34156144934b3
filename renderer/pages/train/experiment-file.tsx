import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import { client } from '../../client/client.ts';
import { copyText } from '../../ui/copy-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notify } from '../../ui/notice.tsx';
import { saveText } from '../../ui/save-text.ts';

/** A button that shows the experiment as the file that `assay run` executes. */
export function ExperimentFile({ spec }: { spec: ExperimentSpec }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>As a file</Button>
      {isOpen && <FileDialog spec={spec} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function FileDialog({ spec, onClose }: { spec: ExperimentSpec; onClose: () => void }) {
  const { data, error } = useQuery({
    queryKey: ['experiment', 'yaml', JSON.stringify(spec)],
    queryFn: () => client.experiment.toYaml({ spec }),
  });
  const name = `${spec.name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}.assay.yaml`;
  return (
    <Modal opened onClose={onClose} title={name} size="lg">
      <div className="stack">
        <p className="dim sm" style={{ margin: 0 }}>
          The window edits this file's content; <span className="mono">assay run {name}</span> executes it.
        </p>
        <ErrorNote error={error} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre className="experiment-file mono" tabIndex={0}>
          {data ?? ''}
        </pre>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button
            disabled={!data}
            onClick={() => {
              void copyText(data ?? '').then(() => notify({ text: 'Copied the experiment.' }));
            }}
          >
            Copy
          </Button>
          <Button
            variant="filled"
            disabled={!data}
            onClick={() => saveText(name, data ?? '', 'application/yaml')}
          >
            Save
          </Button>
        </div>
      </div>
    </Modal>
  );
}
