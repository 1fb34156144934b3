import { useMemo } from 'react';
import type { BundleFile } from '../../../core/contract/bundle.ts';
import { host } from '../../client/host.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatBytes, formatTime, shortId } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';
import { saveCopy } from './export-dialog.tsx';

interface BundleTableProps {
  readonly bundles: readonly BundleFile[];
  readonly onVerify: (path: string) => void;
}

/** The bundles of the project; each can be verified and handed out. */
export function BundleTable({ bundles, onVerify }: BundleTableProps) {
  const columns = useMemo(() => bundleColumns(onVerify), [onVerify]);
  return (
    <DataTable
      label="Files"
      rows={bundles}
      columns={columns}
      rowId={(bundle) => bundle.path}
      initialSort={[{ id: 'created', desc: true }]}
    />
  );
}

function bundleColumns(onVerify: (path: string) => void): readonly DataColumn<BundleFile>[] {
  const save = host.kind === 'browser' ? 'Download' : 'Save a copy';
  return [
    { id: 'name', name: 'Name', value: (bundle) => bundle.name, cell: (bundle) => <b>{bundle.name}</b> },
    {
      id: 'run',
      name: 'Run',
      value: (bundle) => bundle.run,
      cell: (bundle) => <span className="mono dim">{bundle.run ? shortId(bundle.run) : '–'}</span>,
    },
    {
      id: 'origin',
      name: 'Origin',
      value: (bundle) => bundle.origin,
      cell: (bundle) => <Tag tone={bundle.origin === 'imported' ? 'note' : 'plain'}>{bundle.origin}</Tag>,
    },
    {
      id: 'created',
      name: 'Time',
      value: (bundle) => bundle.createdAt,
      cell: (bundle) => formatTime(bundle.createdAt),
    },
    {
      id: 'bytes',
      name: 'Size',
      align: 'right',
      value: (bundle) => bundle.bytes,
      cell: (bundle) => formatBytes(bundle.bytes),
    },
    {
      id: 'file',
      name: 'File',
      value: (bundle) => bundle.path,
      cell: (bundle) => (
        <span className="mono dim" title={bundle.path}>
          {bundle.path.split(/[/\\]/).at(-1)}
        </span>
      ),
    },
    {
      id: 'actions',
      name: 'Actions',
      value: () => null,
      cell: (bundle) => (
        <span className="row" style={{ flexWrap: 'nowrap', gap: 'var(--s4)' }}>
          <button
            type="button"
            className="link-button"
            aria-label={`Verify ${bundle.name}`}
            onClick={() => onVerify(bundle.path)}
          >
            Verify
          </button>
          <button
            type="button"
            className="link-button"
            aria-label={`${save} ${bundle.name}`}
            onClick={() => void saveCopy(bundle.path)}
          >
            {save}
          </button>
        </span>
      ),
    },
  ];
}
