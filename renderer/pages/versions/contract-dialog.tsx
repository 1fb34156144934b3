import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/queries.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notify } from '../../ui/notice.tsx';
import { saveText } from '../../ui/save-text.ts';
import { versionQueries } from './version-queries.ts';

/** A contract's text as it was when its editing began. */
export interface ContractDraft {
  readonly title: string;
  readonly text: string;
}

/** Shows a contract as text, lets it be edited, and keeps it for the dataset once it reads as one. */
export function ContractDialog(props: { draft: ContractDraft; dataset: string; onClose: () => void }) {
  const { draft, dataset, onClose } = props;
  const [text, setText] = useState(draft.text);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const file = `${dataset.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}.contract.yaml`;

  async function keep(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const kept = await client.dataContract.save({ dataset, text });
      queryClient.setQueryData(versionQueries.contract(dataset).queryKey, kept);
      void queryClient.invalidateQueries({ queryKey: versionQueries.standings(dataset).queryKey });
      notify({ text: `Kept the contract of ${dataset}. Later versions are checked when they are loaded.` });
      onClose();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  }

  /** Closes at once while nothing was typed. */
  function leave(): void {
    if (text === draft.text) onClose();
    else setLeaving(true);
  }

  return (
    <>
      <Modal
        opened
        onClose={leave}
        closeOnEscape={!isLeaving}
        trapFocus={!isLeaving}
        title={draft.title}
        size="xl"
      >
        <div className="stack">
          <p className="dim sm" style={{ margin: 0 }}>
            The text of a <span className="mono">{file}</span> file: edit limits, delete rules that do not
            matter. The command <span className="mono">assay check FILE --contract {file}</span> holds a file
            against it.
          </p>
          <Textarea
            aria-label="Contract"
            classNames={{ input: 'contract-text' }}
            rows={22}
            spellCheck={false}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ErrorNote error={failure} />
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            <Button onClick={() => saveText(file, text, 'application/yaml')}>Save as a file</Button>
            <Button variant="filled" loading={isBusy} onClick={() => void keep()}>
              Keep this contract
            </Button>
          </div>
        </div>
      </Modal>
      {/* It is there only while it asks: the Escape that opens it must not close it. */}
      {isLeaving ? (
        <Confirm
          isOpen
          title="Close without keeping the contract?"
          action="Discard"
          onConfirm={onClose}
          onClose={() => setLeaving(false)}
        >
          <p>What was edited in the text is lost.</p>
        </Confirm>
      ) : null}
    </>
  );
}
