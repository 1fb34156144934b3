import { Button } from '@mantine/core';
import { useState } from 'react';
import { histogramWords } from '../../../core/contract/histogram-words.ts';
import type { ShownHistogram } from '../../../core/contract/shown-histogram.ts';
import { formatCount } from '../../ui/format.ts';
import { Bars } from '../../ui/small-chart.tsx';
import { BinTable } from './bin-table.tsx';

/** The histogram of a column with its ends, in words under it, and as a table on demand. */
export function ColumnHistogram(props: {
  histogram: ShownHistogram;
  /** Name of the column as it is read. */
  name: string;
}) {
  const { histogram, name } = props;
  const [isTable, setTable] = useState(false);
  const words = histogramWords(histogram, formatCount);
  return (
    <div>
      <div className="row">
        <h3 className="grow">Histogram</h3>
        <Button size="compact-xs" variant="subtle" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Chart' : 'Table'}
        </Button>
      </div>
      {isTable ? (
        <BinTable histogram={histogram} label={`Bins of ${name}`} />
      ) : (
        <>
          <div className="column-histogram">
            <Bars counts={histogram.counts} label={`Histogram of ${name}: ${words}`} />
          </div>
          <div className="column-ends num dim sm">
            <span>{histogram.edges[0]}</span>
            <span>{histogram.edges.at(-1)}</span>
          </div>
        </>
      )}
      <p className="dim sm num">{words}.</p>
    </div>
  );
}
