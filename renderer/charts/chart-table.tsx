import { formatCount } from '../ui/format.ts';

/** The figures of a chart as rows: its text equivalent and what its CSV holds. Missing is null. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly isNumeric: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export function ChartTableView({ table, label }: { table: ChartTable; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="chart-table" aria-label={`${label}, as a table`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.label} scope="col" className={column.isNumeric ? 'n' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a chart have no identity but their place
            <tr key={rowIndex}>
              {row.map((value, index) => (
                <td
                  key={table.columns[index]?.label ?? index}
                  className={table.columns[index]?.isNumeric ? 'n' : undefined}
                >
                  {showCell(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function showCell(value: string | number | null): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return formatCount(value);
  return value.toFixed(Math.abs(value) < 0.001 ? 6 : 3);
}
