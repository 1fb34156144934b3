import type { Data } from 'plotly.js';
import type { ChartFigure } from './chart-layout.ts';
import type { ChartTheme } from './chart-theme.ts';
import { type CurveMarker, type CurveSeries, operatingIndex, visiblePoints } from './curve-series.ts';
import { escapeLabel } from './escape-label.ts';
import { lineDash } from './line-dash.ts';

export interface RocOptions {
  readonly series: readonly CurveSeries[];
  readonly theme: ChartTheme;
  readonly marker?: CurveMarker | null;
}

/** True over false positive rate, straight between points (ties are one segment), from (0, 0). */
export function rocFigure({ series, theme, marker }: RocOptions): ChartFigure {
  const drawn = [...series].sort((a, b) => Number(b.isBaseline) - Number(a.isBaseline));
  return {
    x: { title: 'False positive rate', range: [0, 1.005], tickFormat: '.1f' },
    y: { title: 'True positive rate (recall)', range: [0, 1.02], tickFormat: '.1f' },
    traces: [
      ...drawn.map((item) => lineTrace(item, theme)),
      ...(marker ? markerTrace(series, marker, theme) : []),
    ],
    layout: {
      shapes: [
        {
          type: 'line',
          x0: 0,
          y0: 0,
          x1: 1,
          y1: 1,
          line: { color: theme.ink3, width: 1, dash: lineDash('2px,2px') },
          layer: 'below',
        },
      ],
      annotations: [
        {
          x: 1,
          y: 0.94,
          text: 'chance',
          showarrow: false,
          xanchor: 'right',
          yanchor: 'top',
          font: { size: 11, color: theme.ink3 },
        },
      ],
    },
  };
}

/** True positive rate at a false positive rate: the highest one reached there, linear between points. Null for a class without rows. */
export function rocAt(curve: CurveSeries['curve'], rate: number): number | null {
  const { falsePositiveRate: x, recall: y } = curve;
  if (!Number.isFinite(x[0]) || !Number.isFinite(y[0])) return null;
  let after = 0;
  let high = x.length;
  while (after < high) {
    const middle = (after + high) >> 1;
    if ((x[middle] ?? Infinity) <= rate) after = middle + 1;
    else high = middle;
  }
  const x0 = after === 0 ? 0 : (x[after - 1] ?? 0);
  const y0 = after === 0 ? 0 : (y[after - 1] ?? 0);
  const x1 = x[after];
  const y1 = y[after];
  if (x1 === undefined || y1 === undefined || x1 === x0) return y0;
  return y0 + ((rate - x0) / (x1 - x0)) * (y1 - y0);
}

function lineTrace(item: CurveSeries, theme: ChartTheme): Data {
  const { falsePositiveRate: x, recall: y } = item.curve;
  const points = visiblePoints(x, y);
  return {
    type: 'scatter',
    mode: 'lines',
    name: escapeLabel(item.label),
    x: [0, ...points.map((index) => x[index] ?? 0)],
    y: [0, ...points.map((index) => y[index] ?? 0)],
    line: {
      color: theme.color(item.style.token),
      width: item.isBaseline ? 1.5 : 2,
      dash: lineDash(item.style.dash),
    },
    hoverinfo: 'skip',
  };
}

function markerTrace(series: readonly CurveSeries[], marker: CurveMarker, theme: ChartTheme): Data[] {
  const item = series.find((candidate) => candidate.key === marker.key);
  const index = item ? operatingIndex(item.curve, marker.threshold) : -1;
  if (!item || index < 0) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      name: `threshold ${marker.threshold.toFixed(3)}`,
      x: [item.curve.falsePositiveRate[index] ?? 0],
      y: [item.curve.recall[index] ?? 0],
      marker: { size: 11, color: theme.color(item.style.token), line: { color: theme.surface, width: 2 } },
    },
  ];
}
