import { useMemo, useState } from 'react';
import { Chart } from './chart.tsx';
import type { ChartTable } from './chart-table.tsx';
import { useChartTheme } from './chart-theme.ts';
import { type CurveMarker, type CurveSeries, candidatesFirst, operatingIndex } from './curve-series.ts';
import { OperatingMarker } from './operating-marker.tsx';
import { ReadoutTable } from './readout-table.tsx';
import { rocAt, rocFigure } from './roc-figure.ts';
import { SeriesLegend, toggled } from './series-legend.tsx';

export interface RocChartProps {
  readonly series: readonly CurveSeries[];
  readonly positive: string;
  readonly marker: CurveMarker | null;
  readonly height?: number;
}

/** True over false positive rate of all models on test. */
export function RocChart({ series, positive, marker, height = 430 }: RocChartProps) {
  const theme = useChartTheme();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => series.filter((item) => !hidden.has(item.key)), [series, hidden]);
  const figure = useMemo(() => rocFigure({ series: shown, theme }), [shown, theme]);
  const marked = shown.find((item) => item.key === marker?.key);
  const index = marked && marker ? operatingIndex(marked.curve, marker.threshold) : -1;

  return (
    <Chart
      title={`ROC curves of ${series.length} ${series.length === 1 ? 'model' : 'models'} on test, class ${positive}`}
      caption={`How many of all ${positive} are found (true positive rate) against how many of the others are called ${positive} by mistake (false positive rate). The diagonal is chance. With a rare class, precision-recall curves tell models apart better.`}
      fileName="roc"
      height={height}
      figure={figure}
      picture={() => rocFigure({ series: shown, theme, marker })}
      table={() => gridTable(shown)}
      csv={() => pointsTable(shown)}
      legend={
        <SeriesLegend series={series} hidden={hidden} onToggle={(key) => setHidden(toggled(hidden, key))} />
      }
      overlay={(scale) =>
        marked &&
        marker &&
        index >= 0 && (
          <OperatingMarker
            scale={scale}
            x={marked.curve.falsePositiveRate[index] ?? 0}
            y={marked.curve.recall[index] ?? 0}
            token={marked.style.token}
            label={`threshold ${marker.threshold.toFixed(3)}`}
            isBelow
          />
        )
      }
      readout={(rate) => (
        <ReadoutTable
          title={`False positive rate ${rate.toFixed(2)}`}
          columns={['true positive rate']}
          rows={shown.map((item) => ({ item, values: [rocAt(item.curve, rate)] }))}
        />
      )}
    />
  );
}

function gridTable(series: readonly CurveSeries[]): ChartTable {
  const ordered = candidatesFirst(series);
  const grid = Array.from({ length: 21 }, (_, step) => step / 20);
  return {
    columns: [
      { label: 'At false positive rate', isNumeric: true },
      ...ordered.map((item) => ({ label: item.label, isNumeric: true })),
    ],
    rows: grid.map((rate) => [rate.toFixed(2), ...ordered.map((item) => rocAt(item.curve, rate))]),
  };
}

function pointsTable(series: readonly CurveSeries[]): ChartTable {
  return {
    columns: [
      { label: 'model', isNumeric: false },
      { label: 'threshold', isNumeric: true },
      { label: 'false positive rate', isNumeric: true },
      { label: 'true positive rate', isNumeric: true },
    ],
    rows: series.flatMap(({ label, curve }) =>
      Array.from(curve.threshold, (threshold, index) => [
        label,
        threshold,
        curve.falsePositiveRate[index] ?? null,
        curve.recall[index] ?? null,
      ]),
    ),
  };
}
