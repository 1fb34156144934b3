import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { topWords } from '../../ui/chart-words.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatNumber, formatPercent } from '../../ui/format.ts';
import { Stat, Stats } from '../../ui/stat.tsx';
import { ColumnHistogram } from './column-histogram.tsx';
import './column-figures.css';

/** The figures of one column: counts, spread, its histogram with ends, its most frequent values. */
export function ColumnFigures({ statistics }: { statistics: ColumnStatistics }) {
  const { numeric, text, time, top, count, missing, distinct } = statistics;
  const rows = count + missing;
  return (
    <>
      <Stats>
        <Stat label="Present" value={formatCount(count)} />
        <Stat
          label="Missing"
          value={formatCount(missing)}
          detail={missing > 0 ? formatPercent(missing / rows) : null}
        />
        <Stat label="Distinct values" value={formatCount(distinct)} />
        {text ? <Stat label="Characters" value={`${text.minLength} to ${text.maxLength}`} /> : null}
        {time ? <Stat label="Earliest" value={time.min} /> : null}
        {time ? <Stat label="Latest" value={time.max} /> : null}
      </Stats>
      {numeric ? (
        <>
          <ColumnHistogram histogram={numeric.histogram} name={columnLabel(statistics.column.name)} />
          <Stats>
            <Stat label="Least" value={formatNumber(numeric.min)} />
            <Stat label="First quartile" value={formatNumber(numeric.firstQuartile)} />
            <Stat label="Median" value={formatNumber(numeric.median)} />
            <Stat label="Third quartile" value={formatNumber(numeric.thirdQuartile)} />
            <Stat label="Greatest" value={formatNumber(numeric.max)} />
            <Stat label="Mean" value={formatNumber(numeric.mean)} />
            <Stat label="Standard deviation" value={formatNumber(numeric.standardDeviation)} />
            <Stat
              label="Zeros"
              value={formatCount(numeric.zeros)}
              detail={numeric.zeros > 0 ? formatPercent(numeric.zeros / rows) : null}
            />
            {numeric.infinite > 0 ? <Stat label="Infinite" value={formatCount(numeric.infinite)} /> : null}
          </Stats>
        </>
      ) : null}
      {top.length > 0 ? (
        <div>
          <h3>
            {distinct > top.length
              ? `Most frequent ${top.length} of ${formatCount(distinct)} values`
              : 'Values'}
          </h3>
          <p className="dim sm">{topWords(statistics)}.</p>
          <table className="column-top num" aria-label={`Values of ${columnLabel(statistics.column.name)}`}>
            <thead>
              <tr>
                <th scope="col">Value</th>
                <td aria-hidden="true" />
                <th scope="col">Rows</th>
                <th scope="col">Share</th>
              </tr>
            </thead>
            <tbody>
              {top.map(({ value, count: times }) => (
                <tr key={String(value)}>
                  <td>
                    <CellText value={value} />
                  </td>
                  <td aria-hidden="true">
                    <i style={{ width: `${(100 * times) / (top[0]?.count ?? 1)}%` }} />
                  </td>
                  <td>{formatCount(times)}</td>
                  <td className="dim">{formatPercent(times / rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}
