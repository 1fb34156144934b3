import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { isNoFeature } from '../../../core/contract/apply-fix.ts';
import type { ExperimentSpec, RecipeSpec } from '../../../core/contract/experiment.ts';
import type { Fix, Issue } from '../../../core/contract/profile.ts';
import { applyFixToSpec } from '../../client/apply-fix.ts';
import { formatPlural } from '../../ui/format.ts';
import { FixEffect } from './fix-effect.tsx';
import { splitText } from './fix-effect-text.ts';
import { issueKey } from './issue-key.ts';

/** Shows what would change before the problems are fixed: rows and cells of each fix by itself, each to be left out. */
export function FixDialog(props: {
  isOpen: boolean;
  issues: readonly Issue[];
  columnCount: number;
  spec: ExperimentSpec;
  onApply: (fixes: readonly Fix[]) => void;
  onClose: () => void;
}) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="What would change" size="lg">
      <Choices {...props} />
    </Modal>
  );
}

function Choices(props: Parameters<typeof FixDialog>[0]) {
  const [left, setLeft] = useState<readonly string[]>([]);
  const fixes = props.issues.flatMap((issue) => {
    const [fix] = issue.fixes;
    return fix && !left.includes(issueKey(issue)) ? [fix] : [];
  });
  return (
    <div className="stack">
      <ul className="fix-list">
        {props.issues.map((issue) => {
          const key = issueKey(issue);
          const [fix] = issue.fixes;
          if (!fix) return null;
          return (
            <li key={key}>
              <Checkbox
                label={<strong>{fix.label}</strong>}
                checked={!left.includes(key)}
                onChange={(event) =>
                  setLeft(event.target.checked ? left.filter((each) => each !== key) : [...left, key])
                }
              />
              <p className="fix-note">{issue.title}</p>
              <FixEffect spec={props.spec} fix={fix} />
            </li>
          );
        })}
      </ul>
      <p className="dim sm" style={{ margin: 0 }}>
        {consequence(props.spec, fixes, props.columnCount)} The data stays as it is; one undo takes all of it
        back.
      </p>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button
          variant="filled"
          disabled={fixes.length === 0}
          onClick={() => {
            props.onApply(fixes);
            props.onClose();
          }}
        >
          Change the recipe
        </Button>
      </div>
    </div>
  );
}

/** What all of them together lead to. */
function consequence(spec: ExperimentSpec, fixes: readonly Fix[], columnCount: number): string {
  const after = fixes.reduce(applyFixToSpec, spec);
  const before = columnCount - 1 - unusedCount(spec.recipe);
  const left = columnCount - 1 - unusedCount(after.recipe);
  const { kind } = after.split;
  const split = kind === spec.split.kind ? '' : ` The rows would be split ${splitText[kind]}.`;
  const features =
    before === left
      ? `${formatPlural(before, 'column')} can be features, as before.`
      : `${formatPlural(left, 'column')} instead of ${before} would be features.`;
  return `Together: ${features}${split}`;
}

/** Columns that are dropped or no features by their role. */
function unusedCount(recipe: RecipeSpec): number {
  const named = new Set([...recipe.drop, ...Object.keys(recipe.roles)]);
  return [...named].filter((name) => isNoFeature(recipe, name)).length;
}
