import { Button, Modal } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BadRow, DatasetVersion } from '../../../core/contract/dataset.ts';
import { client } from '../../client/client.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatPlural } from '../../ui/format.ts';
import './file-preview.css';

const pageRows = 200;

/** Says how many rows were set aside when a version was loaded, and shows them; nothing where there are none. */
export function BadRows({ version }: { version: DatasetVersion }) {
  const [isOpen, setOpen] = useState(false);
  const count = version.badRowCount ?? 0;
  if (count === 0) return null;
  return (
    <div className="bad-rows" role="status">
      <span>
        {formatPlural(count, 'row')} of the file could not be read and {count === 1 ? 'was' : 'were'} set
        aside.
      </span>
      <Button size="compact-sm" onClick={() => setOpen(true)}>
        {count === 1 ? 'See the row' : 'See the rows'}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`${formatPlural(count, 'row')} set aside`}
        size="xl"
      >
        {isOpen ? <BadRowTable version={version} /> : null}
      </Modal>
    </div>
  );
}

const columns: readonly DataColumn<BadRow>[] = [
  { id: 'file', name: 'File', value: ({ file }) => file },
  { id: 'line', name: 'Line', value: ({ line }) => line, align: 'right' },
  { id: 'reason', name: 'Why', value: ({ reason }) => reason },
  {
    id: 'text',
    name: 'As it stands in the file',
    value: ({ text }) => text,
    cell: ({ text }) => <span className="bad-row-text mono">{text}</span>,
  },
];

function BadRowTable({ version }: { version: DatasetVersion }) {
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery({
    queryKey: ['bad-rows', version.id, version.badRowCount, offset],
    queryFn: () => client.dataset.badRows({ version: version.id, offset, limit: pageRows }),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorNote error={error} />;
  if (!data) return null;
  const hasFiles = data.rows.some(({ file }) => file !== null);
  return (
    <div className="stack">
      <DataTable
        label="Rows set aside"
        rows={data.rows}
        columns={hasFiles ? columns : columns.slice(1)}
        rowId={({ file, line }) => `${file ?? ''}:${line}`}
        maxHeight={480}
      />
      {data.total > pageRows ? (
        <div className="bad-rows">
          <span>
            {formatCount(offset + 1)} to {formatCount(offset + data.rows.length)} of {formatCount(data.total)}
          </span>
          <Button size="compact-sm" disabled={offset === 0} onClick={() => setOffset(offset - pageRows)}>
            Before
          </Button>
          <Button
            size="compact-sm"
            disabled={offset + pageRows >= data.total}
            onClick={() => setOffset(offset + pageRows)}
          >
            After
          </Button>
        </div>
      ) : null}
    </div>
  );
}
