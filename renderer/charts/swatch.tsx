import type { ModelStyle } from './model-style.ts';
import './charts.css';

/** A short stroke in the colour and dash of a model. */
export function Swatch({ style, width = 18 }: { style: ModelStyle; width?: number }) {
  return (
    <svg className="chart-swatch" width={width} height={10} aria-hidden="true" focusable="false">
      <line
        x1={0}
        x2={width}
        y1={5}
        y2={5}
        stroke={`var(--${style.token})`}
        strokeWidth={2.5}
        strokeDasharray={style.dash === '' ? undefined : style.dash.replaceAll('px', '')}
      />
    </svg>
  );
}
