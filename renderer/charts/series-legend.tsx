import type { CurveSeries } from './curve-series.ts';
import { Swatch } from './swatch.tsx';

interface SeriesLegendProps {
  readonly series: readonly Pick<CurveSeries, 'key' | 'label' | 'style'>[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

/** One button per line: shows or hides it. */
export function SeriesLegend({ series, hidden, onToggle }: SeriesLegendProps) {
  return series.map((item) => (
    <button
      key={item.key}
      type="button"
      className="chart-key"
      aria-pressed={!hidden.has(item.key)}
      title={item.label}
      onClick={() => onToggle(item.key)}
    >
      <Swatch style={item.style} />
      <span>{item.label}</span>
    </button>
  ));
}

/** The set with the key put in or taken out. */
export function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
