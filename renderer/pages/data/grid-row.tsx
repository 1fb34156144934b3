// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be laid out row by row where it is seen
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells of a table take no focus
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import type { ColumnType, DatasetVersion } from '../../../core/contract/dataset.ts';
import { formatCount } from '../../ui/format.ts';
import { LongCell } from '../../ui/long-cell.tsx';
import type { GridRow as Row } from './use-row-pages.ts';

/**
 * One row of the grid, with its number in the file; empty bars until it has arrived. Drawn again only when something of
 * its own changes, so that scrolling draws the rows that come into view and no others.
 */
export const GridRow = memo(function GridRow(props: {
  version: DatasetVersion;
  /** Its place among the rows shown, from 0. */
  place: number;
  row: Row | null;
  /** Pixels from the top of the grid. */
  top: number;
  height: number;
  columnItems: readonly VirtualItem[];
  numberWidth: number;
  marked: number | null;
  selected: number | null;
}) {
  const { version, row } = props;
  return (
    <div
      role="row"
      aria-rowindex={props.place + 2}
      className="row-grid-row"
      data-marked={(row && row.rowNumber === props.marked) || undefined}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div className="row-grid-number" role="rowheader" style={{ width: props.numberWidth }}>
        {row ? formatCount(row.rowNumber) : null}
      </div>
      {props.columnItems.map(({ index, start, size }) => (
        <div
          key={index}
          role="cell"
          aria-colindex={index + 2}
          className="row-grid-cell"
          data-align={isNumeric(version.columns[index]?.type) ? 'right' : undefined}
          data-selected={index === props.selected || undefined}
          style={{ width: size, left: start }}
        >
          {row ? (
            <LongCell
              value={row.cells[index] ?? null}
              place={{
                version: version.id,
                row: row.rowNumber,
                column: { index, name: version.columns[index]?.name ?? '' },
              }}
              characters={row.cutLength(index)}
            />
          ) : (
            <span className="row-grid-wait" />
          )}
        </div>
      ))}
    </div>
  );
});

function isNumeric(type: ColumnType | undefined): boolean {
  return type === 'integer' || type === 'number';
}
