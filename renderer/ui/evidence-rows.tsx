import { useQuery } from '@tanstack/react-query';
import type { Column } from '../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import { queries } from '../client/queries.ts';
import { ErrorNote } from './error-note.tsx';
import { capital, formatCount, formatPlural } from './format.ts';
import { RowsTable } from './rows-table.tsx';

/** Columns past this are not drawn: evidence is read, not searched. */
const mostColumns = 60;

/**
 * The rows that show a finding with all their cells, the columns concerned first, then the target. `count` says how
 * many rows it is about; `of` names the dataset where that is not plain.
 */
export function EvidenceRows(props: {
  label: string;
  version: DatasetVersionId;
  columns: readonly Column[];
  rowNumbers: readonly number[];
  concerned: readonly string[];
  count: number;
  target?: string;
  of?: string;
}) {
  const { rowNumbers, concerned, count } = props;
  const { data, error } = useQuery(queries.rowsByNumber(props.version, rowNumbers));
  const columns = concernedFirst(props.columns, { concerned, target: props.target }).slice(0, mostColumns);
  if (rowNumbers.length === 0) return null;
  const shown = data?.rows.length ?? 0;
  const rows = count > shown ? `first ${shown} of ${formatCount(count)}` : formatPlural(shown, 'row');
  return (
    <>
      <ErrorNote error={error} />
      {data ? (
        <div>
          <h3>{props.of === undefined ? capital(rows) : `Rows of ${props.of}: ${rows}`}</h3>
          <RowsTable
            label={props.label}
            columns={columns}
            concerned={concerned}
            source={{ version: props.version, cut: data.cut }}
            rows={data.rows.map((cells, i) => ({
              number: data.rowNumbers[i] ?? null,
              cells: columns.map(({ index }) => cells[index] ?? null),
            }))}
          />
        </div>
      ) : null}
    </>
  );
}

/** The columns concerned, the target, then the others, each in the order of the dataset. */
function concernedFirst(
  columns: readonly Column[],
  { concerned, target }: { concerned: readonly string[]; target: string | undefined },
): Column[] {
  const rank = ({ name }: Column): number => (concerned.includes(name) ? 0 : name === target ? 1 : 2);
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}
