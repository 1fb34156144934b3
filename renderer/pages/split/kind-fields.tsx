import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Column } from '../../../core/contract/dataset.ts';
import type { ExperimentSpec, SplitSpec } from '../../../core/contract/experiment.ts';
import type { Draft } from '../../client/use-draft.ts';
import { choiceKey, chosenName, columnChoices, formatColumns } from '../../ui/column-name.ts';
import { Term } from '../../ui/term.tsx';

type Kind = SplitSpec['kind'];

const kinds: readonly { value: Kind; label: string }[] = [
  { value: 'stratified', label: 'Stratified' },
  { value: 'random', label: 'Random' },
  { value: 'group', label: 'By group' },
  { value: 'time', label: 'By time' },
];

/** How the rows are drawn, and by which columns where they are parted by group or by time. */
export function KindFields(props: { spec: ExperimentSpec; columns: readonly Column[]; draft: Draft }) {
  const { spec, draft } = props;
  const { kind } = spec.split;
  function choose(value: string): void {
    const chosen = kinds.find((each) => each.value === value);
    if (!chosen) return;
    draft.update(`Split: ${chosen.label.toLowerCase()}`, (before) => ({
      ...before,
      split: { ...before.split, kind: chosen.value },
    }));
  }
  const reason = draft.reasons.find((each) => each.part === 'split')?.text;
  return (
    <>
      <SegmentedControl
        aria-label="How rows are drawn"
        data={[...kinds]}
        value={kind}
        onChange={choose}
        size="xs"
      />
      <p className="dim sm split-reason">{explanation(kind, reason)}</p>
      {kind === 'group' || kind === 'time' ? <RoleColumns {...props} kind={kind} /> : null}
    </>
  );
}

function explanation(kind: Kind, reason: string | undefined): ReactNode {
  switch (kind) {
    case 'stratified':
      return (
        <>
          <Term name="stratified">Stratified</Term>: {reason ?? 'every part keeps the shares of the classes.'}
        </>
      );
    case 'random':
      return 'Random: the parts hold the classes in shares that differ by chance.';
    case 'group':
      return 'By group: rows that belong together, such as those of one patient, stand in one part.';
    case 'time':
      return 'By time: the model learns from the earliest rows and is tested on the latest, as in use.';
  }
}

/** The columns with the role that the split goes by. They are no features. */
function RoleColumns(props: {
  kind: 'group' | 'time';
  spec: ExperimentSpec;
  columns: readonly Column[];
  draft: Draft;
}) {
  const { kind, spec, columns, draft } = props;
  const possible = columns.filter(
    ({ name, type }) => name !== spec.target.column && (kind === 'group' || type !== 'boolean'),
  );
  const { roles } = spec.recipe;
  const names = [...new Set(possible.map(({ name }) => name))];
  const chosen = names.filter((name) => Object.hasOwn(roles, name) && roles[name] === kind);
  function setColumns(wanted: readonly string[]): void {
    draft.update(`Split by ${formatColumns(wanted, 3) || 'no column'}`, (before) => {
      const others = Object.entries(before.recipe.roles).filter(([, role]) => role !== kind);
      const next = {
        ...Object.fromEntries(others),
        ...Object.fromEntries(wanted.map((name) => [name, kind])),
      };
      return { ...before, recipe: { ...before.recipe, roles: next } };
    });
  }
  return kind === 'group' ? (
    <MultiSelect
      size="xs"
      label="Rows stay together by"
      description="Rows that share a value of any of these are in one part."
      placeholder={chosen.length === 0 ? 'Choose a column' : undefined}
      searchable
      data={columnChoices(names)}
      value={chosen.map(choiceKey)}
      onChange={(keys) => setColumns(keys.map(chosenName))}
    />
  ) : (
    <Select
      size="xs"
      label="Time of the row"
      description="Rows without a time are in no part."
      placeholder="Choose a column"
      searchable
      data={columnChoices(names)}
      value={chosen.map(choiceKey)[0] ?? null}
      onChange={(key) => setColumns(key === null ? [] : [chosenName(key)])}
    />
  );
}
