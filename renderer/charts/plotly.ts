import type { Layout, PlotlyHTMLElement } from 'plotly.js';

type Plotly = typeof import('./plotly-bundle.ts').default;

let loading: Promise<Plotly> | null = null;

/** Plotly, fetched when the first chart is drawn and kept. A failed fetch is tried again at the next call. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('./plotly-bundle.ts').then(
    (module) => module.default,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** One axis of a drawn plot: pixels from data and back, relative to the plot area. */
interface DrawnAxis {
  readonly range: readonly [number, number];
  readonly _offset: number;
  readonly _length: number;
  d2p(value: number): number;
  p2d(pixel: number): number;
}

export interface DrawnPlot extends PlotlyHTMLElement {
  readonly _fullLayout?: Partial<Layout> & { readonly xaxis?: DrawnAxis; readonly yaxis?: DrawnAxis };
}

/** Where data lies on the drawn plot, in pixels from the top left of the chart. */
export interface Scale {
  x(value: number): number;
  y(value: number): number;
  /** The data value under a horizontal pixel. */
  dataX(pixel: number): number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The scale of a plot with number axes, or null before it is drawn. */
export function plotScale(plot: DrawnPlot): Scale | null {
  const x = plot._fullLayout?.xaxis;
  const y = plot._fullLayout?.yaxis;
  if (!x || !y || typeof x.p2d !== 'function') return null;
  return {
    x: (value) => x._offset + x.d2p(value),
    y: (value) => y._offset + y.d2p(value),
    dataX: (pixel) => x.p2d(pixel - x._offset),
    left: x._offset,
    right: x._offset + x._length,
    top: y._offset,
    bottom: y._offset + y._length,
  };
}
