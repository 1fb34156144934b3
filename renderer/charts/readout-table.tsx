import type { CurveSeries } from './curve-series.ts';
import { Swatch } from './swatch.tsx';

interface ReadoutTableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly item: CurveSeries; readonly values: readonly (number | null)[] }[];
}

const MOST_ROWS = 14;

/** What all models have at one place of the x axis, highest first. */
export function ReadoutTable({ title, columns, rows }: ReadoutTableProps) {
  const sorted = [...rows].sort((a, b) => (b.values[0] ?? -1) - (a.values[0] ?? -1));
  return (
    <table>
      <tbody>
        <tr>
          <td colSpan={2}>
            <b>{title}</b>
          </td>
          {columns.map((column) => (
            <td key={column} className="n">
              {column}
            </td>
          ))}
        </tr>
        {sorted.slice(0, MOST_ROWS).map(({ item, values }) => (
          <tr key={item.key}>
            <td>
              <Swatch style={item.style} />
            </td>
            <td>{item.label}</td>
            {columns.map((column, index) => (
              <td key={column} className="n">
                {values[index]?.toFixed(3) ?? '–'}
              </td>
            ))}
          </tr>
        ))}
        {sorted.length > MOST_ROWS && (
          <tr>
            <td colSpan={2 + columns.length}>{sorted.length - MOST_ROWS} more in the table view</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
