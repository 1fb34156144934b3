import { useMemo, useState } from 'react';
import { Chart } from './chart.tsx';
import type { ChartTable } from './chart-table.tsx';
import { useChartTheme } from './chart-theme.ts';
import {
  type CurveMarker,
  type CurveSeries,
  candidatesFirst,
  firstReaching,
  operatingIndex,
} from './curve-series.ts';
import { OperatingMarker } from './operating-marker.tsx';
import { precisionRecallFigure } from './precision-recall-figure.ts';
import { ReadoutTable } from './readout-table.tsx';
import { SeriesLegend, toggled } from './series-legend.tsx';

export interface PrecisionRecallChartProps {
  readonly series: readonly CurveSeries[];
  readonly prevalence: number | null;
  /** The class called positive, for the caption. */
  readonly positive: string;
  readonly marker: CurveMarker | null;
  readonly height?: number;
}

/** Precision over recall of all models on test, with prevalence, equal-F1 lines and bands. */
export function PrecisionRecallChart(props: PrecisionRecallChartProps) {
  const { series, prevalence, positive, marker, height = 430 } = props;
  const theme = useChartTheme();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => series.filter((item) => !hidden.has(item.key)), [series, hidden]);
  const selected = marker?.key ?? null;
  const figure = useMemo(
    () => precisionRecallFigure({ series: shown, prevalence, theme, selected }),
    [shown, prevalence, theme, selected],
  );
  const marked = shown.find((item) => item.key === marker?.key);
  const index = marked && marker ? operatingIndex(marked.curve, marker.threshold) : -1;
  const point = marked && index >= 0 ? pointOf(marked, index) : null;

  return (
    <Chart
      title={`Precision-recall curves of ${series.length} ${series.length === 1 ? 'model' : 'models'} on test, class ${positive}`}
      caption={captionOf(series, prevalence, positive)}
      fileName="precision-recall"
      height={height}
      figure={figure}
      picture={() => precisionRecallFigure({ series: shown, prevalence, theme, marker, selected })}
      table={() => gridTable(shown)}
      csv={() => pointsTable(shown)}
      legend={
        <SeriesLegend series={series} hidden={hidden} onToggle={(key) => setHidden(toggled(hidden, key))} />
      }
      overlay={(scale) =>
        point &&
        marked &&
        marker && (
          <OperatingMarker
            scale={scale}
            x={point.recall}
            y={point.precision}
            token={marked.style.token}
            label={`threshold ${marker.threshold.toFixed(3)}: precision ${point.precision.toFixed(2)}, recall ${point.recall.toFixed(2)}`}
          />
        )
      }
      readout={(recall) => (
        <ReadoutTable
          title={`Recall ${recall.toFixed(2)}`}
          columns={['precision', 'threshold']}
          rows={shown.map((item) => ({ item, values: atRecall(item, recall) }))}
        />
      )}
    />
  );
}

function pointOf(item: CurveSeries, index: number) {
  return { recall: item.curve.recall[index] ?? 0, precision: item.curve.precision[index] ?? 0 };
}

/** Precision and threshold of the step over a recall; nothing before the first real threshold. */
function atRecall({ curve }: CurveSeries, recall: number): (number | null)[] {
  const index = firstReaching(curve.recall, recall);
  if (index >= curve.recall.length || !(recall >= (curve.recall[0] ?? 0))) return [null, null];
  return [curve.precision[index] ?? null, curve.threshold[index] ?? null];
}

function captionOf(series: readonly CurveSeries[], prevalence: number | null, positive: string): string {
  const bands = series.find((item) => item.band !== null && !item.isBaseline)?.band;
  const parts = [
    `Of the rows called ${positive}, how many are (precision), against how many of all ${positive} are found (recall), at every threshold on the test part.`,
    'Dotted lines join points of equal F1; grey dashed lines are baselines.',
  ];
  if (prevalence !== null)
    parts.push(`Calling every row ${positive} gives precision ${prevalence.toFixed(3)}.`);
  if (bands) {
    parts.push(
      `Bands hold ${Math.round(bands.level * 100)} % of ${bands.resamples.toLocaleString('en-US')} stratified bootstrap resamples, recall by recall.`,
    );
  }
  return parts.join(' ');
}

function gridTable(series: readonly CurveSeries[]): ChartTable {
  const ordered = candidatesFirst(series);
  const grid = Array.from({ length: 20 }, (_, step) => (step + 1) / 20);
  return {
    columns: [
      { label: 'At recall', isNumeric: true },
      ...ordered.map((item) => ({ label: item.label, isNumeric: true })),
    ],
    rows: grid.map((recall) => [
      recall.toFixed(2),
      ...ordered.map((item) => atRecall(item, recall)[0] ?? null),
    ]),
  };
}

function pointsTable(series: readonly CurveSeries[]): ChartTable {
  return {
    columns: [
      { label: 'model', isNumeric: false },
      { label: 'threshold', isNumeric: true },
      { label: 'recall', isNumeric: true },
      { label: 'precision', isNumeric: true },
    ],
    rows: series.flatMap(({ label, curve }) =>
      Array.from(curve.threshold, (threshold, index) => [
        label,
        threshold,
        curve.recall[index] ?? null,
        curve.precision[index] ?? null,
      ]),
    ),
  };
}
