// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be laid out row by row where it is seen
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells of a table take no focus
import { Button } from '@mantine/core';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Findings } from '../../client/findings.ts';
import { Card } from '../../ui/card.tsx';
import { useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatPlural } from '../../ui/format.ts';
import { FilterBar } from './filter-bar.tsx';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { GridTools } from './grid-tools.tsx';
import { everyRow, isFiltered } from './row-view.ts';
import { useRowJump } from './use-row-jump.ts';
import { useRowPages } from './use-row-pages.ts';
import { useRowView } from './use-row-view.ts';
import { useRowWindow } from './use-row-window.ts';
import './row-grid.css';

const rowHeight = 28;
const headHeight = 116;
const columnWidth = 168;

/** Columns with their shape, and under them the rows, searched, filtered and sorted, drawn only where they are seen. */
export function RowGrid(props: {
  version: DatasetVersion;
  findings: Findings;
  target: string | null;
  dropped: readonly string[];
  selected: number | null;
  onSelect: (column: number) => void;
  /** What is shown below the rows: there it comes and goes without moving them. */
  foot?: ReactNode;
}) {
  const { version, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useRowView(version);
  const { shown, total } = view;
  const { base, count, moveTo } = useRowWindow(total);
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
  const columnItems = columns.getVirtualItems();
  const first = base + Math.floor((rows.scrollOffset ?? 0) / rowHeight);
  const last = base + (rows.range?.endIndex ?? 0);
  const { rowAt, error } = useRowPages({ version: version.id, view: shown, total, first, last });

  useEffect(() => {
    if (selected !== null) requestAnimationFrame(() => columns.scrollToIndex(selected, { align: 'auto' }));
  }, [selected, columns]);

  const isAtEnd = rows.range?.endIndex === count - 1 && base + count < total;
  const isAtStart = rows.range?.startIndex === 0 && base > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time an end of the window is reached
  useEffect(() => {
    if (isJumping.current || (!isAtEnd && !isAtStart)) return;
    const index = isAtEnd ? base + count - 1 : base;
    const next = moveTo(index);
    requestAnimationFrame(() => rows.scrollToIndex(index - next, { align: isAtEnd ? 'end' : 'start' }));
  }, [isAtEnd, isAtStart]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each view that comes to be shown
  useLayoutEffect(() => {
    setMarked(null);
    moveTo(0);
    rows.scrollToOffset(0);
  }, [shown]);

  const jump = useRowJump({
    version: version.id,
    view,
    show(index, rowNumber) {
      setMarked(rowNumber);
      const next = moveTo(index);
      isJumping.current = true;
      requestAnimationFrame(() => {
        rows.scrollToIndex(index - next, { align: 'center' });
        requestAnimationFrame(() => {
          isJumping.current = false;
        });
      });
    },
  });

  const hasFilter = isFiltered(view.asked.filter);
  const clear = () => view.setFilter(everyRow);
  useCommands(
    hasFilter
      ? [{ id: 'clear-rows', label: 'Clear search and filters', group: 'This page', run: clear }]
      : [],
  );

  return (
    <Card
      title="Columns and rows"
      className="row-grid-card"
      flush
      aside={
        <GridTools
          version={version}
          view={view}
          visible={{ first: first + 1, last: Math.min(last + 1, total) }}
          onJump={jump}
          onLeaveSearch={() => scroller.current?.focus()}
        />
      }
    >
      <FilterBar
        version={version}
        filter={view.asked.filter}
        total={view.isFilterShown ? total : null}
        hasFailed={view.error !== null}
        onChange={view.setFilter}
        onClear={clear}
      />
      <ErrorNote error={view.error ?? error} />
      <div className="row-grid-place">
        <div
          ref={scroller}
          className="row-grid"
          data-stale={view.isWorking || undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          role="table"
          aria-label={`Rows of ${version.name}`}
          aria-rowcount={total + 1}
          aria-colcount={version.columns.length + 1}
        >
          <div
            className="row-grid-inner"
            role="rowgroup"
            style={{ width: columns.getTotalSize(), height: rows.getTotalSize() }}
          >
            <GridHead
              version={version}
              findings={props.findings}
              items={columnItems}
              height={headHeight}
              numberWidth={numberWidth}
              asked={view.asked}
              selected={selected}
              target={props.target}
              dropped={props.dropped}
              onSelect={props.onSelect}
              onSort={view.setSort}
              onFilter={view.setFilter}
            />
            {rows.getVirtualItems().map((item: VirtualItem) => (
              <GridRow
                key={item.key}
                version={version}
                place={base + item.index}
                row={rowAt(base + item.index)}
                top={item.start}
                height={item.size}
                columnItems={columnItems}
                numberWidth={numberWidth}
                marked={marked}
                selected={selected}
              />
            ))}
          </div>
        </div>
        {total === 0 && isFiltered(shown.filter) ? (
          <div className="row-grid-none" style={{ top: headHeight }}>
            <EmptyState
              title="No rows match"
              action={
                <Button size="compact-sm" onClick={clear}>
                  Clear search and filters
                </Button>
              }
            >
              The search and the filters leave none of the {formatPlural(version.rowCount, 'row')}.
            </EmptyState>
          </div>
        ) : null}
      </div>
      {props.foot ? <div className="row-grid-foot">{props.foot}</div> : null}
    </Card>
  );
}
