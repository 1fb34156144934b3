import type { Scale } from './plotly.ts';

interface OperatingMarkerProps {
  readonly scale: Scale;
  readonly x: number;
  readonly y: number;
  readonly token: string;
  readonly label: string;
  /** Label under the point, where the curve lies above it; by default only in the right half. */
  readonly isBelow?: boolean;
}

/** The operating point in force: a dot, a line down to the x axis, and its figures. */
export function OperatingMarker({ scale, x, y, token, label, isBelow }: OperatingMarkerProps) {
  const px = scale.x(x);
  const py = scale.y(y);
  if (!(px >= scale.left && px <= scale.right + 2 && py >= scale.top - 2 && py <= scale.bottom + 2))
    return null;
  const isRight = px > scale.left + (scale.right - scale.left) * 0.55;
  return (
    <g>
      <line x1={px} x2={px} y1={py} y2={scale.bottom} stroke="var(--ink-3)" strokeDasharray="2 3" />
      <circle cx={px} cy={py} r={5.5} fill={`var(--${token})`} stroke="var(--surface)" strokeWidth={2} />
      <text
        x={isRight ? px - 10 : px + 10}
        y={(isBelow ?? isRight) ? Math.min(scale.bottom - 6, py + 20) : Math.max(scale.top + 14, py - 9)}
        textAnchor={isRight ? 'end' : 'start'}
      >
        {label}
      </text>
    </g>
  );
}
