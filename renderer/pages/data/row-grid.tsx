// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be laid out row by row where it is seen
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells of a table take no focus
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ColumnType, DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Profile } from '../../../core/contract/profile.ts';
import { Card } from '../../ui/card.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount } from '../../ui/format.ts';
import { GridHead } from './grid-head.tsx';
import { GridTools } from './grid-tools.tsx';
import { type RowSort, useRowPages } from './use-row-pages.ts';
import { useRowWindow } from './use-row-window.ts';
import './row-grid.css';

const rowHeight = 28;
const headHeight = 116;
const columnWidth = 152;

/** Columns with their shape, and under them every row, drawn only where it is seen. */
export function RowGrid(props: {
  version: DatasetVersion;
  profile: Profile | null;
  target: string | null;
  dropped: readonly string[];
  selected: number | null;
  onSelect: (column: number) => void;
  /** What is shown in the head beside the rows' own tools. */
  aside?: ReactNode;
}) {
  const { version, profile } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<RowSort | null>(null);
  const { base, count, moveTo } = useRowWindow(version.rowCount);
  const isJumping = useRef(false);
  const [marked, setMarked] = useState<number | null>(null);
  const numberWidth = 28 + 8 * formatCount(version.rowCount).length;

  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 12,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: version.columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    paddingStart: numberWidth,
    scrollPaddingStart: numberWidth,
    overscan: 3,
  });
  const rowItems = rows.getVirtualItems();
  const columnItems = columns.getVirtualItems();
  const first = base + Math.floor((rows.scrollOffset ?? 0) / rowHeight);
  const last = base + (rows.range?.endIndex ?? 0);
  const { rowAt, error } = useRowPages({ version: version.id, sort, total: version.rowCount, first, last });

  const { selected } = props;
  useEffect(() => {
    if (selected !== null) requestAnimationFrame(() => columns.scrollToIndex(selected, { align: 'auto' }));
  }, [selected, columns]);

  const isAtEnd = rows.range?.endIndex === count - 1 && base + count < version.rowCount;
  const isAtStart = rows.range?.startIndex === 0 && base > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time an end of the window is reached
  useEffect(() => {
    if (isJumping.current || (!isAtEnd && !isAtStart)) return;
    const index = isAtEnd ? base + count - 1 : base;
    const next = moveTo(index);
    requestAnimationFrame(() => rows.scrollToIndex(index - next, { align: isAtEnd ? 'end' : 'start' }));
  }, [isAtEnd, isAtStart]);

  function jump(rowNumber: number): void {
    const index = Math.min(version.rowCount, Math.max(1, rowNumber)) - 1;
    setSort(null);
    setMarked(index + 1);
    const next = moveTo(index);
    isJumping.current = true;
    requestAnimationFrame(() => {
      rows.scrollToIndex(index - next, { align: 'center' });
      requestAnimationFrame(() => {
        isJumping.current = false;
      });
    });
  }

  return (
    <Card
      title="Columns and rows"
      className="row-grid-card"
      flush
      aside={
        <>
          {props.aside}
          <GridTools
            version={version}
            sort={sort}
            shown={{ first: first + 1, last: Math.min(last + 1, version.rowCount) }}
            onUnsort={() => setSort(null)}
            onJump={jump}
          />
        </>
      }
    >
      {error ? <ErrorNote error={error} /> : null}
      <div
        ref={scroller}
        className="row-grid"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        role="table"
        aria-label={`Rows of ${version.name}`}
        aria-rowcount={version.rowCount + 1}
        aria-colcount={version.columns.length + 1}
      >
        <div
          className="row-grid-inner"
          role="rowgroup"
          style={{ width: columns.getTotalSize(), height: rows.getTotalSize() }}
        >
          <GridHead
            version={version}
            profile={profile}
            items={columnItems}
            height={headHeight}
            numberWidth={numberWidth}
            sort={sort}
            selected={props.selected}
            target={props.target}
            dropped={props.dropped}
            onSelect={props.onSelect}
            onSort={(next) => {
              setSort(next);
              setMarked(null);
              rows.scrollToOffset(0);
            }}
          />
          {rowItems.map((item) => {
            const row = rowAt(base + item.index);
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={base + item.index + 2}
                className="row-grid-row"
                data-marked={(row && row.rowNumber === marked) || undefined}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <div className="row-grid-number" role="rowheader" style={{ width: numberWidth }}>
                  {row ? formatCount(row.rowNumber) : null}
                </div>
                {columnItems.map(({ index, start, size }) => (
                  <div
                    key={index}
                    role="cell"
                    aria-colindex={index + 2}
                    className="row-grid-cell"
                    data-align={isNumeric(version.columns[index]?.type) ? 'right' : undefined}
                    data-selected={index === props.selected || undefined}
                    style={{ width: size, left: start }}
                  >
                    {row ? <CellText value={row.cells[index] ?? null} /> : <span className="row-grid-wait" />}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </Card>
  );
}

function isNumeric(type: ColumnType | undefined): boolean {
  return type === 'integer' || type === 'number';
}
