import type { ShownHistogram } from '../../../core/contract/shown-histogram.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

/** The bins of a histogram as a table: from, to, values, share of all values. */
export function BinTable(props: { histogram: ShownHistogram; label: string }) {
  const { edges, counts } = props.histogram;
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  return (
    <ScrollRegion label={props.label} maxHeight={260}>
      <table className="column-bins num" aria-label={props.label}>
        <thead>
          <tr>
            {['From', 'to', 'Values', 'Share'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((count, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bins stand in the order of their edges
            <tr key={i}>
              <th scope="row">{edges[i]}</th>
              <td>{edges[i + 1]}</td>
              <td>{formatCount(count)}</td>
              <td>{formatPercent(count / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
