import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Cell, DatasetVersion } from '../../../core/contract/dataset.ts';
import type { RowDiff, RowExamples, VersionDiff } from '../../../core/contract/version.ts';
import { Card } from '../../ui/card.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatList, formatPlural } from '../../ui/format.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Stat, Stats } from '../../ui/stat.tsx';
import { versionName } from './chosen-versions.ts';

type Kind = 'added' | 'removed' | 'changed';

const kindNames: Readonly<Record<Kind, string>> = { added: 'New', removed: 'Gone', changed: 'Changed' };

/** How many rows are new, gone, changed and the same, with the first of each kind. */
export function RowChanges(props: { diff: VersionDiff; before: DatasetVersion; after: DatasetVersion }) {
  const { rows, examples } = props.diff;
  const kinds = (['changed', 'added', 'removed'] as const).filter((kind) => (rows[kind] ?? 0) > 0);
  const [kind, setKind] = useState<Kind | null>(null);
  const shown = kind ?? kinds[0] ?? null;
  return (
    <Card title="Rows" aside={`${formatCount(rows.before)} before, ${formatCount(rows.after)} after`}>
      <div className="version-rows">
        <Stats>
          <Stat label="New" value={formatCount(rows.added)} />
          <Stat label="Gone" value={formatCount(rows.removed)} />
          {rows.changed === null ? null : <Stat label="Changed" value={formatCount(rows.changed)} />}
          <Stat label="The same" value={formatCount(rows.unchanged)} />
        </Stats>
        {shown === null ? (
          <p className="version-plain">
            Every row is the same{rows.keyOrigin === 'none' ? '' : ' in the columns that both have'}.
          </p>
        ) : (
          <div className="version-examples">
            <div className="row">
              {kinds.length > 1 ? (
                <SegmentedControl
                  aria-label="Rows to show"
                  data={kinds.map((each) => ({ value: each, label: kindNames[each] }))}
                  value={shown}
                  onChange={(value) => setKind(kinds.find((each) => each === value) ?? null)}
                />
              ) : null}
              <span className="dim sm">{caption(shown, props)}</span>
            </div>
            <Examples kind={shown} rows={rows} examples={examples} />
          </div>
        )}
        {rows.changedCells.length > 0 ? (
          <p className="version-plain">
            Changed in{' '}
            {formatList(
              rows.changedCells.map(({ column, count }) => `${columnLabel(column)} (${formatCount(count)})`),
              6,
            )}
            .
          </p>
        ) : null}
      </div>
    </Card>
  );
}

function caption(
  kind: Kind,
  { diff, before, after }: { diff: VersionDiff; before: DatasetVersion; after: DatasetVersion },
): string {
  const total = diff.rows[kind] ?? 0;
  const count = diff.examples[kind].length;
  const which = kind === 'removed' ? versionName(before) : versionName(after);
  const where = kind === 'changed' ? 'row numbers before and after' : `row numbers of ${which}`;
  return `${count < total ? `The first ${count} of ${formatPlural(total, 'row')}` : formatPlural(total, 'row')}; ${where}`;
}

function Examples(props: { kind: Kind; rows: RowDiff; examples: RowExamples }) {
  const { kind, rows, examples } = props;
  if (kind === 'changed') return <ChangedRows rows={rows} examples={examples} />;
  const columns = kind === 'added' ? examples.addedColumns : examples.removedColumns;
  return (
    <RowsTable
      label={`${kindNames[kind]} rows`}
      maxHeight={300}
      columns={columns.map((name, index) => ({ index, name }))}
      rows={examples[kind].map(({ row, cells }) => ({ number: row, cells }))}
    />
  );
}

function ChangedRows({ rows, examples }: { rows: RowDiff; examples: RowExamples }) {
  return (
    <ScrollRegion className="rows-table" label="Changed rows" maxHeight={300}>
      <table>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {rows.key.map((name) => (
              <th key={name} scope="col">
                {columnLabel(name)}
              </th>
            ))}
            <th scope="col">Column</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {examples.changed.flatMap(({ key, beforeRow, afterRow, cells }) =>
            cells.map(({ column, before, after }) => (
              <tr key={`${afterRow} ${column}`}>
                <th scope="row">
                  {beforeRow === afterRow
                    ? formatCount(afterRow)
                    : `${formatCount(beforeRow)} → ${formatCount(afterRow)}`}
                </th>
                {rows.key.map((name, k) => (
                  <CellOf key={name} value={key[k] ?? null} />
                ))}
                <td title={columnLabel(column)}>{columnLabel(column)}</td>
                <CellOf value={before} tone="before" />
                <CellOf value={after} tone="after" />
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function CellOf({ value, tone }: { value: Cell; tone?: 'before' | 'after' }) {
  return (
    <td data-align={typeof value === 'number' ? 'right' : undefined} data-tone={tone}>
      <CellText value={value} />
    </td>
  );
}
