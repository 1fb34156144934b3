import { type ChartFigure, chartConfig, pictureLayout } from './chart-layout.ts';
import type { ChartTheme } from './chart-theme.ts';
import { loadPlotly } from './plotly.ts';

export interface PictureRequest {
  readonly figure: ChartFigure;
  readonly theme: ChartTheme;
  readonly title: string;
  readonly format: 'svg' | 'png';
}

/** The figure as a picture of 1000 x 620 pixels (PNG at twice that), with title and legend. */
export async function drawPicture({ figure, theme, title, format }: PictureRequest): Promise<Blob> {
  const plotly = await loadPlotly();
  const url = await plotly.toImage(
    { data: [...figure.traces], layout: pictureLayout(figure, theme, title), config: chartConfig },
    { format, width: 1000, height: 620, scale: format === 'png' ? 2 : 1 },
  );
  return format === 'svg' ? svgBlob(url) : pngBlob(url);
}

function svgBlob(url: string): Blob {
  return new Blob([decodeURIComponent(url.slice(url.indexOf(',') + 1))], { type: 'image/svg+xml' });
}

function pngBlob(url: string): Blob {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
