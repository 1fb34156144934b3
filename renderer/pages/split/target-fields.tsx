import { Select } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { TargetSpec } from '../../../core/contract/profile.ts';
import type { Draft } from '../../client/use-draft.ts';
import { withTarget } from '../../client/with-target.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatTarget } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import { changeTarget } from './change-target.ts';
import { useSplitPreview, useTargetClasses } from './split-preview.ts';

interface TargetFieldsProps {
  readonly version: DatasetVersion;
  readonly draft: Draft;
}

/** Which column is predicted and which class is the positive one, with the reason of the proposal. */
export function TargetFields({ version, draft }: TargetFieldsProps) {
  const [error, setError] = useState<unknown>(null);
  const column = draft.spec?.target.column ?? '';
  /* A target that was chosen by hand has no reason to show. */
  const reason = draft.reasons.find(
    (each) => each.part === 'target' && each.text.includes(column) && each.text !== `${column} was chosen.`,
  )?.text;
  const choose = async (column: string | null) => {
    if (column === null || column === draft.spec?.target.column) return;
    setError(null);
    try {
      await changeTarget(version.id, { column });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <div className="stack" style={{ gap: 'var(--s3)' }}>
      <Select
        label="Target column"
        placeholder="Choose the column to predict"
        searchable
        allowDeselect={false}
        nothingFoundMessage="No column has this name"
        data={uniqueNames(version)}
        value={draft.spec?.target.column ?? null}
        onChange={(column) => void choose(column)}
      />
      {draft.spec && <PositiveField draft={draft} />}
      {reason && <p className="dim sm split-reason">{reason}</p>}
      <ErrorNote error={error} />
    </div>
  );
}

function PositiveField({ draft }: { draft: Draft }) {
  const classes = useTargetClasses(draft.spec);
  const preview = useSplitPreview(draft.spec);
  if (!draft.spec || !classes.data) return null;
  const { target } = draft.spec;
  const names = classes.data;
  const options = positiveOptions(names);
  const current =
    target.positive === undefined && names.length === 2
      ? (preview.data?.classNames[preview.data.positiveIndex ?? -1] ?? null)
      : optionValue(target.positive);
  const choose = (value: string | null) => {
    const option = options.find((each) => each.value === value);
    if (!option) return;
    const next: TargetSpec = { column: target.column, positive: option.positive };
    draft.update(`Positive class ${formatTarget(next)}`, (spec) => withTarget(spec, next));
  };
  return (
    <Select
      label={<Term name="positive class">Positive class</Term>}
      searchable={options.length > 8}
      allowDeselect={false}
      data={options.map(({ value, label }) => ({ value, label }))}
      value={current}
      onChange={choose}
    />
  );
}

interface PositiveOption {
  readonly value: string;
  readonly label: string;
  readonly positive: TargetSpec['positive'];
}

const EACH = ' each';

function positiveOptions(names: readonly string[]): PositiveOption[] {
  if (names.length === 2) return names.map((name) => ({ value: name, label: name, positive: name }));
  return [
    { value: EACH, label: `Each of the ${names.length} classes on its own`, positive: undefined },
    ...names.map((name) => ({ value: optionValue(name), label: `${name} against the rest`, positive: name })),
    ...names.map((name) => ({
      value: optionValue({ not: name }),
      label: `Everything but ${name}`,
      positive: { not: name },
    })),
  ];
}

function optionValue(positive: TargetSpec['positive']): string {
  if (positive === undefined) return EACH;
  return typeof positive === 'string' ? positive : `not:${positive.not}`;
}

/** Names that stand for one column only: a target is found by its name. */
function uniqueNames(version: DatasetVersion): string[] {
  const names = version.columns.map((column) => column.name).filter((name) => name !== '');
  return [...new Set(names)];
}
