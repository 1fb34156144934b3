import { momentText } from '../../../core/contract/moment-text.ts';
import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import { shownHistogram } from '../../../core/contract/shown-histogram.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { isEachOnce, topWords } from '../../ui/chart-words.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatNumber, formatPercent } from '../../ui/format.ts';
import { Stat, Stats } from '../../ui/stat.tsx';
import { ColumnHistogram } from './column-histogram.tsx';
import { FrequencyTable } from './frequency-table.tsx';
import { NumberFigures } from './number-figures.tsx';
import { TextShapes } from './text-shapes.tsx';
import './column-figures.css';

/** The figures of one column: counts, spread, its histogram with ends, shapes of its texts, its most frequent values. */
export function ColumnFigures({ statistics }: { statistics: ColumnStatistics }) {
  const { numeric, text, time, top, count, missing, distinct } = statistics;
  const rows = count + missing;
  const name = columnLabel(statistics.column.name);
  const histogram = shownHistogram(statistics, formatNumber);
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
        {text ? <Stat label="Characters" value={lengthText(text)} /> : null}
      </Stats>
      {histogram ? <ColumnHistogram histogram={histogram} name={name} /> : null}
      {numeric ? <NumberFigures numeric={numeric} name={name} rows={rows} /> : null}
      {time ? <TimeFigures time={time} /> : null}
      {text ? <TextShapes shapes={text.shapes} name={name} filled={count} rows={rows} /> : null}
      {top.length > 0 ? (
        <div>
          <h3>
            {distinct > top.length && !isEachOnce(statistics)
              ? `Most frequent ${top.length} of ${formatCount(distinct)} values`
              : 'Values'}
          </h3>
          <p className="dim sm">{topWords(statistics)}.</p>
          {text || !isEachOnce(statistics) ? (
            <FrequencyTable
              head="Value"
              label={`Values of ${name}`}
              items={top.map(({ value, count: times }) => ({
                key: String(value),
                shown: <CellText value={value} />,
                count: times,
              }))}
              rows={rows}
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function lengthText({ minLength, maxLength }: NonNullable<ColumnStatistics['text']>): string {
  return minLength === maxLength
    ? formatCount(minLength)
    : `${formatCount(minLength)} to ${formatCount(maxLength)}`;
}

function TimeFigures({ time: { min, max, spread } }: { time: NonNullable<ColumnStatistics['time']> }) {
  return (
    <Stats>
      <Stat label="Earliest" value={momentText(min)} />
      {spread ? (
        <>
          <Stat label="First quartile" value={momentText(spread.firstQuartile)} />
          <Stat label="Median" value={momentText(spread.median)} />
          <Stat label="Third quartile" value={momentText(spread.thirdQuartile)} />
        </>
      ) : null}
      <Stat label="Latest" value={momentText(max)} />
    </Stats>
  );
}
