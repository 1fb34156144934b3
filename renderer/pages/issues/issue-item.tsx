import { Button } from '@mantine/core';
import type { RecipeSpec } from '../../../core/contract/experiment.ts';
import type { Fix, Issue } from '../../../core/contract/profile.ts';
import { isAnswered, isApplied } from '../../client/apply-fix.ts';
import { formatCount, formatNumber, formatPercent, keepUnits } from '../../ui/format.ts';
import { IconArrowBackUp, IconCheck } from '../../ui/icons.ts';
import { Tag } from '../../ui/tag.tsx';

/** One issue: how bad, what, why it matters, the figures, its evidence and its fixes. */
export function IssueItem(props: {
  issue: Issue;
  recipe: RecipeSpec;
  isOpen: boolean;
  onOpen: () => void;
  onFix: (fix: Fix) => void;
}) {
  const { issue, recipe, isOpen } = props;
  const answered = isAnswered(recipe, issue);
  return (
    <article className="issue" data-open={isOpen || undefined} data-answered={answered || undefined}>
      <div>
        <Tag tone={issue.severity}>{issue.severity}</Tag>
      </div>
      <div className="issue-text">
        <h3>{issue.title}</h3>
        <p>{keepUnits(issue.message)}</p>
        <div className="issue-figures num">
          {answered ? (
            <span className="issue-answered">
              <IconCheck size={13} /> answered by the recipe
            </span>
          ) : null}
          <span className="mono">{issue.detector}</span>
          {issueFigures(issue).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
        </div>
      </div>
      <div className="issue-actions">
        {issue.fixes.map((fix) => (
          <FixButton
            key={fix.label}
            fix={fix}
            isOn={isApplied(recipe, fix)}
            onClick={() => props.onFix(fix)}
          />
        ))}
        {issue.rows.length > 0 ? (
          <Button size="compact-sm" aria-expanded={isOpen} onClick={props.onOpen}>
            {isOpen ? 'Hide rows' : 'Show rows'}
          </Button>
        ) : null}
      </div>
    </article>
  );
}

/** Takes a fix, or takes it back when the recipe has it. */
export function FixButton({ fix, isOn, onClick }: { fix: Fix; isOn: boolean; onClick: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant={isOn ? 'light' : 'default'}
      aria-pressed={isOn}
      title={isOn ? 'Take it back' : undefined}
      rightSection={isOn ? <IconArrowBackUp size={14} /> : undefined}
      onClick={onClick}
    >
      {fix.label}
    </Button>
  );
}

/** The figures of an issue as short texts: statistic with threshold, count with share. */
export function issueFigures(issue: Issue): string[] {
  const figures: string[] = [];
  if (issue.statistic !== null) {
    const limit = issue.threshold === null ? '' : `, threshold ${formatNumber(issue.threshold)}`;
    figures.push(`${issue.measure} ${formatNumber(issue.statistic)}${limit}`);
  }
  if (issue.count > 0) figures.push(`${formatCount(issue.count)} (${formatPercent(issue.share)} of rows)`);
  return figures;
}
