import { useState } from 'react';
import type { Cell, Column, CutCell } from '../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import { CellDialog } from './cell-dialog.tsx';
import { CellText } from './cell-text.tsx';
import { mostTitle } from './cell-words.ts';
import { formatCount, formatShort } from './format.ts';
import './long-cell.css';

/** Where a cell stands in the data. */
export interface CellPlace {
  readonly version: DatasetVersionId;
  /** Its number, 1 for the first data row. */
  readonly row: number;
  readonly column: Pick<Column, 'index' | 'name'>;
}

/**
 * A cell in a table of rows. A text with no room in its column opens whole at a click; one that was cut on its way here
 * says how long it is.
 */
export function LongCell(props: {
  value: Cell;
  place: CellPlace;
  /** Of the whole cell, where `value` is only its beginning. */
  characters: number | null;
}) {
  const { value, place, characters } = props;
  const [isOpen, setOpen] = useState(false);
  if (typeof value !== 'string' || (characters === null && value.length <= mostTitle)) {
    return <CellText value={value} />;
  }
  return (
    <>
      <button
        type="button"
        className="long-cell"
        title={`${formatCount(characters ?? value.length)} characters: show them all`}
        onClick={() => setOpen(true)}
      >
        <span className="truncate">
          <CellText value={value} />
        </span>
        {characters === null ? null : (
          <span className="long-cell-length">{formatShort(characters)} chars</span>
        )}
      </button>
      {isOpen ? (
        <CellDialog place={place} value={characters === null ? value : null} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

/** How long the cut cells of a page are in full, by row number and index of the column; null for a cell that is whole. */
export function cutLengths(
  cut: readonly CutCell[] | undefined,
): (row: number, column: number) => number | null {
  const lengths = new Map(cut?.map(({ row, column, characters }) => [`${row} ${column}`, characters]));
  return (row, column) => lengths.get(`${row} ${column}`) ?? null;
}
