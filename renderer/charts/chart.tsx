import { Button, Menu } from '@mantine/core';
import { memo, type ReactNode, useCallback, useId, useRef, useState } from 'react';
import type { ChartFigure } from './chart-layout.ts';
import { type ChartTable, ChartTableView } from './chart-table.tsx';
import { useChartTheme } from './chart-theme.ts';
import { PlotArea, type PlotAreaProps } from './plot-area.tsx';
import { saveBlob } from './save-blob.ts';
import { drawPicture } from './save-picture.ts';
import { tableCsv } from './table-csv.ts';
import './charts.css';

export interface ChartProps extends Pick<PlotAreaProps, 'figure' | 'height' | 'overlay' | 'readout'> {
  /** Accessible name and title of the saved picture. */
  readonly title: string;
  /** What the chart shows, in words. */
  readonly caption: ReactNode;
  /** File name without its ending. */
  readonly fileName: string;
  /** The same figures as text, at a size that can be read. */
  readonly table: () => ChartTable;
  /** Everything drawn, for the CSV; by default the table. */
  readonly csv?: () => ChartTable;
  /** The figure of a saved picture, when what the overlay shows must be in it. */
  readonly picture?: () => ChartFigure;
  readonly legend?: ReactNode;
}

/** A chart in the project's theme, with its caption, a table view and saving as SVG, PNG and CSV. */
export function Chart(props: ChartProps) {
  const theme = useChartTheme();
  const captionId = useId();
  const [isTable, setIsTable] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (format: PictureFormat) => {
    setProblem(null);
    try {
      const blob =
        format === 'csv'
          ? new Blob([tableCsv((props.csv ?? props.table)())], { type: 'text/csv' })
          : await drawPicture({
              figure: (props.picture ?? (() => props.figure))(),
              theme,
              title: props.title,
              format,
            });
      await saveBlob(blob, `${props.fileName}.${format}`);
    } catch (error) {
      setProblem(
        `The ${format.toUpperCase()} was not saved: ${error instanceof Error ? error.message : error}`,
      );
    }
  };

  const latestSave = useRef(save);
  latestSave.current = save;
  const onSave = useCallback((format: PictureFormat) => void latestSave.current(format), []);
  const onToggle = useCallback(() => setIsTable((before) => !before), []);

  return (
    <figure className="chart" aria-label={props.title} aria-describedby={captionId}>
      <div className="chart-bar">
        <div className="chart-legend">{props.legend}</div>
        <ChartActions title={props.title} isTable={isTable} onToggle={onToggle} onSave={onSave} />
      </div>
      {isTable ? (
        <ChartTableView table={props.table()} label={props.title} />
      ) : (
        <PlotArea
          figure={props.figure}
          theme={theme}
          height={props.height}
          overlay={props.overlay}
          readout={props.readout}
        />
      )}
      {problem && (
        <p className="chart-failed" role="alert">
          {problem}
        </p>
      )}
      <figcaption id={captionId}>{props.caption}</figcaption>
    </figure>
  );
}

type PictureFormat = 'svg' | 'png' | 'csv';

interface ChartActionsProps {
  readonly title: string;
  readonly isTable: boolean;
  readonly onToggle: () => void;
  readonly onSave: (format: PictureFormat) => void;
}

/** Kept from rendering again while only the overlay moves. */
const ChartActions = memo(function ChartActions({ title, isTable, onToggle, onSave }: ChartActionsProps) {
  return (
    <div className="chart-actions">
      <Button size="compact-xs" variant="subtle" onClick={onToggle}>
        {isTable ? 'Chart' : 'Table'}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="compact-xs" variant="subtle" aria-label={`Save: ${title}`}>
            Save
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onSave('svg')}>Picture, SVG</Menu.Item>
          <Menu.Item onClick={() => onSave('png')}>Picture, PNG</Menu.Item>
          <Menu.Item onClick={() => onSave('csv')}>Figures, CSV</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
});
