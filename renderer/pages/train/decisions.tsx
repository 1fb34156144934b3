import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import { client } from '../../client/client.ts';
import { profileQuestion } from '../../client/profile-question.ts';
import { jobStarted } from '../../client/queries.ts';
import { type Draft, useDraft } from '../../client/use-draft.ts';
import { useKnownColumns } from '../../client/use-profile.ts';
import { Card } from '../../ui/card.tsx';
import { useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatPlural, formatTarget } from '../../ui/format.ts';
import { IconPlayerPlay } from '../../ui/icons.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { TargetPicker } from '../../ui/target-picker.tsx';
import { Term } from '../../ui/term.tsx';
import { WarningList } from '../compare/warning-list.tsx';
import { useSplitPreview } from '../split/split-preview.ts';
import { excludedText, splitVerdict } from '../split/split-verdict.ts';
import { DroppedColumns } from './dropped-columns.tsx';
import { ExperimentFile } from './experiment-file.tsx';
import { LearnerList } from './learner-list.tsx';
import { showRun } from './shown-run.ts';

/** The four decisions before a training, each with a proposal made: target, split, learners, go. */
export function Decisions({ version }: { version: DatasetVersion }) {
  const draft = useDraft(version.id);
  const columns = useKnownColumns(version.id, profileQuestion(draft));
  const preview = useSplitPreview(draft.spec);
  const [isStarting, setIsStarting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { spec } = draft;

  const start = async () => {
    if (!spec) return;
    setIsStarting(true);
    setError(null);
    try {
      const { job } = await client.run.start({ spec });
      jobStarted(job);
      showRun(job);
    } catch (thrown) {
      setError(thrown);
      setIsStarting(false);
    }
  };

  useCommands([
    {
      id: 'start-training',
      label: 'Start training',
      group: 'This page',
      words: 'run go fit',
      isDisabled: !spec || isStarting || preview.error !== null,
      run: () => void start(),
    },
  ]);

  return (
    <>
      <PageHead
        title={titleOf(draft, version, preview)}
        actions={
          spec && (
            <>
              <ExperimentFile spec={spec} />
              <Button
                variant="filled"
                leftSection={<IconPlayerPlay size={15} />}
                loading={isStarting}
                disabled={preview.error !== null}
                onClick={() => void start()}
              >
                Start training
              </Button>
            </>
          )
        }
      >
        {spec &&
          'Four decisions, each already proposed: target, split, learners, go. Changes are saved at once and can be undone.'}
      </PageHead>
      <ErrorNote error={error} />
      {draft.failure && draft.failure.code !== 'TARGET_MISSING' && <ErrorNote error={draft.failure} />}
      <div className="cols train-cols">
        <div className="stack">
          <Card title="1  Target">
            <TargetPicker version={version} draft={draft} columns={columns} />
          </Card>
          {spec && (
            <Card title="2  Split" aside={<Link href="/split">Change</Link>}>
              <SplitDecision preview={preview} />
            </Card>
          )}
          {spec && (
            <Card title="Columns left out">
              <DroppedColumns version={version} spec={spec} draft={draft} columns={columns} />
            </Card>
          )}
        </div>
        {spec && (
          <div className="stack">
            <Card title="3  Learners" aside={<LearnersReason draft={draft} />}>
              <LearnerList spec={spec} draft={draft} />
            </Card>
            <Card title="4  Go">
              <GoFields spec={spec} draft={draft} isBinary={preview.data?.positiveIndex !== null} />
            </Card>
          </div>
        )}
      </div>
    </>
  );
}

function titleOf(
  { spec, failure }: Draft,
  version: DatasetVersion,
  { data: split, error }: ReturnType<typeof useSplitPreview>,
): string {
  if (spec && error) return 'Not ready to train: the target or the split cannot be used.';
  if (spec) {
    const positive = split?.classNames[split.positiveIndex ?? -1];
    const target = positive === undefined ? spec.target : { positive, ...spec.target };
    return `Ready to train ${formatPlural(spec.learners.length, 'learner')} on ${version.name} to predict ${formatTarget(target)}.`;
  }
  if (failure?.code === 'TARGET_MISSING') return 'No column looks like a target. Choose the one to predict.';
  return failure ? 'This experiment cannot be prepared.' : 'Preparing a proposal …';
}

function SplitDecision({ preview }: { preview: ReturnType<typeof useSplitPreview> }) {
  const [, go] = useLocation();
  if (preview.error) {
    return (
      <ErrorNote
        error={preview.error}
        action={
          <Button size="compact-sm" onClick={() => go('/split')}>
            Go to Split
          </Button>
        }
      />
    );
  }
  if (!preview.data) return <p className="dim sm split-reason">Parting the rows …</p>;
  const excluded = excludedText(preview.data);
  return (
    <div className="stack" style={{ gap: 'var(--s3)' }}>
      <p style={{ margin: 0 }}>{splitVerdict(preview.data)}</p>
      {excluded && <p className="dim sm split-reason">{excluded}</p>}
      <WarningList warnings={preview.data.warnings} />
    </div>
  );
}

function LearnersReason({ draft }: { draft: Draft }) {
  return <span className="sm">{draft.reasons.find((reason) => reason.part === 'learners')?.text}</span>;
}

const OBJECTIVES = [
  { value: 'f1', label: 'F1' },
  { value: 'mcc', label: 'MCC' },
  { value: 'balanced-accuracy', label: 'Balanced accuracy' },
] as const;

function GoFields({ spec, draft, isBinary }: { spec: ExperimentSpec; draft: Draft; isBinary: boolean }) {
  const [name, setName] = useState(spec.name);
  useEffect(() => setName(spec.name), [spec.name]);
  const commitName = () => {
    const next = name.trim().slice(0, 200);
    if (next === '') setName(spec.name);
    else if (next !== spec.name) draft.update(`Name ${next}`, (before) => ({ ...before, name: next }));
  };
  return (
    <div className="go-fields">
      <TextInput
        label="Name of the experiment"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={commitName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commitName();
        }}
      />
      {isBinary && (
        <Select
          label={
            <>
              The <Term name="threshold" /> maximises, on validation
            </>
          }
          allowDeselect={false}
          data={OBJECTIVES.map((each) => ({ ...each }))}
          value={spec.threshold.objective}
          onChange={(value) => {
            const objective = OBJECTIVES.find((each) => each.value === value);
            if (!objective) return;
            draft.update(`Threshold by ${objective.label}`, (before) => ({
              ...before,
              threshold: { objective: objective.value },
            }));
          }}
        />
      )}
      <p className="dim sm go-note">
        All learners see the same parts, the same features and seed {spec.seed}. Training runs in the
        background: the page can be left, and it can be stopped.
      </p>
    </div>
  );
}
