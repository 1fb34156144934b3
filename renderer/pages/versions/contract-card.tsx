import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ContractCheck, RuleResult, StoredContract } from '../../../core/contract/data-contract.ts';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { client } from '../../client/client.ts';
import { queryClient } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount } from '../../ui/format.ts';
import { QueryWork } from '../../ui/query-work.tsx';
import { Tag } from '../../ui/tag.tsx';
import { versionName } from './chosen-versions.ts';
import { RuleInspector } from './rule-inspector.tsx';
import { statusTones } from './status-tones.ts';
import { versionQueries } from './version-queries.ts';

/** A version held against the contract kept for a dataset: each rule, and the rows that break it. */
export function ContractCard(props: {
  contract: StoredContract;
  version: DatasetVersion;
  onEdit: () => void;
}) {
  const { contract, version } = props;
  const [opened, setOpened] = useState<string | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const isOwn = version.name === contract.dataset;
  const asked = versionQueries.check(version.id, isOwn ? contract.savedAt : null);
  const check = useQuery(asked);
  const { data } = check;
  useEffect(() => {
    if (data) {
      void queryClient.invalidateQueries({ queryKey: versionQueries.standings(contract.dataset).queryKey });
    }
  }, [data, contract.dataset]);
  const shown = data?.rules.find((rule) => ruleKey(rule) === opened);

  async function remove(): Promise<void> {
    await client.dataContract.remove({ dataset: contract.dataset });
    setRemoving(false);
    queryClient.setQueryData(versionQueries.contract(contract.dataset).queryKey, null);
  }

  return (
    <Card
      title={`Contract of ${contract.dataset}`}
      aside={
        <>
          <Button size="compact-sm" onClick={props.onEdit}>
            View or edit
          </Button>
          <Button size="compact-sm" onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </>
      }
      flush
    >
      <ErrorNote error={check.error} />
      {isOwn ? null : (
        <p className="version-verdict">
          {versionName(version)} is a version of another dataset; it has a contract of its own.
        </p>
      )}
      {isOwn && (check.isFetching || check.isPending) ? (
        <div className="version-verdict">
          <QueryWork
            query={check}
            queryKey={asked.queryKey}
            label={`Holding ${versionName(version)} against its contract`}
          />
        </div>
      ) : null}
      {data ? (
        <>
          <p className="version-verdict">
            <VerdictTag check={data} />
            <b>{versionName(version)}</b>
            <span>{data.headline}</span>
          </p>
          <DataTable
            label="Rules"
            rows={data.rules}
            columns={ruleColumns}
            rowId={ruleKey}
            selected={opened}
            onSelect={(rule) => setOpened(ruleKey(rule) === opened ? null : ruleKey(rule))}
            maxHeight={360}
          />
        </>
      ) : null}
      {shown ? <RuleInspector version={version} rule={shown} onClose={() => setOpened(null)} /> : null}
      <Confirm
        isOpen={isRemoving}
        title={`Remove the contract of ${contract.dataset}?`}
        action="Remove"
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      >
        <p>
          Its text and what was edited in it are lost, and versions are no longer checked. The data stays as
          it is; a new contract can be learned.
        </p>
      </Confirm>
    </Card>
  );
}

function ruleKey({ rule, column, relation }: RuleResult): string {
  return JSON.stringify([rule, column, relation]);
}

/** The columns that a rule is about. */
function columnsOf({ column, relation }: Pick<RuleResult, 'column' | 'relation'>): readonly string[] {
  return relation?.columns ?? (column === null ? [] : [column]);
}

function VerdictTag({ check }: { check: ContractCheck }) {
  if (!check.holds) return <Tag tone="error">broken</Tag>;
  const isWhole = check.rules.every(({ status }) => status !== 'not checked');
  return isWhole ? <Tag tone="good">holds</Tag> : <Tag tone="warning">not all checked</Tag>;
}

const ruleColumns: readonly DataColumn<RuleResult>[] = [
  {
    id: 'status',
    name: 'Result',
    value: ({ status }) => status,
    cell: ({ status }) => <Tag tone={statusTones[status]}>{status}</Tag>,
  },
  {
    id: 'column',
    name: 'Column',
    value: ({ column }) => column,
    cell: ({ column, relation }) => <b>{columnsOf({ relation, column }).map(columnLabel).join(', ')}</b>,
  },
  { id: 'rule', name: 'Rule', value: ({ rule }) => rule },
  {
    id: 'expected',
    name: 'Expected',
    value: ({ expected }) => expected,
    cell: ({ expected }) => <Cut text={expected} />,
  },
  { id: 'found', name: 'Found', value: ({ found }) => found, cell: ({ found }) => <Cut text={found} /> },
  {
    id: 'count',
    name: 'Rows',
    align: 'right',
    sortsDescending: true,
    value: ({ count }) => count,
    cell: ({ count }) => (count === 0 ? '' : formatCount(count)),
  },
];

function Cut({ text }: { text: string }) {
  return (
    <span className="version-cut" title={text}>
      {text}
    </span>
  );
}
