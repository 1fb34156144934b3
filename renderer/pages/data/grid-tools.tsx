import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { formatCount } from '../../ui/format.ts';
import { IconX } from '../../ui/icons.ts';
import type { RowSort } from './use-row-pages.ts';

/** Where in the rows the grid stands, how it is sorted, and the way to a row by its number. */
export function GridTools(props: {
  version: DatasetVersion;
  sort: RowSort | null;
  shown: { first: number; last: number };
  onUnsort: () => void;
  onJump: (rowNumber: number) => void;
}) {
  const { version, sort, shown } = props;
  const [row, setRow] = useState<number | string>('');
  return (
    <>
      {sort ? (
        <button type="button" className="chip" onClick={props.onUnsort} title="Back to the order of the file">
          by <b>{version.columns[sort.column]?.name}</b>, {sort.descending ? 'falling' : 'rising'}{' '}
          <IconX size={12} />
        </button>
      ) : null}
      <span className="num">
        {formatCount(shown.first)}–{formatCount(shown.last)} of {formatCount(version.rowCount)}
      </span>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typeof row === 'number') props.onJump(row);
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
