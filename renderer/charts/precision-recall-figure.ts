import type { Annotation, Data, Shape } from 'plotly.js';
import type { PrecisionBand } from '../../core/contract/evaluate.ts';
import type { ChartFigure } from './chart-layout.ts';
import { type ChartTheme, withOpacity } from './chart-theme.ts';
import {
  type CurveMarker,
  type CurveSeries,
  firstReaching,
  operatingIndex,
  visiblePoints,
} from './curve-series.ts';
import { escapeLabel } from './escape-label.ts';
import { lineDash } from './line-dash.ts';

export interface PrecisionRecallOptions {
  readonly series: readonly CurveSeries[];
  readonly prevalence: number | null;
  readonly theme: ChartTheme;
  readonly marker?: CurveMarker | null;
  /** The model whose band is drawn even if it is a baseline. */
  readonly selected?: string | null;
}

/**
 * Precision over recall, in steps: between two thresholds recall moves and precision is that of the lower
 * threshold, so that the area under the line is average precision. Drawn from recall 1 back to the first real
 * threshold; before it precision is not defined.
 */
export function precisionRecallFigure(options: PrecisionRecallOptions): ChartFigure {
  const { series, prevalence, theme, marker, selected } = options;
  const drawn = [...series].sort((a, b) => Number(b.isBaseline) - Number(a.isBaseline));
  return {
    x: { title: 'Recall', range: [0, 1.005], tickFormat: '.1f' },
    y: { title: 'Precision', range: [0, 1.02], tickFormat: '.1f' },
    traces: [
      ...drawn.flatMap((item) =>
        item.band && (!item.isBaseline || item.key === selected) ? [bandTrace(item.band, item, theme)] : [],
      ),
      ...drawn.map((item) => lineTrace(item, theme)),
      ...(marker ? markerTrace(series, marker, theme) : []),
    ],
    layout: {
      shapes: [...isoF1Lines(theme), ...(prevalence === null ? [] : [prevalenceLine(prevalence, theme)])],
      annotations: [
        ...ISO_F1.map((f1) => isoF1Label(f1, theme)),
        ...(prevalence === null ? [] : [prevalenceLabel(prevalence, theme)]),
      ],
    },
  };
}

function lineTrace(item: CurveSeries, theme: ChartTheme): Data {
  const { recall, precision } = item.curve;
  const points = visiblePoints(recall, precision).reverse();
  const color = theme.color(item.style.token);
  return {
    type: 'scatter',
    mode: points.length <= 5 ? 'lines+markers' : 'lines',
    name: escapeLabel(item.label),
    x: points.map((index) => recall[index] ?? 0),
    y: points.map((index) => precision[index] ?? 0),
    line: {
      shape: 'hv',
      color,
      width: item.isBaseline ? 1.5 : 2,
      dash: lineDash(item.style.dash),
    },
    marker: { color, size: 5 },
    hoverinfo: 'skip',
  };
}

/** The band from the first real threshold on, as one closed area. */
function bandTrace(band: PrecisionBand, item: CurveSeries, theme: ChartTheme): Data {
  const start = firstReaching(band.recall, item.curve.recall[0] ?? 0);
  const recall = Array.from(band.recall.subarray(start));
  return {
    type: 'scatter',
    mode: 'lines',
    name: `${escapeLabel(item.label)}, ${Math.round(band.level * 100)} % band`,
    x: [...recall, ...[...recall].reverse()],
    y: [...band.high.subarray(start), ...Array.from(band.low.subarray(start)).reverse()],
    fill: 'toself',
    fillcolor: withOpacity(theme.color(item.style.token), 0.13),
    line: { width: 0, color: 'rgba(0,0,0,0)' },
    hoverinfo: 'skip',
    showlegend: false,
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
      x: [item.curve.recall[index] ?? 0],
      y: [item.curve.precision[index] ?? 0],
      marker: { size: 11, color: theme.color(item.style.token), line: { color: theme.surface, width: 2 } },
    },
  ];
}

const ISO_F1 = [0.2, 0.4, 0.6, 0.8] as const;

/** Precision at which F1 has a value, for a recall above half of it. */
const isoPrecision = (f1: number, recall: number) => (f1 * recall) / (2 * recall - f1);

function isoF1Lines(theme: ChartTheme): Partial<Shape>[] {
  return ISO_F1.map((f1) => {
    const points: string[] = [];
    for (let step = 0; step <= 100; step++) {
      const recall = f1 / (2 - f1) + (1 - f1 / (2 - f1)) * (step / 100);
      points.push(`${recall.toFixed(4)},${isoPrecision(f1, recall).toFixed(4)}`);
    }
    return {
      type: 'path' as const,
      path: `M${points.join('L')}`,
      line: { color: theme.lineStrong, width: 1, dash: lineDash('1px,4px') },
      layer: 'below' as const,
    };
  });
}

function isoF1Label(f1: number, theme: ChartTheme): Partial<Annotation> {
  return {
    x: 1,
    y: isoPrecision(f1, 1),
    text: `F1 ${f1.toFixed(1)}`,
    showarrow: false,
    xanchor: 'right',
    yanchor: 'bottom',
    font: { size: 10, color: theme.ink3 },
  };
}

function prevalenceLine(prevalence: number, theme: ChartTheme): Partial<Shape> {
  return {
    type: 'line',
    x0: 0,
    x1: 1,
    y0: prevalence,
    y1: prevalence,
    line: { color: theme.ink3, width: 1, dash: lineDash('2px,2px') },
    layer: 'below',
  };
}

function prevalenceLabel(prevalence: number, theme: ChartTheme): Partial<Annotation> {
  return {
    x: 0,
    y: prevalence,
    text: `prevalence ${prevalence.toFixed(3)}`,
    showarrow: false,
    xanchor: 'left',
    yanchor: prevalence > 0.08 ? 'top' : 'bottom',
    xshift: 4,
    font: { size: 11, color: theme.ink3 },
  };
}
