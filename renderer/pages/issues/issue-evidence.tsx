import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { RecipeSpec } from '../../../core/contract/experiment.ts';
import type { Fix, Issue } from '../../../core/contract/profile.ts';
import { isApplied } from '../../client/apply-fix.ts';
import { EvidenceRows } from '../../ui/evidence-rows.tsx';
import { keepUnits } from '../../ui/format.ts';
import { Inspector } from '../../ui/inspector.tsx';
import { Tag } from '../../ui/tag.tsx';
import { FixButton, issueFigures } from './issue-item.tsx';

/** The rows that show an issue, the columns concerned first. */
export function IssueEvidence(props: {
  version: DatasetVersion;
  issue: Issue;
  target: string;
  recipe: RecipeSpec;
  onFix: (fix: Fix) => void;
  onClose: () => void;
}) {
  const { version, issue, target, recipe } = props;
  return (
    <Inspector title={issue.title} onClose={props.onClose}>
      <div className="row">
        <Tag tone={issue.severity}>{issue.severity}</Tag>
        <span className="mono dim">{issue.detector}</span>
      </div>
      <p>{keepUnits(issue.message)}</p>
      <p className="dim num">{issueFigures(issue).join(' · ')}</p>
      {issue.fixes.length > 0 ? (
        <div className="row">
          {issue.fixes.map((fix) => (
            <FixButton
              key={fix.label}
              fix={fix}
              isOn={isApplied(recipe, fix)}
              onClick={() => props.onFix(fix)}
            />
          ))}
        </div>
      ) : null}
      <EvidenceRows
        label="Rows as evidence"
        version={version.id}
        columns={version.columns}
        rowNumbers={issue.rows}
        concerned={issue.columns}
        count={issue.count}
        target={target}
      />
    </Inspector>
  );
}
