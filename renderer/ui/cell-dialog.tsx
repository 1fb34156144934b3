import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/queries.ts';
import { columnLabel } from './column-name.ts';
import { copyText } from './copy-text.ts';
import { ErrorNote } from './error-note.tsx';
import { formatCount, formatPlural } from './format.ts';
import type { CellPlace } from './long-cell.tsx';
import { notify } from './notice.tsx';
import { QueryWork } from './query-work.tsx';

/** All of one cell, however long; asked for where only its beginning is here (`value` null). */
export function CellDialog({
  place,
  value,
  onClose,
}: {
  place: CellPlace;
  value: string | null;
  onClose: () => void;
}) {
  const asked = queries.cell(value === null ? place : null);
  const query = useQuery(asked);
  const text = value ?? (query.data ? String(query.data.value ?? '') : null);
  const name = `${columnLabel(place.column.name)}, row ${formatCount(place.row)}`;

  async function copy(whole: string): Promise<void> {
    await copyText(whole);
    notify({ text: 'The cell is copied.' });
  }

  return (
    <Modal opened onClose={onClose} title={name} size="xl">
      <div className="stack">
        <ErrorNote error={query.error} />
        {text === null ? (
          <QueryWork query={query} queryKey={asked.queryKey} label="Reading the cell" />
        ) : null}
        {text === null ? null : (
          <>
            <textarea className="cell-whole" readOnly spellCheck={false} aria-label={name} value={text} />
            <div className="row">
              <span className="dim sm num grow">{formatPlural([...text].length, 'character')}</span>
              <Button onClick={() => void copy(text)}>Copy</Button>
              <Button onClick={onClose}>Close</Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}
