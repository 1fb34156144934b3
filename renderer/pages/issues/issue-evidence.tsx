import { useQuery } from '@tanstack/react-query';
import type { Column, DatasetVersion } from '../../../core/contract/dataset.ts';
import type { RecipeSpec } from '../../../core/contract/experiment.ts';
import type { Fix, Issue } from '../../../core/contract/profile.ts';
import { isApplied } from '../../client/apply-fix.ts';
import { client } from '../../client/client.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, keepUnits } from '../../ui/format.ts';
import { Inspector } from '../../ui/inspector.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Tag } from '../../ui/tag.tsx';
import { FixButton, issueFigures } from './issue-item.tsx';

/** The rows that show an issue, the columns concerned first. */
export function IssueEvidence(props: {
  version: DatasetVersion;
  issue: Issue;
  target: string;
  recipe: RecipeSpec;
  onFix: (fix: Fix) => void;
  onClose: () => void;
}) {
  const { version, issue, target, recipe } = props;
  const { data, error } = useQuery({
    queryKey: ['dataset', 'rows', version.id, 'numbers', issue.rows],
    queryFn: () => client.dataset.rows({ version: version.id, rowNumbers: issue.rows }),
  });
  const columns = concernedFirst(version.columns, issue.columns, target);
  return (
    <Inspector title={issue.title} onClose={props.onClose}>
      <div className="row">
        <Tag tone={issue.severity}>{issue.severity}</Tag>
        <span className="mono dim">{issue.detector}</span>
      </div>
      <p>{keepUnits(issue.message)}</p>
      <p className="dim num">{issueFigures(issue).join(' · ')}</p>
      {issue.fixes.length > 0 ? (
        <div className="row">
          {issue.fixes.map((fix) => (
            <FixButton
              key={fix.label}
              fix={fix}
              isOn={isApplied(recipe, fix)}
              onClick={() => props.onFix(fix)}
            />
          ))}
        </div>
      ) : null}
      <ErrorNote error={error} />
      {data ? (
        <div>
          <h3>
            {issue.count > data.rows.length
              ? `First ${data.rows.length} of ${formatCount(issue.count)}`
              : `${data.rows.length} rows`}
          </h3>
          <ScrollRegion className="evidence-table" label="Rows as evidence">
            <table>
              <thead>
                <tr>
                  <th scope="col">Row</th>
                  {columns.map(({ index, name }) => (
                    <th
                      key={index}
                      scope="col"
                      data-concerned={issue.columns.includes(name) || undefined}
                      title={name}
                    >
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row, i) => (
                  <tr key={data.rowNumbers[i]}>
                    <td data-align="right">{formatCount(data.rowNumbers[i] ?? 0)}</td>
                    {columns.map(({ index, name, type }) => (
                      <td
                        key={index}
                        data-concerned={issue.columns.includes(name) || undefined}
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
      ) : null}
    </Inspector>
  );
}

function concernedFirst(columns: readonly Column[], concerned: readonly string[], target: string): Column[] {
  const rank = ({ name }: Column): number => (concerned.includes(name) ? 0 : name === target ? 1 : 2);
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}
