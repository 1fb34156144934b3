import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { TargetSpec } from '../../../core/contract/profile.ts';
import type { Associations } from '../../../core/contract/views.ts';
import { queries } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatList, formatScore } from '../../ui/format.ts';
import { QueryWork } from '../../ui/query-work.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import './structure.css';

/** How strongly columns go together, as a coloured matrix or as a list of pairs; computed when it is opened. */
export function AssociationCard({ version, target }: { version: DatasetVersionId; target: TargetSpec }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card flush>
      <details className="checks" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Associations: which columns go together</summary>
        {isOpen ? <Body version={version} target={target} /> : null}
      </details>
    </Card>
  );
}

function Body({ version, target }: { version: DatasetVersionId; target: TargetSpec }) {
  const asked = queries.associations(version, target);
  const query = useQuery(asked);
  const { data, error } = query;
  const [isTable, setTable] = useState(false);
  if (!data) {
    return (
      <div className="structure-body">
        <ErrorNote error={error} />
        <QueryWork query={query} queryKey={asked.queryKey} label="Comparing columns" />
      </div>
    );
  }
  return (
    <div className="structure-body">
      <div className="row">
        <p className="dim sm grow">{captionOf(data)}</p>
        <Button size="compact-xs" variant="subtle" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Matrix' : 'Table'}
        </Button>
      </div>
      {isTable ? <Pairs data={data} /> : <Matrix data={data} />}
    </div>
  );
}

function Matrix({ data }: { data: Associations }) {
  const { strengths } = data;
  const names = data.columns.map(({ name }) => columnLabel(name));
  return (
    <ScrollRegion className="association-matrix" label="Matrix of associations" maxHeight={560}>
      <table className="num">
        <thead>
          <tr>
            <td />
            {names.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <th key={i} scope="col" title={name}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
            <tr key={i}>
              <th scope="row" title={name}>
                {name}
              </th>
              {names.map((other, j) => {
                const value = strengths[i * names.length + j] ?? null;
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                    key={j}
                    style={i === j ? undefined : { background: tint(value) }}
                    title={`${name} and ${other}: ${formatScore(value, 2)}`}
                  >
                    {i === j ? '' : formatScore(value, 2)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** The stronger, the more colour; positive and negative are told apart by hue and by the sign in the cell. */
function tint(value: number | null): string | undefined {
  if (value === null) return undefined;
  const share = Math.round(Math.abs(value) * 45);
  return `color-mix(in srgb, var(${value < 0 ? '--warn' : '--accent'}) ${share}%, var(--surface))`;
}

interface Pair {
  readonly a: string;
  readonly b: string;
  /** Places of the two columns. */
  readonly at: readonly [number, number];
  readonly strength: number | null;
  readonly measure: string;
}

const pairColumns: DataColumn<Pair>[] = [
  { id: 'a', name: 'Column', value: ({ a }) => a },
  { id: 'b', name: 'and column', value: ({ b }) => b },
  {
    id: 'strength',
    name: 'Strength',
    align: 'right',
    value: ({ strength }) => (strength === null ? null : Math.abs(strength)),
    cell: ({ strength }) => formatScore(strength),
    sortsDescending: true,
  },
  { id: 'measure', name: 'Measure', value: ({ measure }) => measure },
];

function Pairs({ data }: { data: Associations }) {
  const pairs = useMemo(() => pairsOf(data), [data]);
  return (
    <DataTable
      label="Associations"
      rows={pairs}
      columns={pairColumns}
      rowId={({ at }) => at.join(' ')}
      initialSort={[{ id: 'strength', desc: true }]}
      maxHeight={420}
    />
  );
}

function pairsOf({ columns, strengths, measures }: Associations): Pair[] {
  return columns.flatMap((a, i) =>
    columns.slice(i + 1).map((b, k): Pair => {
      const measure =
        a.kind !== b.kind ? measures.mixed : a.kind === 'number' ? measures.numbers : measures.categories;
      return {
        a: columnLabel(a.name),
        b: columnLabel(b.name),
        at: [i, i + 1 + k],
        strength: strengths[i * columns.length + i + 1 + k] ?? null,
        measure,
      };
    }),
  );
}

function captionOf({ measures, leftOut, sampledRows }: Associations): string {
  const parts = [
    `Numbers with numbers: ${measures.numbers}; categories: ${measures.categories}; one of each: ${measures.mixed}.`,
    sampledRows === null ? 'Over all rows.' : `Over a sample of ${formatCount(sampledRows)} rows.`,
  ];
  if (leftOut.length > 0) {
    parts.push(
      `Not shown: ${formatList(leftOut.map(({ name, reason }) => `${columnLabel(name)} (${reason})`))}.`,
    );
  }
  return parts.join(' ');
}
