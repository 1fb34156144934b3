import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { changeTarget } from '../../client/change-target.ts';
import { toFailure } from '../../client/failure.ts';
import type { Findings } from '../../client/findings.ts';
import type { Draft } from '../../client/use-draft.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { Inspector } from '../../ui/inspector.tsx';
import { notify } from '../../ui/notice.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ColumnFigures } from './column-figures.tsx';
import { RoleSelect } from './role-select.tsx';
import { TargetRates } from './target-rates.tsx';

/** All that is known of one column, and what can be done with it. */
export function ColumnInspector(props: {
  version: DatasetVersion;
  index: number;
  findings: Findings;
  draft: Draft;
  onClose: () => void;
}) {
  const { version, index, findings, draft } = props;
  const [, go] = useLocation();
  const column = version.columns[index];
  if (!column) return null;
  const statistics = findings.columns[index] ?? null;
  const issues = findings.issues.filter(({ columns }) => columns.includes(column.name));
  const isTarget = draft.spec?.target.column === column.name;
  const isDropped = draft.spec?.recipe.drop.includes(column.name) ?? false;
  const roles = draft.spec?.recipe.roles ?? {};
  const role = Object.hasOwn(roles, column.name) ? (roles[column.name] ?? null) : null;

  function setDropped(name: string): void {
    draft.update(isDropped ? `use ${columnLabel(name)} again` : `drop ${columnLabel(name)}`, (spec) => ({
      ...spec,
      recipe: {
        ...spec.recipe,
        drop: isDropped ? spec.recipe.drop.filter((each) => each !== name) : [...spec.recipe.drop, name],
      },
    }));
  }

  async function makeTarget(name: string): Promise<void> {
    try {
      await changeTarget(version.id, { column: name });
    } catch (thrown) {
      notify({ tone: 'error', text: toFailure(thrown).message });
    }
  }

  return (
    <Inspector title={columnLabel(column.name)} onClose={props.onClose}>
      <div className="row">
        <Tag>{column.type}</Tag>
        {isTarget ? (
          <Tag tone="good">target</Tag>
        ) : isDropped ? (
          <Tag>dropped, no feature</Tag>
        ) : role !== null ? (
          <Tag>{`${role}, no feature`}</Tag>
        ) : (
          <Tag tone="note">feature</Tag>
        )}
      </div>
      {draft.spec && !isTarget ? (
        <div className="row">
          <Button size="compact-sm" onClick={() => setDropped(column.name)}>
            {isDropped ? 'Use as a feature' : 'Drop from the features'}
          </Button>
          <Button
            size="compact-sm"
            disabled={column.name === ''}
            title={column.name === '' ? 'A column without a name cannot be predicted' : undefined}
            onClick={() => void makeTarget(column.name)}
          >
            Make it the target
          </Button>
        </div>
      ) : null}
      {draft.spec && !isTarget ? <RoleSelect column={column.name} role={role} draft={draft} /> : null}
      {issues.length > 0 ? (
        <div>
          <h3>{findings.isComplete ? 'Issues' : 'Issues found so far'}</h3>
          <ul className="column-issues">
            {issues.map((issue) => (
              <li key={`${issue.detector}-${issue.title}`}>
                <Tag tone={issue.severity}>{issue.severity}</Tag>
                <button type="button" className="link-button" onClick={() => go('/issues')}>
                  {issue.title}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {draft.spec && !isTarget ? (
        <TargetRates version={version.id} target={draft.spec.target} column={column.name} />
      ) : null}
      {statistics ? (
        <ColumnFigures statistics={statistics} />
      ) : (
        <p className="dim">Statistics stand here once this column is counted.</p>
      )}
    </Inspector>
  );
}
