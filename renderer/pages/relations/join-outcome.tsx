import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { JoinPreview } from '../../../core/contract/relation.ts';
import { formatCount, formatPlural } from '../../ui/format.ts';
import { RowsTable } from '../../ui/rows-table.tsx';
import { Stat, Stats } from '../../ui/stat.tsx';
import { type Finding, foundIn, RelationFindings } from './relation-findings.tsx';

/** What a join would give: its rows counted, what speaks against it, and its first rows. */
export function JoinOutcome(props: {
  preview: JoinPreview;
  left: DatasetVersion;
  right: DatasetVersion;
  target: string | null;
}) {
  const { preview, left, right, target } = props;
  const leaks = preview.leaks?.issues ?? [];
  /* Leaks are found in joined rows, which are of no dataset yet. */
  const findings: Finding[] = [
    ...preview.issues.map(({ issue, version }) => ({
      issue,
      of: [left, right].map(foundIn).find((each) => each.version === version) ?? null,
    })),
    ...leaks.map((issue) => ({ issue, of: null })),
  ];
  return (
    <div className="stack">
      <div className="join-figures">
        <Stats>
          <Stat
            label="Rows of the result"
            value={formatCount(preview.rowCount)}
            detail={`from ${formatCount(left.rowCount)}`}
          />
          <Stat
            label={`Rows of ${left.name} that stand more than once`}
            value={formatCount(preview.multipliedRows)}
            detail={preview.addedRows > 0 ? `adding ${formatPlural(preview.addedRows, 'row')}` : undefined}
          />
          <Stat label={`Rows of ${left.name} lost`} value={formatCount(preview.lostLeft)} />
          <Stat label={`Rows of ${right.name} left out`} value={formatCount(preview.lostRight)} />
        </Stats>
        <Stats>
          <Stat
            label={`Rows of ${left.name} without a match`}
            value={formatCount(preview.left.unmatchedRows)}
          />
          <Stat label={`Rows of ${left.name} without a key`} value={formatCount(preview.left.missing)} />
          <Stat
            label={`Rows of ${right.name} without a match`}
            value={formatCount(preview.right.unmatchedRows)}
          />
          <Stat label={`Rows of ${right.name} without a key`} value={formatCount(preview.right.missing)} />
        </Stats>
      </div>
      {findings.length > 0 ? (
        <RelationFindings label="What speaks against this join" findings={findings} />
      ) : null}
      <p className="dim sm">
        {preview.leaks && target
          ? `${leaks.length === 0 ? `No added column gives ${target} away` : 'Added columns give the target away'}: ${formatPlural(preview.leaks.examinedRows, 'joined row')} examined${preview.leaks.isSample ? ', a sample' : ', all of them'}.`
          : 'Without a target, added columns are not examined for leaks.'}
      </p>
      <div>
        <h3 className="join-first">First {formatPlural(preview.rows.length, 'row')}</h3>
        <RowsTable
          label="First rows of the join"
          maxHeight={280}
          columns={preview.columns}
          rows={preview.rows.map((row) => ({
            number: null,
            cells: preview.columns.map(({ index }) => row[index] ?? null),
          }))}
        />
      </div>
    </div>
  );
}
