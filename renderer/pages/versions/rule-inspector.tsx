import { useQuery } from '@tanstack/react-query';
import type { RuleResult } from '../../../core/contract/data-contract.ts';
import type { Column, DatasetVersion } from '../../../core/contract/dataset.ts';
import { client } from '../../client/client.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount } from '../../ui/format.ts';
import { Inspector } from '../../ui/inspector.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Tag } from '../../ui/tag.tsx';

/** One rule of a contract, and the rows that break it with all their cells, the column concerned first. */
export function RuleInspector(props: { version: DatasetVersion; rule: RuleResult; onClose: () => void }) {
  const { version, rule } = props;
  const rowNumbers = rule.evidence.map(({ row }) => row);
  const { data, error } = useQuery({
    queryKey: ['dataset', 'rows', version.id, 'numbers', rowNumbers],
    queryFn: () => client.dataset.rows({ version: version.id, rowNumbers }),
    enabled: rowNumbers.length > 0,
  });
  const columns = concernedFirst(version.columns, rule.column);
  return (
    <Inspector
      title={rule.column === null ? rule.rule : `${rule.column}: ${rule.rule}`}
      onClose={props.onClose}
    >
      <div className="row">
        <Tag tone={rule.status === 'pass' ? 'good' : 'error'}>{rule.status}</Tag>
      </div>
      <p>
        Expected: {rule.expected}. Found: {rule.found}.
      </p>
      <ErrorNote error={error} />
      {data && data.rows.length > 0 ? (
        <div>
          <h3>
            {rule.count > data.rows.length
              ? `First ${data.rows.length} of ${formatCount(rule.count)} rows`
              : `${data.rows.length} rows`}
          </h3>
          <ScrollRegion className="version-table" label="Rows that break the rule">
            <table>
              <thead>
                <tr>
                  <th scope="col">Row</th>
                  {columns.map(({ index, name }) => (
                    <th
                      key={index}
                      scope="col"
                      title={name}
                      data-concerned={name === rule.column || undefined}
                    >
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((cells, i) => (
                  <tr key={data.rowNumbers[i]}>
                    <th scope="row">{formatCount(data.rowNumbers[i] ?? 0)}</th>
                    {columns.map(({ index, name, type }) => (
                      <td
                        key={index}
                        data-concerned={name === rule.column || undefined}
                        data-align={type === 'integer' || type === 'number' ? 'right' : undefined}
                      >
                        <CellText value={cells[index] ?? null} />
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

const mostColumns = 60;

function concernedFirst(columns: readonly Column[], concerned: string | null): Column[] {
  const rank = ({ name }: Column) => (name === concerned ? 0 : 1);
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index).slice(0, mostColumns);
}
