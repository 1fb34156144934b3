import { useQuery } from '@tanstack/react-query';
import type { RelationIssue, RelationNode } from '../../../core/contract/relation.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { relationQueries } from './relation-queries.ts';
import '../issues/issues.css';

/** The rows that show an issue between datasets, the columns concerned first. */
export function EvidenceRows({ found, node }: { found: RelationIssue; node: RelationNode }) {
  const { issue, version } = found;
  const { data, error } = useQuery(relationQueries.rows(version, issue.rows));
  const concerned = (name: string) => issue.columns.includes(name);
  const columns = [...node.columns].sort(
    (a, b) => Number(concerned(b.name)) - Number(concerned(a.name)) || a.index - b.index,
  );
  return (
    <div>
      <ErrorNote error={error} />
      <h3>
        Rows of {node.name}
        {data && issue.count > data.rows.length
          ? `, first ${data.rows.length} of ${formatCount(issue.count)}`
          : ''}
      </h3>
      <ScrollRegion className="evidence-table" label={`Rows of ${node.name} as evidence: ${issue.title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {columns.map(({ index, name }) => (
                <th key={index} scope="col" data-concerned={concerned(name) || undefined} title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data?.rows.map((row, i) => (
              <tr key={data.rowNumbers[i]}>
                <td data-align="right">{formatCount(data.rowNumbers[i] ?? 0)}</td>
                {columns.map(({ index, name, type }) => (
                  <td
                    key={index}
                    data-concerned={concerned(name) || undefined}
                    data-align={type === 'integer' || type === 'number' ? 'right' : undefined}
                  >
                    <CellText value={row[index] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
