import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount } from '../../ui/format.ts';
import { IconX } from '../../ui/icons.ts';
import { ProgressTrack, StopButton } from '../../ui/progress-bar.tsx';
import { RowSearch } from './row-search.tsx';
import type { GridView } from './use-row-view.ts';

/** Search, sort and place of the grid's rows, and the way to a row by its number. */
export function GridTools(props: {
  version: DatasetVersion;
  view: GridView;
  /** Places of the rows seen, from 1. */
  visible: { first: number; last: number };
  onJump: (rowNumber: number) => void;
  onLeaveSearch: () => void;
}) {
  const { version, view, visible } = props;
  const { asked, total } = view;
  const [row, setRow] = useState<number | string>('');
  return (
    <>
      {asked.sort ? (
        <button
          type="button"
          className="chip"
          onClick={() => view.setSort(null)}
          title="Back to the order of the file"
        >
          <span className="truncate">
            by <b>{columnLabel(version.columns[asked.sort.column]?.name ?? '')}</b>,{' '}
            {asked.sort.descending ? 'falling' : 'rising'}
          </span>
          <IconX size={12} />
        </button>
      ) : null}
      <span className="grid-place num">
        {view.isWorking ? (
          <Working label={view.isFilterShown ? 'Sorting' : 'Searching'} onStop={view.stop} />
        ) : total === 0 ? (
          'no rows'
        ) : (
          `${formatCount(visible.first)}–${formatCount(visible.last)} of ${formatCount(total)}`
        )}
      </span>
      <RowSearch
        text={asked.filter.search}
        onChange={(search) => view.setFilter({ ...asked.filter, search })}
        onLeave={props.onLeaveSearch}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typeof row === 'number') props.onJump(Math.min(version.rowCount, Math.max(1, row)));
        }}
      >
        <NumberInput
          aria-label="Go to row"
          placeholder="Go to row"
          value={row}
          onChange={setRow}
          min={1}
          max={version.rowCount}
          allowDecimal={false}
          thousandSeparator=","
          hideControls
          w={104}
        />
      </form>
    </>
  );
}

function Working({ label, onStop }: { label: string; onStop: () => void }) {
  return (
    <span className="inline-progress">
      <span>{label}</span>
      <ProgressTrack value={null} label={label} />
      <StopButton label={label} onStop={onStop} />
    </span>
  );
}
