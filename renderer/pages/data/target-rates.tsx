import { useQuery } from '@tanstack/react-query';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { TargetSpec } from '../../../core/contract/profile.ts';
import type { TargetView } from '../../../core/contract/views.ts';
import { queries } from '../../client/queries.ts';
import { shortText } from '../../ui/cell-words.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatPercent, formatShort, formatSpan } from '../../ui/format.ts';
import { QueryWork } from '../../ui/query-work.tsx';
import './target-rates.css';

/** How often the class to find occurs in each bin of a column, with its interval, as bars and as figures. */
export function TargetRates(props: { version: DatasetVersionId; target: TargetSpec; column: string }) {
  const asked = queries.targetView(props.version, props.target, props.column);
  const query = useQuery(asked);
  const { data, error } = query;
  return (
    <div>
      <h3>
        {columnLabel(props.target.column)} by {columnLabel(props.column)}
      </h3>
      <ErrorNote error={error} />
      <QueryWork query={query} queryKey={asked.queryKey} label="Counting" />
      {data ? <Rates view={data} /> : null}
    </div>
  );
}

function Rates({ view }: { view: TargetView }) {
  const most = Math.max(...view.bins.map(({ intervalHigh }) => intervalHigh), 1e-9);
  const at = (share: number) => `${(100 * share) / most}%`;
  return (
    <>
      <p className="dim sm">
        Share of “{view.positiveClass}” with its 95 % interval; the line is the share of all{' '}
        {formatCount(view.rows)} rows with a label, {formatPercent(view.rate)}.
      </p>
      <table
        className="target-rates num"
        aria-label={`Share of ${view.positiveClass} by ${columnLabel(view.column)}`}
      >
        <thead>
          <tr>
            <th scope="col">{columnLabel(view.column)}</th>
            <td aria-hidden="true" />
            <th scope="col" data-align="right">
              Share
            </th>
            <th scope="col" data-align="right">
              Rows
            </th>
          </tr>
        </thead>
        <tbody>
          {view.bins.map((bin) => (
            <tr key={`${bin.kind} ${bin.label}`}>
              <th scope="row" title={shortText(bin.label)} data-kind={bin.kind}>
                {binText(bin)}
              </th>
              <td aria-hidden="true">
                <span className="target-rate">
                  <i style={{ width: at(bin.rate) }} />
                  <b style={{ left: at(bin.intervalLow), width: at(bin.intervalHigh - bin.intervalLow) }} />
                  {view.rate === null ? null : <u style={{ left: at(view.rate) }} />}
                </span>
              </td>
              <td
                data-align="right"
                title={`${formatPercent(bin.intervalLow)} to ${formatPercent(bin.intervalHigh)}`}
              >
                {formatPercent(bin.rate)}
                <span className="visually-hidden">
                  , interval {formatPercent(bin.intervalLow)} to {formatPercent(bin.intervalHigh)}
                </span>
              </td>
              <td data-align="right">{formatCount(bin.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** A range in few characters; its whole text is the title of its cell. */
function binText({ kind, label, low, high }: TargetView['bins'][number]): string {
  if (kind !== 'range' || low === null || high === null) return shortText(label);
  const [from = '', to = ''] = label.split(' to ');
  if (/^\d{4}-/.test(from)) return formatSpan(from, to);
  const [least, greatest] = [formatShort(low), formatShort(high)];
  return least === greatest ? label : `${least} to ${greatest}`;
}
