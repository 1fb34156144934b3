import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { VersionDiff } from '../../../core/contract/version.ts';
import { Card } from '../../ui/card.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { formatPlural } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';
import { DriftInspector } from './drift-inspector.tsx';
import { DriftTable } from './drift-table.tsx';
import { RowChanges } from './row-changes.tsx';

/** What differs between two versions: columns, rows, distributions. */
export function DiffCards(props: { diff: VersionDiff; before: DatasetVersion; after: DatasetVersion }) {
  const { diff, before, after } = props;
  const [opened, setOpened] = useState<string | null>(null);
  const shown = diff.distributions.find(({ name }) => name === opened);
  return (
    <>
      <div className="cols version-cols">
        <SchemaCard diff={diff} />
        <RowChanges diff={diff} before={before} after={after} />
      </div>
      {diff.distributions.length > 0 ? <DriftTable diff={diff} opened={opened} onOpen={setOpened} /> : null}
      {shown ? (
        <DriftInspector drift={shown} before={before} after={after} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}

function SchemaCard({ diff: { schema } }: { diff: VersionDiff }) {
  const changes = [
    ...schema.retyped.map(({ name, before, after }) => ({
      name,
      tone: 'warning' as const,
      what: 'type',
      detail: `${before} → ${after}`,
    })),
    ...schema.renamed.map(({ before, after }) => ({
      name: after,
      tone: 'note' as const,
      what: 'renamed',
      detail: `was ${columnLabel(before)}; its cells are the same`,
    })),
    ...schema.added.map(({ name, type }) => ({ name, tone: 'good' as const, what: 'new', detail: type })),
    ...schema.removed.map(({ name, type }) => ({ name, tone: 'error' as const, what: 'gone', detail: type })),
  ];
  const same = schema.shared - schema.retyped.length - schema.renamed.length;
  return (
    <Card title="Columns" aside={`${formatPlural(same, 'column')} the same`}>
      {changes.length === 0 ? (
        <p className="version-plain">Both versions have the same columns, of the same types.</p>
      ) : (
        <ul className="version-changes">
          {changes.map(({ name, tone, what, detail }) => (
            <li key={`${what} ${name}`}>
              <Tag tone={tone}>{what}</Tag>
              <span className="grow">{columnLabel(name)}</span>
              <span className="dim">{detail}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
