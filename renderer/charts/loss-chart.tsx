import type { Data } from 'plotly.js';
import { useMemo } from 'react';
import { Chart } from './chart.tsx';
import type { ChartFigure } from './chart-layout.ts';
import { type ChartTheme, useChartTheme, withOpacity } from './chart-theme.ts';
import { escapeLabel } from './escape-label.ts';
import { lineDash } from './line-dash.ts';
import type { ModelStyle } from './model-style.ts';
import { Swatch } from './swatch.tsx';

export interface LossSeries {
  readonly key: string;
  readonly label: string;
  readonly style: ModelStyle;
  /** Epochs in order, 1 first. */
  readonly epochs: readonly {
    readonly epoch: number;
    readonly trainLoss: number;
    readonly validationLoss: number;
  }[];
}

/** Log loss over epochs: validation solid, training dashed, the best epoch marked. */
export function LossChart({ series, height = 300 }: { series: readonly LossSeries[]; height?: number }) {
  const theme = useChartTheme();
  const figure = useMemo(() => lossFigure(series, theme), [series, theme]);
  return (
    <Chart
      title="Loss by epoch on training and validation"
      caption={captionOf(series)}
      fileName="loss"
      height={height}
      figure={figure}
      table={() => ({
        columns: [
          { label: 'Model', isNumeric: false },
          { label: 'Epoch', isNumeric: true },
          { label: 'Training loss', isNumeric: true },
          { label: 'Validation loss', isNumeric: true },
        ],
        rows: series.flatMap((item) =>
          item.epochs.map((at) => [item.label, at.epoch, at.trainLoss, at.validationLoss]),
        ),
      })}
      legend={
        <>
          {series.map((item) => (
            <span key={item.key} className="chart-key" data-fixed>
              <Swatch style={{ ...item.style, dash: '' }} />
              <span>{item.label}</span>
            </span>
          ))}
          <span className="chart-key" data-fixed>
            <Swatch style={{ token: 'ink-3', dash: '5px,4px' }} />
            <span>training</span>
          </span>
        </>
      }
    />
  );
}

/** The epoch with the lowest validation loss, the first of equals; null without epochs. */
export function bestEpoch(series: LossSeries): LossSeries['epochs'][number] | null {
  let best: LossSeries['epochs'][number] | null = null;
  for (const at of series.epochs) if (best === null || at.validationLoss < best.validationLoss) best = at;
  return best;
}

function captionOf(series: readonly LossSeries[]): string {
  const sentences = series.map((item) => {
    const best = bestEpoch(item);
    if (!best) return `${item.label} has not finished an epoch yet.`;
    return `${item.label}: lowest validation loss ${best.validationLoss.toFixed(4)} at epoch ${best.epoch} of ${item.epochs.length}.`;
  });
  return `Mean log loss per epoch, on validation solid and on training dashed. ${sentences.join(' ')} A finished training keeps the weights of the best epoch.`;
}

function lossFigure(series: readonly LossSeries[], theme: ChartTheme): ChartFigure {
  const longest = Math.max(0, ...series.map((item) => item.epochs.length));
  return {
    x: { title: 'Epoch', hasGrid: false, ...(longest <= 10 ? { tickStep: 1 } : {}) },
    y: { title: 'Log loss' },
    traces: series.flatMap((item) => tracesOf(item, theme)),
    layout: {
      hovermode: 'x unified',
      annotations: series.flatMap((item) => {
        const best = bestEpoch(item);
        if (!best) return [];
        return [
          {
            x: best.epoch,
            y: best.validationLoss,
            text: `best, epoch ${best.epoch}`,
            showarrow: false,
            yanchor: 'bottom' as const,
            yshift: 8,
            font: { size: 11, color: theme.ink },
          },
        ];
      }),
    },
  };
}

function tracesOf(item: LossSeries, theme: ChartTheme): Data[] {
  const color = theme.color(item.style.token);
  const x = item.epochs.map((at) => at.epoch);
  const best = bestEpoch(item);
  const name = escapeLabel(item.label);
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${name}, training`,
      x,
      y: item.epochs.map((at) => at.trainLoss),
      line: { color: withOpacity(color, 0.7), width: 1.5, dash: lineDash('5px,4px') },
      hovertemplate: '%{y:.4f}',
    },
    {
      type: 'scatter',
      mode: item.epochs.length === 1 ? 'lines+markers' : 'lines',
      name: `${name}, validation`,
      x,
      y: item.epochs.map((at) => at.validationLoss),
      line: { color, width: 2 },
      hovertemplate: '%{y:.4f}',
    },
    {
      type: 'scatter',
      mode: 'markers',
      name: `${name}, best epoch`,
      x: best ? [best.epoch] : [],
      y: best ? [best.validationLoss] : [],
      marker: { color, size: 9, line: { color: theme.surface, width: 2 } },
      hoverinfo: 'skip',
    },
  ];
}
