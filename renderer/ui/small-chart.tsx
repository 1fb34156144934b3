import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { cellText } from './cell-text.tsx';
import { chartWords } from './chart-words.ts';
import { columnLabel } from './column-name.ts';
import { formatNumber } from './format.ts';
import './small-chart.css';

/** The shape of a column in a few bars: a histogram of numbers, or its most frequent values. */
export function SmallChart({ statistics }: { statistics: ColumnStatistics }) {
  const { numeric, top, time } = statistics;
  const histogram = numeric?.histogram;
  const words = `${columnLabel(statistics.column.name)}: ${chartWords(statistics)}`;
  if (numeric && histogram && histogram.counts.length > 1 && statistics.distinct > 2) {
    return (
      <>
        <Bars counts={histogram.counts} label={words} />
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
      <div className="small-tops" role="img" aria-label={words} title={words}>
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

/** Counts as bars of one colour, heights in proportion to the greatest. `label` says in words what they show. */
export function Bars({ counts, label }: { counts: readonly number[]; label: string }) {
  const most = Math.max(...counts, 1);
  return (
    <div className="small-bars" role="img" aria-label={label} title={label}>
      {counts.map((count, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars stand in the order of their bins
        <i key={i} style={{ height: count === 0 ? '1px' : `${Math.max(4, (100 * count) / most)}%` }} />
      ))}
    </div>
  );
}
