import { useMemo } from 'react';
import type { ColumnDrift, ColumnSummary, VersionDiff } from '../../../core/contract/version.ts';
import { Card } from '../../ui/card.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { formatNumber, formatPercent, formatPlural, formatScore } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';

/** The distribution of every shared column in both versions, those that changed most first. */
export function DriftTable(props: {
  diff: VersionDiff;
  opened: string | null;
  onOpen: (name: string | null) => void;
}) {
  const { diff, opened, onOpen } = props;
  const columns = useMemo(() => driftColumns, []);
  const drifted = diff.distributions.filter(({ hasDrifted }) => hasDrifted).length;
  return (
    <Card
      title="Distributions"
      aside={
        drifted === 0
          ? 'No column drifted beyond chance'
          : `${formatPlural(drifted, 'column')} drifted beyond chance`
      }
      flush
    >
      <DataTable
        label="Columns by how much they changed"
        rows={diff.distributions}
        columns={columns}
        rowId={({ name }) => name}
        selected={opened}
        onSelect={({ name }) => onOpen(name === opened ? null : name)}
        maxHeight={460}
      />
    </Card>
  );
}

const driftColumns: readonly DataColumn<ColumnDrift>[] = [
  {
    id: 'name',
    name: 'Column',
    value: ({ name }) => columnLabel(name),
    cell: ({ name }) => <b title={columnLabel(name)}>{columnLabel(name)}</b>,
  },
  {
    id: 'distance',
    name: 'Distance',
    header: <span title="Jensen-Shannon distance, 0 (equal shares) to 1 (nothing in common)">Distance</span>,
    align: 'right',
    sortsDescending: true,
    value: ({ distance }) => distance,
    cell: ({ distance }) => (
      <span className="version-distance">
        <i aria-hidden="true">
          <b style={{ width: `${Math.max(distance > 0 ? 2 : 0, distance * 100)}%` }} />
        </i>
        {formatScore(distance)}
      </span>
    ),
  },
  {
    id: 'drift',
    name: 'Verdict',
    value: ({ hasDrifted }) => (hasDrifted ? 1 : 0),
    sortsDescending: true,
    cell: (drift) =>
      drift.hasDrifted ? (
        <Tag tone="warning">drifted</Tag>
      ) : (
        <span className="dim">{drift.distance === 0 ? 'the same' : 'within chance'}</span>
      ),
  },
  {
    id: 'shift',
    name: 'Shift',
    header: (
      <span title="Wasserstein distance, in standard deviations of the earlier version">Shift (SD)</span>
    ),
    align: 'right',
    sortsDescending: true,
    value: ({ shift }) => shift,
    cell: ({ shift }) => (shift === null ? '' : formatScore(shift)),
  },
  {
    id: 'missing',
    name: 'Missing',
    align: 'right',
    sortsDescending: true,
    value: ({ after }) => missingShare(after),
    cell: ({ before, after }) =>
      arrow(formatPercent(missingShare(before)), formatPercent(missingShare(after))),
  },
  {
    id: 'distinct',
    name: 'Distinct',
    align: 'right',
    sortsDescending: true,
    value: ({ after }) => after.distinct,
    cell: ({ before, after }) => arrow(formatNumber(before.distinct), formatNumber(after.distinct)),
  },
  {
    id: 'centre',
    name: 'Median, or most frequent',
    value: (drift) => centre(drift)[1],
    cell: (drift) => arrow(...centre(drift)),
  },
];

function missingShare({ count, missing }: ColumnSummary): number {
  return count + missing === 0 ? 0 : missing / (count + missing);
}

/** The median of numbers, the span of times, or the most frequent value with its share, before and after. */
function centre({ before, after, levels }: ColumnDrift): [string, string] {
  if (before.numeric && after.numeric) {
    return [formatNumber(before.numeric.median), formatNumber(after.numeric.median)];
  }
  if (before.time && after.time) {
    return [`to ${before.time.max.slice(0, 10)}`, `to ${after.time.max.slice(0, 10)}`];
  }
  const [top] = levels;
  if (!top) return ['', ''];
  const share = (count: number, side: ColumnSummary) => formatPercent(count / Math.max(1, side.count));
  return [`${top.value}: ${share(top.before, before)}`, share(top.after, after)];
}

function arrow(before: string, after: string): string {
  return before === after ? before : `${before} → ${after}`;
}
