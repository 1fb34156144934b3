import { momentText } from '../../core/contract/moment-text.ts';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { shownHistogram } from '../../core/contract/shown-histogram.ts';
import { cellText, shortText } from './cell-words.ts';
import { chartWords, isEachOnce } from './chart-words.ts';
import { columnLabel } from './column-name.ts';
import { formatNumber, formatShort, formatSpan } from './format.ts';
import './small-chart.css';

/**
 * The shape of a column in a few bars: a histogram of numbers or moments, or its most frequent values. Where every text
 * stands once, the commonest shapes of the texts.
 */
export function SmallChart({ statistics }: { statistics: ColumnStatistics }) {
  const { top, text } = statistics;
  const histogram = shownHistogram(statistics, formatNumber);
  const words = `${columnLabel(statistics.column.name)}: ${chartWords(statistics)}`;
  const bars = !isEachOnce(statistics) ? top : (text?.shapes ?? []);
  return (
    <>
      {histogram ? (
        <Bars counts={histogram.counts} label={words} />
      ) : (
        <div className="small-tops" role="img" aria-label={words} title={words}>
          {bars.slice(0, 4).map(({ count }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars stand in the order of their rank
            <i key={i} style={{ width: `${(100 * count) / (bars[0]?.count ?? 1)}%` }} />
          ))}
        </div>
      )}
      <Note statistics={statistics} hasHistogram={histogram !== null} />
    </>
  );
}

function Note({ statistics, hasHistogram }: { statistics: ColumnStatistics; hasHistogram: boolean }) {
  const { numeric, time, text, top } = statistics;
  if (numeric && hasHistogram) {
    return (
      <span className="small-chart-note num" title="least · median · greatest">
        {formatShort(numeric.min)} · {formatShort(numeric.median)} · {formatShort(numeric.max)}
      </span>
    );
  }
  if (time) {
    return (
      <span className="small-chart-note num" title={`${momentText(time.min)} to ${momentText(time.max)}`}>
        {formatSpan(time.min, time.max)}
      </span>
    );
  }
  const [shape] = text?.shapes ?? [];
  const names = top.slice(0, 2).map(({ value }) => shortText(cellText(value), 40));
  return (
    <span className="small-chart-note">
      {!isEachOnce(statistics) ? names.join(', ') : shape ? `all different, ${shape.shape}` : 'all different'}
    </span>
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
