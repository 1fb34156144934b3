import { Button } from '@mantine/core';
import type { DetectorOutcome, Profile } from '../../../core/contract/profile.ts';
import { Card } from '../../ui/card.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatCount, formatDuration, formatPlural } from '../../ui/format.ts';

/** Every check with what it found, how long it took, and why where it did not run. */
export function Checks({ profile, onThresholds }: { profile: Profile; onThresholds: () => void }) {
  const found = (detector: string): number =>
    profile.issues.filter((issue) => issue.detector === detector).length;
  const columns: DataColumn<DetectorOutcome>[] = [
    {
      id: 'detector',
      name: 'Check',
      value: ({ detector }) => detector,
      cell: ({ detector }) => <span className="mono">{detector}</span>,
    },
    {
      id: 'found',
      name: 'Found',
      align: 'right',
      sortsDescending: true,
      value: ({ detector, status }) => (status === 'done' ? found(detector) : null),
    },
    {
      id: 'rows',
      name: 'Rows read',
      align: 'right',
      value: ({ sampledRows, status }) => (status === 'done' ? (sampledRows ?? profile.rowCount) : null),
      cell: ({ sampledRows, status }) =>
        status === 'done'
          ? `${formatCount(sampledRows ?? profile.rowCount)}${sampledRows === null ? '' : ' sampled'}`
          : '–',
    },
    {
      id: 'time',
      name: 'Time',
      align: 'right',
      value: ({ elapsedMs }) => elapsedMs,
      cell: ({ elapsedMs }) => formatDuration(elapsedMs),
    },
    { id: 'reason', name: 'Not run because', value: ({ reason }) => reason },
  ];
  return (
    <Card flush>
      <details className="checks">
        <summary>{formatPlural(profile.outcomes.length, 'check')}: what each read and found</summary>
        <DataTable
          label="Checks"
          rows={profile.outcomes}
          columns={columns}
          rowId={({ detector }) => detector}
        />
        <div className="row checks-foot">
          <span className="dim sm grow">What counts as an issue hangs on thresholds.</span>
          <Button size="compact-sm" onClick={onThresholds}>
            Change thresholds
          </Button>
        </div>
      </details>
    </Card>
  );
}
