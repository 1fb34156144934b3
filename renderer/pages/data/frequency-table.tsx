import type { ReactNode } from 'react';
import { formatCount, formatPercent } from '../../ui/format.ts';

/** Things with the rows that hold them, the most frequent first, as bars and figures. */
export function FrequencyTable(props: {
  /** What is counted, as the head of its column. */
  head: ReactNode;
  label: string;
  items: readonly { readonly key: string; readonly shown: ReactNode; readonly count: number }[];
  rows: number;
}) {
  const { items, rows } = props;
  const most = items[0]?.count ?? 1;
  return (
    <table className="column-top num" aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          <td aria-hidden="true" />
          <th scope="col">Rows</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ key, shown, count }) => (
          <tr key={key}>
            <td>{shown}</td>
            <td aria-hidden="true">
              <i style={{ width: `${(100 * count) / most}%` }} />
            </td>
            <td>{formatCount(count)}</td>
            <td className="dim">{formatPercent(count / rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
