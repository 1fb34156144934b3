import type { Config, Data, Layout } from 'plotly.js';
import type { ChartTheme } from './chart-theme.ts';
import { escapeLabel } from './escape-label.ts';

export interface ChartAxis {
  /** Title with its unit, shown as it stands. */
  readonly title: string;
  readonly range?: readonly [number, number];
  readonly tickFormat?: string;
  readonly isCategory?: boolean;
  /** Distance of the ticks; by default as fits. */
  readonly tickStep?: number;
  readonly hasGrid?: boolean;
}

export interface ChartFigure {
  readonly traces: readonly Data[];
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** What else the layout holds: shapes, annotations, bar mode. */
  readonly layout?: Partial<Layout>;
}

/** Only these buttons exist; the one that would send figures to a server does not. */
export const chartConfig: Partial<Config> = {
  displaylogo: false,
  responsive: false,
  doubleClick: 'reset',
  modeBarButtons: [['zoom2d', 'pan2d', 'resetScale2d']],
  showSendToCloud: false,
  plotlyServerURL: '',
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The layout of a figure in the theme: thin grid, quiet type, no plotly legend. */
export function chartLayout(figure: ChartFigure, theme: ChartTheme, size: Size): Partial<Layout> {
  return {
    width: size.width,
    height: size.height,
    autosize: false,
    margin: { l: 56, r: 14, t: 12, b: 46 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: 11, color: theme.ink3 },
    showlegend: false,
    hovermode: false,
    dragmode: 'zoom',
    uirevision: 'kept',
    modebar: {
      bgcolor: 'rgba(0,0,0,0)',
      color: theme.ink3,
      activecolor: theme.accent,
      orientation: 'h',
    },
    hoverlabel: {
      bgcolor: theme.surface,
      bordercolor: theme.lineStrong,
      font: { family: theme.font, size: 12, color: theme.ink },
    },
    xaxis: axisLayout(figure.x, theme),
    yaxis: axisLayout(figure.y, theme),
    ...figure.layout,
  };
}

/** The layout of a saved picture: a ground of its own, a title and a legend, since it stands alone. */
export function pictureLayout(figure: ChartFigure, theme: ChartTheme, title: string): Partial<Layout> {
  return {
    ...chartLayout(figure, theme, { width: 1000, height: 620 }),
    paper_bgcolor: theme.surface,
    plot_bgcolor: theme.surface,
    margin: { l: 70, r: 24, t: 56, b: 60 },
    title: { text: escapeLabel(title), font: { size: 16, color: theme.ink }, x: 0.02, xanchor: 'left' },
    showlegend: true,
    legend: { font: { size: 12, color: theme.ink2 }, orientation: 'v' },
  };
}

function axisLayout(axis: ChartAxis, theme: ChartTheme): Layout['xaxis'] {
  return {
    title: {
      text: escapeLabel(axis.title),
      font: { size: 12, color: theme.ink2, family: theme.font },
      standoff: 10,
    },
    ...(axis.range ? { range: [...axis.range] } : {}),
    ...(axis.tickFormat ? { tickformat: axis.tickFormat } : {}),
    ...(axis.tickStep ? { dtick: axis.tickStep } : {}),
    ...(axis.isCategory ? { type: 'category' as const } : {}),
    showgrid: axis.hasGrid ?? true,
    gridcolor: theme.line,
    gridwidth: 1,
    zeroline: false,
    linecolor: theme.lineStrong,
    automargin: true,
    tickfont: { size: 11, color: theme.ink3, family: theme.font },
  };
}
