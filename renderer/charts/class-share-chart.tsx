import { useMemo } from 'react';
import type { SplitSummary } from '../../core/contract/experiment.ts';
import { Chart } from './chart.tsx';
import type { ChartFigure } from './chart-layout.ts';
import { type ChartTheme, useChartTheme, withOpacity } from './chart-theme.ts';
import { escapeLabel } from './escape-label.ts';

const PARTS = ['train', 'validation', 'test'] as const;
const OPACITY = { train: 1, validation: 0.55, test: 0.2 } as const;

/** Share of each class in every part: equal heights mean that the parts are alike. */
export function ClassShareChart({ split, height = 280 }: { split: SplitSummary; height?: number }) {
  const theme = useChartTheme();
  const figure = useMemo(() => classShareFigure(split, theme), [split, theme]);
  return (
    <Chart
      title="Share of each class in train, validation and test"
      caption="Rows of a class as a share of its part. Bars of equal height mean that every part holds the class equally often."
      fileName="classes-per-part"
      height={height}
      figure={figure}
      table={() => ({
        columns: [
          { label: 'Class', isNumeric: false },
          ...PARTS.flatMap((part) => [
            { label: `Rows, ${part}`, isNumeric: true },
            { label: `Share, ${part}`, isNumeric: true },
          ]),
        ],
        rows: split.classNames.map((name, index) => [
          name,
          ...PARTS.flatMap((part) => [split[part].classes[index] ?? 0, shareOf(split, part, index)]),
        ]),
      })}
      legend={PARTS.map((part) => (
        <span key={part} className="chart-key" data-fixed>
          <svg width={12} height={12} aria-hidden="true" focusable="false">
            <rect
              x={0.5}
              y={0.5}
              width={11}
              height={11}
              rx={2}
              fill="var(--accent)"
              fillOpacity={OPACITY[part]}
              stroke="var(--accent)"
            />
          </svg>
          <span>{part}</span>
        </span>
      ))}
    />
  );
}

function shareOf(split: SplitSummary, part: (typeof PARTS)[number], index: number): number | null {
  const { rows, classes } = split[part];
  return rows === 0 ? null : (classes[index] ?? 0) / rows;
}

function classShareFigure(split: SplitSummary, theme: ChartTheme): ChartFigure {
  const names = split.classNames.map(escapeLabel);
  return {
    x: { title: 'Class', isCategory: true, hasGrid: false },
    y: { title: 'Share of the part (%)' },
    traces: PARTS.map((part) => ({
      type: 'bar',
      name: part,
      x: names,
      y: split.classNames.map((_, index) => 100 * (shareOf(split, part, index) ?? 0)),
      customdata: split.classNames.map((_, index) => split[part].classes[index] ?? 0),
      hovertemplate: '%{customdata:,} rows, %{y:.1f} %',
      marker: {
        color: withOpacity(theme.accent, OPACITY[part]),
        line: { color: theme.accent, width: 1 },
      },
    })),
    layout: { barmode: 'group', bargap: 0.35, hovermode: 'x unified' },
  };
}
