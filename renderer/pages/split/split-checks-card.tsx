import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { Issue } from '../../../core/contract/profile.ts';
import type { SplitChecks } from '../../../core/contract/split-check.ts';
import type { Draft } from '../../client/use-draft.ts';
import type { KeptResult } from '../../client/use-kept-result.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatPlural } from '../../ui/format.ts';
import { InlineProgress } from '../../ui/progress-bar.tsx';
import { IssueEvidence } from '../issues/issue-evidence.tsx';
import { IssueItem } from '../issues/issue-item.tsx';
import { issueKey } from '../issues/issue-key.ts';
import { useFixToggle } from '../issues/use-fix-toggle.tsx';
import '../issues/issues.css';

/** What speaks against the split, worst first, with its rows and fixes. */
export function SplitChecksCard(props: {
  version: DatasetVersion;
  spec: ExperimentSpec;
  draft: Draft;
  state: KeptResult<SplitChecks>;
}) {
  const { version, spec, draft, state } = props;
  const { result: checks } = state;
  const [opened, setOpened] = useState<string | null>(null);
  const issues = checks?.issues.map(aboutRows) ?? [];
  const shown = issues.find((issue) => issueKey(issue) === opened) ?? null;
  const { toggle, dialog } = useFixToggle(spec, draft);

  return (
    <Card
      title="Checks of the split"
      aside={checks ? `${formatPlural(checks.outcomes.length, 'check')}${sampleText(checks.outcomes)}` : null}
      className="issue-list"
      flush
    >
      <ErrorNote
        error={state.failure}
        action={
          <Button size="compact-sm" onClick={state.start}>
            Try again
          </Button>
        }
      />
      {state.view ? (
        <div className="split-checking">
          <InlineProgress view={state.view} label="Comparing the parts over all rows" />
          <Button size="compact-sm" onClick={state.stop}>
            Stop
          </Button>
        </div>
      ) : null}
      {state.isStopped ? (
        <div className="split-checking">
          <span className="dim">The parts were not checked.</span>
          <Button size="compact-sm" onClick={state.start}>
            Check the split
          </Button>
        </div>
      ) : null}
      {checks && issues.length === 0 ? (
        <p className="split-clean">
          Nothing stands on both sides: no row, group or index is in two parts, and the parts are alike.
        </p>
      ) : null}
      {issues.map((issue) => (
        <IssueItem
          key={issueKey(issue)}
          issue={issue}
          recipe={spec.recipe}
          isOpen={issueKey(issue) === opened}
          onOpen={() => setOpened(issueKey(issue) === opened ? null : issueKey(issue))}
          onFix={toggle}
        />
      ))}
      {shown ? (
        <IssueEvidence
          key={opened}
          version={version}
          issue={{ ...shown, columns: columnsOf(checks?.issues ?? [], shown) }}
          target={spec.target.column}
          recipe={spec.recipe}
          onFix={toggle}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {dialog}
    </Card>
  );
}

/** Leaving a column out of the features does not answer a finding about rows, so the list names no columns. */
function aboutRows(issue: Issue): Issue {
  return { ...issue, columns: [] };
}

function columnsOf(issues: readonly Issue[], shown: Issue): string[] {
  return issues.find((issue) => issueKey(aboutRows(issue)) === issueKey(shown))?.columns ?? [];
}

function sampleText(outcomes: readonly { sampledRows: number | null }[]): string {
  const sampled = outcomes.flatMap(({ sampledRows }) => sampledRows ?? []);
  return sampled.length === 0
    ? ', all rows'
    : `, ${sampled.length} on a sample of ${formatCount(Math.min(...sampled))} rows`;
}
