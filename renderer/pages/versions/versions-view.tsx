import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import type { VersionDiff } from '../../../core/contract/version.ts';
import { openDataFile } from '../../client/open-file.ts';
import type { KeptResult } from '../../client/use-kept-result.ts';
import { Card } from '../../ui/card.tsx';
import { useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { InlineProgress } from '../../ui/progress-bar.tsx';
import { type ChosenPair, choosePair, useChosenPair } from './chosen-pair.ts';
import { proposePair, versionName } from './chosen-versions.ts';
import { ContractCard } from './contract-card.tsx';
import { ContractDialog, type ContractDraft } from './contract-dialog.tsx';
import { DiffCards } from './diff-cards.tsx';
import { DiffProgress } from './diff-progress.tsx';
import { NotesInspector } from './notes-inspector.tsx';
import { PairPicker } from './pair-picker.tsx';
import { useContractDraft } from './use-contract-draft.ts';
import { useDiff } from './use-diff.ts';
import { VersionList } from './version-list.tsx';
import { versionQueries } from './version-queries.ts';

/** The versions of one dataset: two of them compared, its contract, and notes on each. */
export function VersionsView(props: { version: DatasetVersion; versions: readonly DatasetVersion[] }) {
  const { version, versions } = props;
  const [, go] = useLocation();
  const chosen = useChosenPair(version.id);
  const [noted, setNoted] = useState<DatasetVersionId | null>(null);
  const find = (id: DatasetVersionId | undefined) => versions.find((each) => each.id === id) ?? null;
  const proposed = proposePair(versions, version);
  const before = find(chosen?.before) ?? proposed?.before ?? null;
  const after = find(chosen?.after) ?? proposed?.after ?? version;
  const isPair = before !== null && before.id !== after.id;

  const key = chosen?.key ?? [];
  const choose = (pair: ChosenPair) => choosePair(version.id, pair);
  const diff = useDiff(before, after, key);
  const { data: contract } = useQuery(versionQueries.contract(version.name));
  const draft = useContractDraft(after);
  const own = versions.filter(({ name }) => name === version.name);

  const load = () => void openDataFile(go);
  const learn = contract === null ? draft.learn : null;
  useCommands([
    ...(learn
      ? [{ id: 'learn-contract', label: 'Learn a contract', group: 'This page', run: () => void learn() }]
      : []),
    ...(isPair
      ? [
          {
            id: 'swap-versions',
            label: 'Swap the two versions',
            group: 'This page',
            run: () => choose({ before: after.id, after: before.id, key: [] }),
          },
        ]
      : []),
  ]);

  return (
    <>
      <PageHead
        title={headline({ isPair, diff, before, after })}
        actions={
          <>
            {learn ? <Button onClick={load}>Load a later file</Button> : null}
            {contract === undefined ? null : (
              <Button
                variant="filled"
                loading={draft.isLearning}
                onClick={() => (learn ? void learn() : load())}
              >
                {learn ? 'Learn a contract' : 'Load a later file'}
              </Button>
            )}
          </>
        }
      >
        {isPair
          ? (diff.result?.detail ?? 'Every row of both versions is read; nothing is sampled.')
          : `A later file loaded under the name ${version.name} becomes its next version; what changed then stands here. Versions of other datasets can be compared with it as well.`}
      </PageHead>
      <div className="stack versions">
        <ErrorNote error={draft.failure} />
        {draft.isLearning ? (
          <InlineProgress view={null} label={`Learning from ${versionName(after)}`} onStop={draft.stop} />
        ) : null}
        <Card title="Compare">
          <PairPicker
            versions={versions}
            before={before}
            after={after}
            rowKey={key}
            usedKey={diff.result?.rows.key ?? []}
            onPair={(pair) => choose({ ...pair, key: [] })}
            onKey={(names) => before && choose({ before: before.id, after: after.id, key: names })}
          />
        </Card>
        <ErrorNote error={diff.failure} />
        {diff.view ? (
          <DiffProgress key={`${before?.id}${after.id}${key}`} view={diff.view} onStop={diff.stop} />
        ) : null}
        {isPair && diff.isStopped ? (
          <Card title="The comparison was stopped">
            <Button onClick={diff.start}>Compare</Button>
          </Card>
        ) : null}
        {isPair && diff.result && before ? (
          <DiffCards key={`${before.id}${after.id}`} diff={diff.result} before={before} after={after} />
        ) : null}
        {contract === null ? (
          <Card title={`Contract of ${version.name}`}>
            <EmptyState title="No contract yet">
              A contract says what every version must look like: types, ranges, categories, missing cells, and
              which other datasets it refers to. Learn one from a version, edit it, and each later version is
              checked when it is loaded.
            </EmptyState>
          </Card>
        ) : null}
        {contract ? (
          <ContractCard contract={contract} version={after} onEdit={() => draft.edit(contract)} />
        ) : null}
        <VersionList versions={own} selected={noted} hasContract={Boolean(contract)} onSelect={setNoted} />
      </div>
      <NotesPlace version={find(noted ?? undefined)} onClose={() => setNoted(null)} />
      <DraftPlace draft={draft.draft} dataset={version.name} onClose={draft.close} />
    </>
  );
}

function NotesPlace({ version, onClose }: { version: DatasetVersion | null; onClose: () => void }) {
  return version ? <NotesInspector key={version.id} version={version} onClose={onClose} /> : null;
}

function DraftPlace(props: { draft: ContractDraft | null; dataset: string; onClose: () => void }) {
  const { draft } = props;
  return draft ? <ContractDialog draft={draft} dataset={props.dataset} onClose={props.onClose} /> : null;
}

function headline(options: {
  isPair: boolean;
  diff: KeptResult<VersionDiff>;
  before: DatasetVersion | null;
  after: DatasetVersion;
}): string {
  const { isPair, diff, before, after } = options;
  if (!isPair || !before) return `${after.name} has one version so far.`;
  if (diff.result) return diff.result.headline;
  const pair = `${versionName(before)} and ${versionName(after)}`;
  return diff.view ? `Comparing ${pair}.` : `${pair} have not been compared.`;
}
