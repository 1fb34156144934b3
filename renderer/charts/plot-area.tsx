import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type ChartFigure, chartConfig, chartLayout } from './chart-layout.ts';
import type { ChartTheme } from './chart-theme.ts';
import { loadPlotly, plotScale, type Scale } from './plotly.ts';

export interface PlotAreaProps {
  readonly figure: ChartFigure;
  readonly theme: ChartTheme;
  readonly height: number;
  /** SVG drawn over the plot: what moves without the plot being drawn again. */
  readonly overlay?: (scale: Scale) => ReactNode;
  /** What to read out at a place on the x axis; null where there is nothing. */
  readonly readout?: (x: number) => ReactNode;
}

/** The drawn plot with its overlay and the readout that follows the pointer. */
export function PlotArea({ figure, theme, height, overlay, readout }: PlotAreaProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { scale, hasFailed } = usePlot({ plot, figure, theme, width, height });
  const [pointer, setPointer] = useState<Point | null>(null);
  const content = scale && pointer && readout ? readout(scale.dataX(pointer.x)) : null;

  if (hasFailed) {
    return (
      <p className="chart-failed" role="status">
        The chart could not be drawn. The table view holds the same figures.
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the readout repeats what the table view holds
    <div
      ref={frame}
      className="chart-frame"
      style={{ height }}
      onMouseMove={(event) => setPointer(scale ? pointerIn(event, scale) : null)}
      onMouseLeave={() => setPointer(null)}
    >
      <div ref={plot} className="chart-plot" />
      {scale && (overlay || pointer) && (
        <svg className="chart-overlay" width={width} height={height} aria-hidden="true" focusable="false">
          {overlay?.(scale)}
          {pointer && content !== null && (
            <line
              x1={pointer.x}
              x2={pointer.x}
              y1={scale.top}
              y2={scale.bottom}
              stroke="var(--ink-3)"
              strokeWidth={1}
            />
          )}
        </svg>
      )}
      {scale && pointer && content !== null && (
        <div className="chart-readout" aria-hidden="true" style={besides(pointer, scale, { width, height })}>
          {content}
        </div>
      )}
    </div>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointerIn(event: React.MouseEvent<HTMLElement>, scale: Scale): Point | null {
  const box = event.currentTarget.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  return x >= scale.left && x <= scale.right && y >= scale.top && y <= scale.bottom ? { x, y } : null;
}

/** Away from the pointer: on the side with more room, in the half where the pointer is not. */
function besides(pointer: Point, scale: Scale, size: { width: number; height: number }): React.CSSProperties {
  return {
    ...(pointer.x > (scale.left + scale.right) / 2
      ? { right: size.width - pointer.x + 12 }
      : { left: pointer.x + 12 }),
    ...(pointer.y > (scale.top + scale.bottom) / 2
      ? { top: scale.top + 4 }
      : { bottom: size.height - scale.bottom + 6 }),
  };
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(watched.clientWidth)));
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

interface PlotOptions {
  readonly plot: React.RefObject<HTMLDivElement | null>;
  readonly figure: ChartFigure;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly height: number;
}

function usePlot({ plot, figure, theme, width, height }: PlotOptions) {
  const [scale, setScale] = useState<Scale | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  useEffect(() => {
    const element = plot.current;
    if (!element || width === 0) return;
    let isStale = false;
    loadPlotly()
      .then((plotly) =>
        isStale
          ? null
          : plotly.react(
              element,
              [...figure.traces],
              chartLayout(figure, theme, { width, height }),
              chartConfig,
            ),
      )
      .then((drawn) => {
        if (!drawn || isStale) return;
        setScale(plotScale(drawn));
        drawn.removeAllListeners('plotly_relayout');
        drawn.on('plotly_relayout', () => setScale(plotScale(drawn)));
      })
      .catch(() => {
        if (!isStale) setHasFailed(true);
      });
    return () => {
      isStale = true;
    };
  }, [plot, figure, theme, width, height]);

  useEffect(() => {
    const element = plot.current;
    return () => {
      if (element) void loadPlotly().then((plotly) => plotly.purge(element));
    };
  }, [plot]);

  return { scale, hasFailed };
}
