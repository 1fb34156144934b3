import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import { ClassShareChart } from '../../charts/class-share-chart.tsx';
import { profileQuestion } from '../../client/profile-question.ts';
import { type Draft, useDraft } from '../../client/use-draft.ts';
import { useKnownColumns } from '../../client/use-profile.ts';
import { useVersion } from '../../client/use-version.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProgressTrack } from '../../ui/progress-bar.tsx';
import { TargetPicker } from '../../ui/target-picker.tsx';
import { WarningList } from '../compare/warning-list.tsx';
import { PartsFields } from './parts-fields.tsx';
import { PartsTable } from './parts-table.tsx';
import { crossingVerdict, useSplitChecks } from './split-checks.ts';
import { SplitChecksCard } from './split-checks-card.tsx';
import { useSplitPreview } from './split-preview.ts';
import { excludedText, splitVerdict } from './split-verdict.ts';
import './split.css';

/** What is predicted, and are the parts fit for an honest answer? */
export default function SplitPage() {
  const { version, isPending, error } = useVersion();
  if (error) return <ErrorNote error={error} />;
  if (isPending) return null;
  return version ? <SplitVersion key={version.id} version={version} /> : <NoData />;
}

function SplitVersion({ version }: { version: DatasetVersion }) {
  const [, go] = useLocation();
  const draft = useDraft(version.id);
  const columns = useKnownColumns(version.id, profileQuestion(draft));
  const preview = useSplitPreview(draft.spec);
  const split = preview.error ? undefined : preview.data;
  const checked = useSplitChecks(draft.spec, split !== undefined && !preview.isPlaceholderData);
  const crossing = crossingVerdict(checked.result);
  const needsTarget = draft.failure?.code === 'TARGET_MISSING';
  return (
    <>
      <PageHead
        title={titleOf({
          draft,
          hasFailed: preview.error !== null,
          verdict: split && (crossing ?? splitVerdict(split)),
        })}
        actions={
          split && (
            <Button variant="filled" onClick={() => go('/train')}>
              Go to Train
            </Button>
          )
        }
      >
        {split
          ? ((crossing === null ? null : `The parts: ${splitVerdict(split)}`) ??
            excludedText(split) ??
            'Each row stands in exactly one part. Nothing is fitted on validation or test rows.')
          : null}
      </PageHead>
      <div className="cols split-cols">
        <div className="stack">
          <Card title="Target">
            <TargetPicker version={version} draft={draft} columns={columns} />
          </Card>
          {draft.spec && (
            <Card title="Parts">
              <PartsFields spec={draft.spec} columns={version.columns} draft={draft} />
            </Card>
          )}
        </div>
        <div className="stack">
          {draft.failure && !needsTarget && <ErrorNote error={draft.failure} />}
          <ErrorNote error={preview.error} />
          {draft.spec && preview.isPending && (
            <Card title="Rows and classes per part">
              <ProgressTrack value={null} label="Parting the rows" />
            </Card>
          )}
          {split && !checked.result && <WarningList warnings={split.warnings} />}
          {split && (
            <Card title="Rows and classes per part" flush>
              <PartsTable split={split} />
            </Card>
          )}
          {split && (
            <Card title="Classes">
              <ClassShareChart split={split} />
            </Card>
          )}
        </div>
        {split && draft.spec && (
          <div className="split-all">
            <SplitChecksCard version={version} spec={draft.spec} draft={draft} state={checked} />
          </div>
        )}
      </div>
    </>
  );
}

function titleOf(state: { draft: Draft; hasFailed: boolean; verdict: string | undefined }): string {
  const { draft, hasFailed, verdict } = state;
  if (verdict) return verdict;
  if (draft.failure?.code === 'TARGET_MISSING')
    return 'No column looks like a target. Choose the one to predict.';
  if (draft.failure || hasFailed) return 'These rows cannot be parted like this yet.';
  return 'Parting the rows …';
}

function NoData() {
  const [, go] = useLocation();
  return (
    <>
      <PageHead title="There are no rows to part yet." />
      <EmptyState
        title="Load a dataset first"
        action={
          <Button variant="filled" onClick={() => go('/data')}>
            Go to Data
          </Button>
        }
      >
        Then a target is proposed, and the rows are parted into train, validation and a sealed test part.
      </EmptyState>
    </>
  );
}
