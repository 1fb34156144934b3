import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Problems } from '../../client/findings.ts';
import { profileQuestion } from '../../client/profile-question.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useProfile } from '../../client/use-profile.ts';
import { useProblems } from '../../frame/use-problems.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatPlural } from '../../ui/format.ts';
import { IconDots } from '../../ui/icons.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { InlineProgress } from '../../ui/progress-bar.tsx';
import { BadRows } from './bad-rows.tsx';
import { ColumnInspector } from './column-inspector.tsx';
import { dataHeadline, dataSentence } from './data-headline.ts';
import { RemoveVersion } from './remove-version.tsx';
import { RowGrid } from './row-grid.tsx';

/** A loaded version: what it is in a headline, its columns at a glance, all of its rows. */
export function DatasetView({
  version,
  versions,
  onAdd,
}: {
  version: DatasetVersion;
  versions: readonly DatasetVersion[];
  onAdd: () => void;
}) {
  const [, go] = useLocation();
  const draft = useDraft(version.id);
  const { profile, findings, view, failure, isStopped, start, stop } = useProfile(
    version.id,
    profileQuestion(draft),
  );
  const problems = useProblems(version.id, draft.spec);
  const [selected, setSelected] = useState<number | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const siblings = versions.filter(({ name }) => name === version.name).length;

  useCommands([
    { id: 'add-dataset', label: 'Add a dataset', group: 'This page', words: 'open load sample', run: onAdd },
    {
      id: 'remove-version',
      label: 'Remove this version',
      group: 'This page',
      words: 'delete',
      run: () => setRemoving(true),
    },
    ...version.columns.map(({ index, name }) => ({
      id: `column-${index}`,
      label: `Column ${columnLabel(name)}`,
      group: 'Columns',
      run: () => setSelected(index),
    })),
  ]);

  return (
    <div className="data-page">
      <PageHead
        title={dataHeadline(version, { problems, findings, isStopped: isStopped || failure !== null })}
        actions={
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button aria-label="More for this version" px={8}>
                  <IconDots size={16} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item color="red" onClick={() => setRemoving(true)}>
                  Remove this version
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button onClick={onAdd}>Add dataset</Button>
            <Button variant="filled" onClick={() => go(problems?.total === 0 ? '/split' : '/issues')}>
              {issuesAction(problems)}
            </Button>
          </>
        }
      >
        {dataSentence(version, { findings, versionCount: siblings })}
      </PageHead>
      <div className="stack">
        <BadRows version={version} />
        <ErrorNote error={draft.failure} />
        <ErrorNote
          error={failure}
          action={
            <Button size="compact-sm" onClick={start}>
              Try again
            </Button>
          }
        />
        <RowGrid
          version={version}
          findings={findings}
          target={draft.spec?.target.column ?? null}
          dropped={draft.spec?.recipe.drop ?? []}
          selected={selected}
          onSelect={(index) => setSelected(index === selected ? null : index)}
          foot={
            isStopped ? (
              <>
                <span className="grow">The statistics and checks were stopped.</span>
                <Button size="compact-sm" onClick={start}>
                  Go on
                </Button>
              </>
            ) : profile || failure || draft.failure ? null : (
              <InlineProgress view={view} label="Counting the columns" onStop={view ? stop : undefined} />
            )
          }
        />
      </div>
      {selected === null ? null : (
        <ColumnInspector
          version={version}
          index={selected}
          findings={findings}
          draft={draft}
          onClose={() => setSelected(null)}
        />
      )}
      <RemoveVersion version={version} isOpen={isRemoving} onClose={() => setRemoving(false)} />
    </div>
  );
}

function issuesAction(problems: Problems | null): string {
  if (problems === null) return 'See the issues';
  if (problems.total === 0) return 'Go on to the split';
  if (problems.open === 0) return 'See how they are answered';
  return problems.open === 1 ? 'See the problem' : `See the ${formatPlural(problems.open, 'problem')}`;
}
