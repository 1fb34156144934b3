import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ContractStanding } from '../../../core/contract/data-contract.ts';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import { Card } from '../../ui/card.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatBytes, formatCount, formatPlural, formatTime, shortId } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';
import { versionQueries } from './version-queries.ts';

/** The versions of a dataset; choosing one opens its notes. */
export function VersionList(props: {
  versions: readonly DatasetVersion[];
  selected: DatasetVersionId | null;
  hasContract: boolean;
  onSelect: (id: DatasetVersionId | null) => void;
}) {
  const { versions, selected, hasContract } = props;
  const { data: standings } = useQuery({
    ...versionQueries.standings(versions[0]?.name ?? ''),
    enabled: hasContract,
  });
  const columns = useMemo(
    () => [...plainColumns, ...(hasContract ? [contractColumn(standings ?? [])] : [])],
    [standings, hasContract],
  );
  return (
    <Card title={`Versions of ${versions[0]?.name ?? ''}`} aside="Choose one for its notes" flush>
      <DataTable
        label="Versions"
        rows={versions}
        columns={columns}
        rowId={({ id }) => id}
        selected={selected}
        onSelect={({ id }) => props.onSelect(id === selected ? null : id)}
        initialSort={[{ id: 'number', desc: true }]}
      />
    </Card>
  );
}

const plainColumns: readonly DataColumn<DatasetVersion>[] = [
  {
    id: 'number',
    name: 'Version',
    sortsDescending: true,
    value: ({ number }) => number,
    cell: ({ number }) => <b>v{number}</b>,
  },
  {
    id: 'loaded',
    name: 'Loaded',
    value: ({ loadedAt }) => loadedAt,
    cell: ({ loadedAt }) => formatTime(loadedAt),
  },
  {
    id: 'rows',
    name: 'Rows',
    align: 'right',
    value: ({ rowCount }) => rowCount,
    cell: ({ rowCount }) => formatCount(rowCount),
  },
  {
    id: 'columns',
    name: 'Columns',
    align: 'right',
    value: ({ columns }) => columns.length,
    cell: ({ columns }) => formatCount(columns.length),
  },
  {
    id: 'bytes',
    name: 'Size',
    align: 'right',
    value: ({ sourceBytes }) => sourceBytes,
    cell: ({ sourceBytes }) => formatBytes(sourceBytes),
  },
  {
    id: 'file',
    name: 'File',
    value: ({ sourcePath }) => sourcePath,
    cell: ({ sourcePath }) => (
      <span className="mono dim" title={sourcePath}>
        {sourcePath.split(/[/\\]/).at(-1)}
      </span>
    ),
  },
  {
    id: 'content',
    name: 'Content',
    value: ({ id }) => id,
    cell: ({ id }) => (
      <span className="mono dim" title={`SHA-256 ${id}`}>
        {shortId(id)}
      </span>
    ),
  },
];

function contractColumn(standings: readonly ContractStanding[]): DataColumn<DatasetVersion> {
  const of = ({ id }: DatasetVersion) => standings.find(({ version }) => version === id);
  return {
    id: 'contract',
    name: 'Contract',
    value: (version) => of(version)?.failed ?? null,
    cell: (version) => {
      const standing = of(version);
      if (!standing) return <span className="dim">not checked</span>;
      if (!standing.holds) return <Tag tone="error">{formatPlural(standing.failed, 'rule')} broken</Tag>;
      return standing.notChecked > 0 ? (
        <Tag tone="warning">{formatPlural(standing.notChecked, 'rule')} not checked</Tag>
      ) : (
        <Tag tone="good">holds</Tag>
      );
    },
  };
}
