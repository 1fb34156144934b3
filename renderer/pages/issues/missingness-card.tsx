import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { Missingness } from '../../../core/contract/views.ts';
import { queries } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { columnLabel, formatColumns } from '../../ui/column-name.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatPercent, formatPlural } from '../../ui/format.ts';
import { QueryWork } from '../../ui/query-work.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import './structure.css';

/** Which columns are missing together; computed when it is opened. */
export function MissingnessCard({ version }: { version: DatasetVersionId }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card flush>
      <details className="checks" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Missing cells: which columns are missing together</summary>
        {isOpen ? <Body version={version} /> : null}
      </details>
    </Card>
  );
}

function Body({ version }: { version: DatasetVersionId }) {
  const asked = queries.missingness(version);
  const query = useQuery(asked);
  const { data, error } = query;
  return (
    <div className="structure-body">
      <ErrorNote error={error} />
      <QueryWork query={query} queryKey={asked.queryKey} label="Counting missing cells" />
      {data ? <p className="dim sm">{captionOf(data)}</p> : null}
      {data && data.columns.length > 0 ? <Patterns data={data} /> : null}
    </div>
  );
}

function Patterns({ data }: { data: Missingness }) {
  const most = data.patterns[0]?.rows ?? 1;
  return (
    <ScrollRegion label="Patterns of missing cells" maxHeight={420}>
      <table className="missing-patterns num" aria-label="Patterns of missing cells">
        <thead>
          <tr>
            <th scope="col">Missing columns</th>
            <th scope="col" data-align="right">
              Rows
            </th>
            <th scope="col" data-align="right">
              Share
            </th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {data.patterns.map(({ columns, rows, share }) => (
            <tr key={JSON.stringify(columns)}>
              <th scope="row" title={columns.map(columnLabel).join(', ')}>
                {columns.length === 0 ? 'none' : formatColumns(columns, 6)}
              </th>
              <td data-align="right">{formatCount(rows)}</td>
              <td data-align="right">{formatPercent(share)}</td>
              <td aria-hidden="true">
                <i style={{ width: `${(100 * rows) / most}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function captionOf({ columns, patterns, patternCount, rows, leftOut }: Missingness): string {
  if (columns.length === 0) return `No cell of ${formatPlural(rows, 'row')} is missing.`;
  const complete = patterns.find((pattern) => pattern.columns.length === 0)?.rows ?? 0;
  const parts = [
    `${formatPlural(columns.length, 'column')} with missing cells, in ${formatPlural(patternCount, 'pattern')}; ${formatPlural(complete, 'row')} (${formatPercent(complete / rows)}) without any.`,
  ];
  if (patternCount > patterns.length) parts.push(`The ${patterns.length} most frequent are shown.`);
  if (leftOut > 0) {
    parts.push(`The ${formatPlural(leftOut, 'column')} with the fewest missing cells are not looked at.`);
  }
  return parts.join(' ');
}
