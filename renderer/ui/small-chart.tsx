import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { cellText } from './cell-text.tsx';
import { formatCount, formatNumber } from './format.ts';
import './small-chart.css';

/** The shape of a column in a few bars: a histogram of numbers, or its most frequent values. */
export function SmallChart({ statistics }: { statistics: ColumnStatistics }) {
  const { numeric, top, time } = statistics;
  const histogram = numeric?.histogram;
  if (numeric && histogram && histogram.counts.length > 1 && statistics.distinct > 2) {
    return (
      <>
        <Bars counts={histogram.counts} label={`Histogram of ${statistics.column.name}`} />
        <span className="small-chart-note num" title="least · median · greatest">
          {formatNumber(numeric.min)} · {formatNumber(numeric.median)} · {formatNumber(numeric.max)}
        </span>
      </>
    );
  }
  const most = top[0]?.count ?? 0;
  const isSpread = most <= 1 && top.length > 1;
  return (
    <>
      <div className="small-tops" aria-hidden="true">
        {isSpread
          ? null
          : top.slice(0, 4).map(({ count }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: bars stand in the order of their rank
              <i key={i} style={{ width: `${(100 * count) / most}%` }} />
            ))}
      </div>
      <span className="small-chart-note truncate">
        {time
          ? `${time.min.slice(0, 10)} to ${time.max.slice(0, 10)}`
          : isSpread
            ? 'every value once'
            : top
                .slice(0, 2)
                .map(({ value }) => cellText(value))
                .join(', ')}
      </span>
    </>
  );
}

/** Counts as bars of one colour, heights in proportion to the greatest. */
export function Bars({ counts, label }: { counts: readonly number[]; label: string }) {
  const most = Math.max(...counts, 1);
  return (
    <div className="small-bars" role="img" aria-label={`${label}, greatest bar ${formatCount(most)}`}>
      {counts.map((count, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars stand in the order of their bins
        <i key={i} style={{ height: count === 0 ? '1px' : `${Math.max(4, (100 * count) / most)}%` }} />
      ))}
    </div>
  );
}
