import type { Interval } from '../../core/contract/evaluate.ts';

interface ForestProps {
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Right end of the axis; the left end is 0. Equal in all rows, so that they can be read against each other. */
  readonly maximum: number;
  /** Drawn as a thin line: what calling everything positive reaches. */
  readonly reference: number | null;
  readonly token: string;
  readonly width?: number;
}

/** An estimate with its interval as one row of a forest plot. The figures stand beside it in the table. */
export function Forest({ value, interval, maximum, reference, token, width = 200 }: ForestProps) {
  const x = (at: number) => 6 + (Math.min(at, maximum) / maximum) * (width - 12);
  return (
    <svg width={width} height={18} aria-hidden="true" focusable="false" style={{ display: 'block' }}>
      {reference !== null && (
        <line x1={x(reference)} x2={x(reference)} y1={0} y2={18} stroke="var(--line-strong)" />
      )}
      {interval && (
        <line
          x1={x(interval.low)}
          x2={x(interval.high)}
          y1={9}
          y2={9}
          stroke={`var(--${token})`}
          strokeWidth={2}
        />
      )}
      {value !== null && <circle cx={x(value)} cy={9} r={4} fill={`var(--${token})`} />}
    </svg>
  );
}
