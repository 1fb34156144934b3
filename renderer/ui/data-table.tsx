import { Checkbox, Menu } from '@mantine/core';
import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { copyText } from './copy-text.ts';
import { IconArrowDown, IconArrowUp, IconColumns, IconCopy } from './icons.ts';
import { notify } from './notice.tsx';
import { ScrollRegion } from './scroll-region.tsx';
import { type PlainColumn, toCsv, toMarkdown } from './table-text.ts';
import './data-table.css';

/** A column of a DataTable. `value` is what is sorted and copied; `cell` is what is shown, by default the value. */
export interface DataColumn<Row> extends PlainColumn<Row> {
  readonly header?: ReactNode;
  readonly cell?: (row: Row) => ReactNode;
  readonly align?: 'left' | 'right';
  /** Sorts the largest first when it is sorted for the first time. */
  readonly sortsDescending?: boolean;
  readonly isHidden?: boolean;
  readonly width?: number | string;
}

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
});

/**
 * A table of some hundred rows: sticky header, sort, choice of columns, copy as CSV or Markdown, and rows that
 * can be selected with the arrow keys and Enter. Numbers stand right, in tabular figures; missing is an en dash.
 */
export function DataTable<Row extends object>(props: {
  label: string;
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  rowId: (row: Row) => string;
  selected?: string | null;
  onSelect?: (row: Row) => void;
  initialSort?: SortingState;
  /** Height after which the body scrolls. */
  maxHeight?: number | string;
  /** Further controls beside those of the table. */
  tools?: ReactNode;
  hasTools?: boolean;
}) {
  const { label, rows, columns, rowId, selected, onSelect } = props;
  const [sorting, setSorting] = useState<SortingState>(props.initialSort ?? []);
  const [isShown, setShown] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(columns.filter(({ isHidden }) => isHidden).map(({ id }) => [id, false])),
  );
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: column.value,
        sortDescFirst: column.sortsDescending ?? false,
        sortFn: (a, b) => compareValues(column.value(a.original), column.value(b.original)),
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: { sorting, columnVisibility: isShown },
    onSortingChange: setSorting,
    onColumnVisibilityChange: setShown,
  });
  const shown = columns.filter(({ id }) => isShown[id] !== false);
  const sorted = table.getRowModel().rows.map(({ original }) => original);

  async function copy(kind: 'CSV' | 'Markdown'): Promise<void> {
    await copyText(kind === 'CSV' ? toCsv(shown, sorted) : toMarkdown(shown, sorted));
    notify({ text: `Copied ${sorted.length} rows as ${kind}.` });
  }

  return (
    <div className="data-table">
      {props.hasTools === false ? null : (
        <div className="data-table-tools">
          {props.tools}
          <Menu closeOnItemClick={false}>
            <Menu.Target>
              <button
                type="button"
                className="icon-button"
                aria-label={`Columns of ${label}`}
                title="Columns"
              >
                <IconColumns size={16} />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {columns.map(({ id, name }) => (
                <Menu.Item
                  key={id}
                  role="menuitemcheckbox"
                  aria-checked={isShown[id] !== false}
                  onClick={() => setShown({ ...isShown, [id]: isShown[id] === false })}
                >
                  <Checkbox label={name} checked={isShown[id] !== false} readOnly tabIndex={-1} aria-hidden />
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Menu>
            <Menu.Target>
              <button type="button" className="icon-button" aria-label={`Copy ${label}`} title="Copy">
                <IconCopy size={16} />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void copy('CSV')}>Copy as CSV</Menu.Item>
              <Menu.Item onClick={() => void copy('Markdown')}>Copy as Markdown</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
      <ScrollRegion className="data-table-scroll" maxHeight={props.maxHeight} label={label}>
        <table aria-label={label}>
          <thead>
            <tr>
              {shown.map((column) => {
                const order = sorting.find(({ id }) => id === column.id);
                return (
                  <th
                    key={column.id}
                    scope="col"
                    data-align={column.align}
                    style={{ width: column.width }}
                    aria-sort={order ? (order.desc ? 'descending' : 'ascending') : undefined}
                  >
                    <button type="button" onClick={() => table.getColumn(column.id)?.toggleSorting()}>
                      {column.header ?? column.name}
                      {order ? order.desc ? <IconArrowDown size={12} /> : <IconArrowUp size={12} /> : null}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr
                key={rowId(row)}
                data-selected={selected === rowId(row) || undefined}
                aria-selected={onSelect ? selected === rowId(row) : undefined}
                data-selectable={onSelect ? true : undefined}
                tabIndex={onSelect ? 0 : undefined}
                onClick={onSelect && (() => onSelect(row))}
                onKeyDown={onSelect && ((event) => moveOrSelect(event, () => onSelect(row)))}
              >
                {shown.map((column) => (
                  <td key={column.id} data-align={column.align}>
                    {column.cell ? column.cell(row) : (column.value(row) ?? '–')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

/** Missing values stand last in an ascending sort; text is compared as people read numbers in it. */
function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

function moveOrSelect(event: KeyboardEvent<HTMLTableRowElement>, select: () => void): void {
  if (event.target !== event.currentTarget) return;
  const row = event.currentTarget;
  const next =
    event.key === 'ArrowDown'
      ? row.nextElementSibling
      : event.key === 'ArrowUp'
        ? row.previousElementSibling
        : null;
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    select();
  }
}
