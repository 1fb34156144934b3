import { useMemo } from 'react';
import { Swatch } from '../../charts/swatch.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatDuration, formatScore } from '../../ui/format.ts';
import { ProgressTrack } from '../../ui/progress-bar.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { LearnerRow } from './learner-row.ts';

/** The learners of a training with how far each is. */
export function LearnerTable({ rows, isRunning }: { rows: readonly LearnerRow[]; isRunning: boolean }) {
  const columns = useMemo(() => learnerColumns(isRunning), [isRunning]);
  return (
    <DataTable
      label="Progress of the learners"
      rows={rows}
      columns={columns}
      rowId={(row) => row.key}
      hasTools={false}
    />
  );
}

function learnerColumns(isRunning: boolean): readonly DataColumn<LearnerRow>[] {
  return [
    {
      id: 'name',
      name: 'Learner',
      value: (row) => row.name,
      cell: (row) => (
        <span className="model-name">
          <Swatch style={row.style} />
          <span className="learner-name">
            <span>
              {row.name} {row.isBaseline && <span className="dim">baseline</span>}
            </span>
            <small>{row.summary}</small>
          </span>
        </span>
      ),
    },
    {
      id: 'progress',
      name: 'Progress',
      value: (row) => progressOf(row) ?? 0.5,
      cell: (row) => (
        <span
          className="live-progress"
          style={{ '--live-color': `var(--${row.style.token})` } as React.CSSProperties}
        >
          <ProgressTrack
            value={row.status === 'fitting' && !isRunning ? 0 : progressOf(row)}
            label={`Progress of ${row.name}`}
          />
        </span>
      ),
    },
    {
      id: 'ap',
      name: 'AP (validation)',
      align: 'right',
      sortsDescending: true,
      value: (row) => row.averagePrecision,
      cell: (row) => formatScore(row.averagePrecision),
    },
    {
      id: 'status',
      name: 'Status',
      value: (row) => row.status,
      cell: (row) => <Status row={row} isRunning={isRunning} />,
    },
  ];
}

/** 0 to 1; null while a learner is fitted that does not count epochs. */
function progressOf(row: LearnerRow): number | null {
  if (row.status === 'done' || row.status === 'failed') return 1;
  if (row.status === 'waiting') return 0;
  return row.maxEpochs === null ? null : row.epochs.length / row.maxEpochs;
}

function Status({ row, isRunning }: { row: LearnerRow; isRunning: boolean }) {
  if (row.status === 'done') {
    return (
      <>
        <Tag tone="good">done</Tag> <span className="dim sm">{formatDuration(row.elapsedMs)}</span>
      </>
    );
  }
  if (row.status === 'failed') return <Tag tone="error">failed</Tag>;
  if (!isRunning) return <span className="dim">stopped</span>;
  if (row.status === 'waiting') return <span className="dim">waits</span>;
  return (
    <span className="num">
      {row.maxEpochs === null
        ? 'fitting'
        : `${row.isBaseline ? 'step' : 'epoch'} ${row.epochs.length} of ${row.maxEpochs}`}
    </span>
  );
}
