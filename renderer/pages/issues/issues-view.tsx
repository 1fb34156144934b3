import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Fix, Issue } from '../../../core/contract/profile.ts';
import { applyFixToSpec, describeFix, isAnswered } from '../../client/apply-fix.ts';
import { emptyView } from '../../client/job-view.ts';
import { profileQuestion } from '../../client/profile-question.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useProfile } from '../../client/use-profile.ts';
import { Card } from '../../ui/card.tsx';
import { useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { capital, formatPlural } from '../../ui/format.ts';
import { IconArrowBackUp } from '../../ui/icons.ts';
import { notify } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';
import { TargetPicker } from '../../ui/target-picker.tsx';
import { AppliedFixes } from './applied-fixes.tsx';
import { AssociationCard } from './association-card.tsx';
import { Checks } from './checks.tsx';
import { ExportIssues } from './export-issues.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { IssueEvidence } from './issue-evidence.tsx';
import { issueKey } from './issue-key.ts';
import { IssueList } from './issue-list.tsx';
import { issuesHeadline, issuesSentence } from './issues-headline.ts';
import { MissingnessCard } from './missingness-card.tsx';
import { ReportButton } from './report-button.tsx';
import { ThresholdsDialog } from './thresholds-dialog.tsx';
import { ThresholdsNote } from './thresholds-note.tsx';
import { useFixToggle } from './use-fix-toggle.tsx';

/** The issues of one version with the draft's target, and the fixes that its recipe takes. */
export function IssuesView({ version }: { version: DatasetVersion }) {
  const [, go] = useLocation();
  const draft = useDraft(version.id);
  const { spec } = draft;
  const { profile, findings, view, failure, isStopped, start, stop } = useProfile(
    version.id,
    profileQuestion(draft),
  );
  const isExamining = !profile && !isStopped && !failure && !draft.failure;
  const [opened, setOpened] = useState<string | null>(null);
  const [isFixing, setFixing] = useState(false);
  const [isSetting, setSetting] = useState(false);

  const { issues } = findings;
  const open = spec ? issues.filter((issue) => !isAnswered(spec.recipe, issue)) : issues;
  const openErrors = open.filter(({ severity }) => severity === 'error');
  const fixable = openErrors.filter(({ fixes }) => fixes.length > 0);
  const shown = issues.find((issue) => issueKey(issue) === opened) ?? null;

  const fixing = useFixToggle(spec, draft);

  function fixAll(fixes: readonly Fix[]): void {
    const label = fixes.map(describeFix).join('; ');
    draft.update(label, (before) => fixes.reduce(applyFixToSpec, before));
    notify({ text: `${capital(label)}.`, actions: [{ label: 'Undo', run: draft.undo }] });
  }

  const mainAction =
    fixable.length > 0 ? `Fix the ${formatPlural(fixable.length, 'problem')}`.replace('1 ', '') : null;
  const pageCommand = { group: 'This page' } as const;
  useCommands([
    ...(mainAction && profile
      ? [{ ...pageCommand, id: 'fix-all', label: mainAction, run: () => setFixing(true) }]
      : []),
    ...(spec
      ? [{ ...pageCommand, id: 'thresholds', label: 'Change thresholds', run: () => setSetting(true) }]
      : []),
  ]);

  return (
    <>
      <PageHead
        title={issuesHeadline({ version, profile, open, isStopped, failed: failure !== null })}
        progress={
          isExamining ? (
            <JobProgress view={view ?? emptyView} waitingFor="Counting the columns" onStop={stop} />
          ) : isStopped ? (
            <Button onClick={start}>Run the checks again</Button>
          ) : null
        }
        actions={
          <>
            {draft.lastStep ? (
              <Button
                leftSection={<IconArrowBackUp size={16} />}
                onClick={draft.undo}
                title={draft.lastStep.label}
              >
                Undo
              </Button>
            ) : null}
            <ReportButton version={version} profile={profile} thresholds={spec?.thresholds} />
            <ExportIssues version={version} profile={profile} />
            <Button
              variant="filled"
              disabled={!profile}
              onClick={() => (mainAction ? setFixing(true) : go('/split'))}
            >
              {mainAction ?? 'Go on to the split'}
            </Button>
          </>
        }
      >
        {profile ? issuesSentence(profile, open) : null}
      </PageHead>
      <div className="stack">
        <ErrorNote error={draft.failure} />
        <Card title="What is to be predicted" aside="Leaks and imbalance are judged against it">
          <TargetPicker version={version} draft={draft} columns={findings.columns} isCounting={isExamining} />
        </Card>
        <ErrorNote
          error={failure}
          action={
            <Button size="compact-sm" onClick={start}>
              Try again
            </Button>
          }
        />
        {spec ? (
          <>
            <ThresholdsNote thresholds={spec.thresholds} onChange={() => setSetting(true)} />
            <IssueList
              findings={findings}
              recipe={spec.recipe}
              opened={opened}
              onOpen={(issue: Issue) => setOpened(issueKey(issue) === opened ? null : issueKey(issue))}
              onFix={fixing.toggle}
            />
            <AppliedFixes recipe={spec.recipe} onRemove={fixing.toggle} />
          </>
        ) : null}
        {profile && spec ? (
          <>
            <AssociationCard version={version.id} target={spec.target} />
            <MissingnessCard version={version.id} />
            <Checks profile={profile} onThresholds={() => setSetting(true)} />
          </>
        ) : null}
      </div>
      {shown && spec ? (
        <IssueEvidence
          key={opened}
          version={version}
          issue={shown}
          target={spec.target.column}
          recipe={spec.recipe}
          onFix={fixing.toggle}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {fixing.dialog}
      {spec && isSetting ? (
        <ThresholdsDialog spec={spec} draft={draft} onClose={() => setSetting(false)} />
      ) : null}
      {spec ? (
        <FixDialog
          isOpen={isFixing}
          issues={fixable}
          columnCount={version.columns.length}
          spec={spec}
          onApply={fixAll}
          onClose={() => setFixing(false)}
        />
      ) : null}
    </>
  );
}
