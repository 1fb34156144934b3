import { Button } from '@mantine/core';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { RowFilter } from '../../../core/contract/row-filter.ts';
import { shortText } from '../../ui/cell-words.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatPlural } from '../../ui/format.ts';
import { IconX } from '../../ui/icons.ts';
import { describeTest, isFiltered, withTest } from './row-view.ts';

/** How many rows fit, what they are filtered by, and ways to take that away; nothing while every row is shown. */
export function FilterBar(props: {
  version: DatasetVersion;
  filter: RowFilter;
  /** How many rows fit; null while they are being looked for. */
  total: number | null;
  hasFailed: boolean;
  onChange: (filter: RowFilter) => void;
  onClear: () => void;
}) {
  const { version, filter, total } = props;
  if (!isFiltered(filter)) return null;
  return (
    <div className="filter-bar">
      <span role="status" className="num">
        {total === null ? (
          props.hasFailed ? null : (
            'Looking for rows…'
          )
        ) : (
          <>
            <b>{formatCount(total)}</b> of {formatPlural(version.rowCount, 'row')}{' '}
            {total === 1 ? 'fits' : 'fit'}
          </>
        )}
      </span>
      {filter.search === '' ? null : (
        <FilterChip
          name="Any column"
          text={`contains “${filter.search}”`}
          onRemove={() => props.onChange({ ...filter, search: '' })}
        />
      )}
      {filter.tests.map(({ column, test }) => (
        <FilterChip
          key={column}
          name={columnLabel(version.columns[column]?.name ?? '')}
          text={describeTest(test)}
          onRemove={() => props.onChange(withTest(filter, column, null))}
        />
      ))}
      <Button size="compact-xs" variant="subtle" onClick={props.onClear}>
        Clear all
      </Button>
    </div>
  );
}

function FilterChip({ name, text, onRemove }: { name: string; text: string; onRemove: () => void }) {
  return (
    <button type="button" className="chip" title={shortText(`${name} ${text}`)} onClick={onRemove}>
      <span className="visually-hidden">Take away: </span>
      <b>{name}</b> <span className="truncate">{text}</span>
      <IconX size={12} />
    </button>
  );
}
