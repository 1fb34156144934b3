import type { Cell, Column, ColumnType, CutCell } from '../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import { CellText } from './cell-text.tsx';
import { columnLabel } from './column-name.ts';
import { formatCount } from './format.ts';
import { cutLengths, LongCell } from './long-cell.tsx';
import { ScrollRegion } from './scroll-region.tsx';
import './rows-table.css';

/** A column of the table; where its type is not known, numbers are told by their cells. */
export type ShownColumn = Pick<Column, 'index' | 'name'> & Partial<Pick<Column, 'type'>>;

/** A row of a dataset. */
export interface ShownRow {
  /** 1 for the first row of the dataset; null where the row has no number. */
  readonly number: number | null;
  /** In the order of the columns shown. */
  readonly cells: readonly Cell[];
}

/** Where the rows are from, so that long cells can be shown whole. */
export interface RowsSource {
  readonly version: DatasetVersionId;
  /** The cells that were cut. */
  readonly cut: readonly CutCell[] | undefined;
}

/**
 * A small table of rows as they stand in the data: numbers right, missing cells an empty mark, the row's number kept in
 * sight. Columns in `concerned` (names) are marked.
 */
export function RowsTable(props: {
  label: string;
  columns: readonly ShownColumn[];
  rows: readonly ShownRow[];
  concerned?: readonly string[];
  maxHeight?: number;
  source?: RowsSource;
}) {
  const { columns, rows, concerned = [], source } = props;
  const cutLength = cutLengths(source?.cut);
  const hasNumbers = rows.some(({ number }) => number !== null);
  const isConcerned = (name: string) => concerned.includes(name) || undefined;
  return (
    <ScrollRegion className="rows-table" label={props.label} maxHeight={props.maxHeight}>
      <table>
        <thead>
          <tr>
            {hasNumbers ? <th scope="col">Row</th> : null}
            {columns.map(({ index, name, type }, i) => (
              <th
                key={index}
                scope="col"
                title={columnLabel(name)}
                data-concerned={isConcerned(name)}
                data-align={isNumeric(type, rows[0]?.cells[i]) ? 'right' : undefined}
              >
                {columnLabel(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, cells }, place) => (
            <tr key={number ?? `at ${place}`}>
              {hasNumbers ? <th scope="row">{number === null ? null : formatCount(number)}</th> : null}
              {columns.map(({ index, name, type }, i) => (
                <td
                  key={index}
                  data-concerned={isConcerned(name)}
                  data-align={isNumeric(type, cells[i]) ? 'right' : undefined}
                >
                  {source && number !== null ? (
                    <LongCell
                      value={cells[i] ?? null}
                      place={{ version: source.version, row: number, column: { index, name } }}
                      characters={cutLength(number, index)}
                    />
                  ) : (
                    <CellText value={cells[i] ?? null} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function isNumeric(type: ColumnType | undefined, cell: Cell | undefined): boolean {
  return type === 'integer' || type === 'number' || typeof cell === 'number';
}
