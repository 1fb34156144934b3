import { Select } from '@mantine/core';
import { useState } from 'react';
import type { RecipeSpec } from '../../../core/contract/experiment.ts';
import type { Fix, Issue, Severity } from '../../../core/contract/profile.ts';
import { isAnswered } from '../../client/apply-fix.ts';
import type { Findings } from '../../client/findings.ts';
import { Card } from '../../ui/card.tsx';
import { chosenName, columnChoices } from '../../ui/column-name.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IssueItem } from './issue-item.tsx';
import { issueKey } from './issue-key.ts';
import './issues.css';

type Filter = Severity | 'all' | 'open';

const filters: readonly { readonly value: Filter; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'error', label: 'Errors' },
  { value: 'warning', label: 'Warnings' },
  { value: 'note', label: 'Notes' },
];

/** The choice that narrows nothing; no check has this name, and no column this key. */
const every = 'every';

/** The issues found, worst first, to be narrowed by severity, detector and column. */
export function IssueList(props: {
  findings: Findings;
  recipe: RecipeSpec;
  opened: string | null;
  onOpen: (issue: Issue) => void;
  onFix: (fix: Fix) => void;
}) {
  const { recipe } = props;
  const { issues, isComplete } = props.findings;
  const [filter, setFilter] = useState<Filter>('all');
  const [detector, setDetector] = useState(every);
  const [column, setColumn] = useState(every);

  const matches = (issue: Issue, by: Filter): boolean =>
    by === 'all' || (by === 'open' ? !isAnswered(recipe, issue) : issue.severity === by);
  const narrowed = issues.filter(
    (issue) =>
      (detector === every || issue.detector === detector) &&
      (column === every || issue.columns.includes(chosenName(column))),
  );
  const shown = narrowed.filter((issue) => matches(issue, filter));
  const detectors = [...new Set(issues.map((issue) => issue.detector))].sort();
  const columns = columnChoices(issues.flatMap((issue) => issue.columns)).sort((a, b) =>
    a.label < b.label ? -1 : 1,
  );

  if (issues.length === 0) {
    return (
      <Card>
        {isComplete ? (
          <EmptyState title="No check found anything.">
            That is no proof that the data is right, only that it has none of the faults that are looked for.
            The checks are listed below.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing was found so far.">
            Findings stand here as soon as a check makes them, worst first.
          </EmptyState>
        )}
      </Card>
    );
  }
  return (
    <Card
      title={isComplete ? 'By harm' : 'By harm, so far'}
      className="issue-list"
      flush
      aside={
        <>
          <fieldset className="issue-filters" aria-label="Severity">
            {filters.map(({ value, label }) => (
              <button
                key={value}
                type="button"
                aria-pressed={filter === value}
                onClick={() => setFilter(value)}
              >
                {label}{' '}
                <span className="num">{narrowed.filter((issue) => matches(issue, value)).length}</span>
              </button>
            ))}
          </fieldset>
          <div className="row">
            <Select
              aria-label="Check"
              allowDeselect={false}
              data={[{ value: every, label: 'every check' }, ...detectors]}
              value={detector}
              onChange={(value) => setDetector(value ?? every)}
              w={148}
            />
            <Select
              aria-label="Column"
              allowDeselect={false}
              searchable
              data={[{ value: every, label: 'every column' }, ...columns]}
              value={column}
              onChange={(value) => setColumn(value ?? every)}
              w={148}
            />
          </div>
        </>
      }
    >
      {shown.length === 0 ? <EmptyState title="No issue is left with this filter." /> : null}
      {shown.map((issue) => (
        <IssueItem
          key={issueKey(issue)}
          issue={issue}
          recipe={recipe}
          isOpen={issueKey(issue) === props.opened}
          onOpen={() => props.onOpen(issue)}
          onFix={props.onFix}
        />
      ))}
    </Card>
  );
}
