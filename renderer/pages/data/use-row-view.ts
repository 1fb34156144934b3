import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { RowFilter } from '../../../core/contract/row-filter.ts';
import { everyRow } from './row-view.ts';
import { type RowSort, type RowView, rowPage } from './use-row-pages.ts';

/** Typing may pause this long before rows are looked for. */
const typingMs = 220;

/** What the grid shows, and what it was asked to show next. */
export interface GridView {
  /** What stands in the fields. */
  readonly asked: RowView;
  /** What the rows are: the last view whose first rows arrived, and how many rows it has. */
  readonly shown: RowView;
  readonly total: number;
  /** Whether the rows shown are those of the filter asked for. */
  readonly isFilterShown: boolean;
  readonly isWorking: boolean;
  readonly error: Error | null;
  readonly setSort: (sort: RowSort | null) => void;
  readonly setFilter: (filter: RowFilter) => void;
  /** Gives up what is being worked on: the fields go back to what is shown. */
  readonly stop: () => void;
}

/**
 * Filter and order of the grid's rows. What was asked for is looked up once typing pauses, whatever was being looked
 * up before is stopped, and what is shown stays until the new rows are there.
 */
export function useRowView(version: DatasetVersion): GridView {
  const [asked, setAsked] = useState<RowView>({ sort: null, filter: everyRow });
  const [shown, setShown] = useState({ view: asked, total: version.rowCount });
  const wanted: RowView = { sort: asked.sort, filter: useSettled(asked.filter, typingMs) };
  const isNew = !isSame(wanted, shown.view);
  const first = useQuery({ ...rowPage(version.id, wanted, 0), enabled: isNew });
  if (isNew && first.data) setShown({ view: wanted, total: first.data.total });
  // The same functions for as long as the grid is shown, so that its head is not drawn anew at each step of scrolling.
  const setters = useMemo<Pick<GridView, 'setSort' | 'setFilter'>>(
    () => ({
      setSort: (sort) => setAsked((before) => ({ ...before, sort })),
      setFilter: (filter) => setAsked((before) => ({ ...before, filter })),
    }),
    [],
  );
  return {
    asked,
    shown: shown.view,
    total: shown.total,
    isFilterShown: isSame(asked.filter, shown.view.filter),
    isWorking: isNew && !first.error,
    error: isNew ? first.error : null,
    ...setters,
    stop: () => setAsked(shown.view),
  };
}

function isSame<T extends RowView | RowFilter>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The value, once it has not changed for so long. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (settled === value) return;
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, settled, ms]);
  return settled;
}
