import { Select } from '@mantine/core';
import type { DatasetVersion } from '../../core/contract/dataset.ts';
import type { ColumnStatistics, Profile, TargetSpec } from '../../core/contract/profile.ts';
import type { Draft } from '../client/use-draft.ts';
import { withTarget } from '../client/with-target.ts';
import { cellText } from './cell-text.tsx';
import { formatCount, formatTarget } from './format.ts';
import './target-picker.css';

/** More classes than this are no classes. */
const mostClasses = 100;

/**
 * Chooses the column to predict and the class that the question is about, with the reason of the proposal.
 * Edits the draft, so it can be undone.
 */
export function TargetPicker(props: { version: DatasetVersion; draft: Draft; profile: Profile | null }) {
  const { version, draft, profile } = props;
  const { spec } = draft;
  if (!spec) return null;
  const { target } = spec;
  const statistics = profile?.columns.find(({ column }) => column.name === target.column) ?? null;
  const reason = draft.reasons.find(({ part }) => part === 'target')?.text;

  function choose(next: TargetSpec): void {
    draft.update(`predict ${formatTarget(next)}`, (before) => withTarget(before, next));
  }

  return (
    <div className="target-picker">
      <Select
        label="Column to predict"
        searchable
        allowDeselect={false}
        value={target.column}
        data={version.columns.map(({ name, index }) => columnChoice(name, profile?.columns[index] ?? null))}
        onChange={(column) => column !== null && choose({ column })}
      />
      <PositiveClass target={target} statistics={statistics} onChange={choose} />
      {reason ? <p className="target-reason">{reason}</p> : null}
    </div>
  );
}

function columnChoice(name: string, statistics: ColumnStatistics | null) {
  const distinct = statistics?.distinct;
  const isFit = distinct === undefined || (distinct >= 2 && distinct <= mostClasses);
  const count =
    distinct === undefined ? '' : ` (${formatCount(distinct)} ${distinct === 1 ? 'value' : 'values'})`;
  return { value: name, label: `${name}${count}`, disabled: !isFit };
}

const everyClass = 'every';

/** Classes stand with the most frequent first. */
function rarerClass(classes: readonly string[]): string {
  const rarer = classes.at(-1);
  return rarer === undefined ? 'the rarer class' : `${rarer}, the rarer class`;
}

function PositiveClass(props: {
  target: TargetSpec;
  statistics: ColumnStatistics | null;
  onChange: (target: TargetSpec) => void;
}) {
  const { target, statistics, onChange } = props;
  const classes =
    statistics?.top.filter(({ value }) => value !== null).map(({ value }) => cellText(value)) ?? [];
  const isBinary = statistics?.distinct === 2;
  const { positive } = target;
  const current =
    positive === undefined
      ? everyClass
      : typeof positive === 'string'
        ? `is:${positive}`
        : `not:${positive.not}`;
  const choices = [
    { value: everyClass, label: isBinary ? rarerClass(classes) : 'every class, each against the rest' },
    ...classes.map((name) => ({ value: `is:${name}`, label: name })),
    ...(isBinary ? [] : classes.map((name) => ({ value: `not:${name}`, label: `anything but ${name}` }))),
  ];
  const isListed = choices.some(({ value }) => value === current);
  return (
    <Select
      label="Positive class"
      searchable
      allowDeselect={false}
      disabled={statistics === null}
      value={current}
      data={isListed ? choices : [...choices, { value: current, label: formatTarget(target) }]}
      onChange={(value) => {
        if (value === null) return;
        const name = value.slice(value.indexOf(':') + 1);
        if (value === everyClass) onChange({ column: target.column });
        else onChange({ column: target.column, positive: value.startsWith('not:') ? { not: name } : name });
      }}
    />
  );
}
