import { Select } from '@mantine/core';
import { useState } from 'react';
import type { DatasetVersion } from '../../core/contract/dataset.ts';
import type { ExperimentSpec } from '../../core/contract/experiment.ts';
import type { ColumnStatistics, TargetSpec } from '../../core/contract/profile.ts';
import { changeTarget } from '../client/change-target.ts';
import type { TargetClasses } from '../client/counted-classes.ts';
import { useTargetClasses } from '../client/target-classes.ts';
import type { Draft } from '../client/use-draft.ts';
import { choiceKey, chosenName, columnChoices } from './column-name.ts';
import { ErrorNote } from './error-note.tsx';
import { formatPlural, formatTarget } from './format.ts';
import { Term } from './term.tsx';
import './target-picker.css';

/**
 * Chooses the column to predict and the class that the question is about, with the reason of the proposal. Edits the
 * draft, so it can be undone. `columns` are the statistics that are known, by the index of their column; with
 * `isCounting` the others are on their way.
 */
export function TargetPicker(props: {
  version: DatasetVersion;
  draft: Draft;
  columns: readonly (ColumnStatistics | null)[];
  isCounting?: boolean;
}) {
  const { version, draft, columns, isCounting = false } = props;
  const [error, setError] = useState<unknown>(null);
  const column = draft.spec?.target.column ?? null;

  async function choose(next: string | null): Promise<void> {
    if (next === null || next === column) return;
    setError(null);
    try {
      await changeTarget(version.id, { column: next });
    } catch (thrown) {
      setError(thrown);
    }
  }

  return (
    <div className="target-place">
      <div className="target-picker">
        <Select
          label="Column to predict"
          placeholder="Choose the column to predict"
          searchable
          allowDeselect={false}
          nothingFoundMessage="No column has this name"
          data={targetChoices(version, columns)}
          value={column === null ? null : choiceKey(column)}
          onChange={(key) => void choose(key === null ? null : chosenName(key))}
        />
        {draft.spec ? (
          <PositiveClass
            draft={draft}
            spec={draft.spec}
            statistics={statisticsOf(columns, draft.spec.target.column) ?? null}
            isCounting={isCounting}
          />
        ) : null}
        <Reason draft={draft} />
      </div>
      <ErrorNote error={error} />
    </div>
  );
}

/** Why this target was proposed; one that was chosen by hand needs no reason. */
function Reason({ draft }: { draft: Draft }) {
  const column = draft.spec?.target.column ?? '';
  const reason = draft.reasons.find(
    ({ part, text }) => part === 'target' && text.includes(column) && text !== `${column} was chosen.`,
  );
  return reason ? <p className="target-reason">{reason.text}</p> : null;
}

/** Each name once, since a target is found by its name, with its number of values. Without a name none can be found. */
function targetChoices(version: DatasetVersion, columns: readonly (ColumnStatistics | null)[]) {
  return columnChoices(version.columns.map(({ name }) => name)).map(({ value, label }) => {
    const name = chosenName(value);
    if (name === '') return { value, label: `${label}: name it to predict it`, disabled: true };
    const distinct = statisticsOf(columns, name)?.distinct;
    return { value, label: distinct === undefined ? label : `${label} (${formatPlural(distinct, 'value')})` };
  });
}

function statisticsOf(
  columns: readonly (ColumnStatistics | null)[],
  name: string,
): ColumnStatistics | undefined {
  return columns.find((each) => each?.column.name === name) ?? undefined;
}

function PositiveClass(props: {
  draft: Draft;
  spec: ExperimentSpec;
  statistics: ColumnStatistics | null;
  isCounting: boolean;
}) {
  const { draft, spec, statistics, isCounting } = props;
  const { column, positive } = spec.target;
  const classes = useTargetClasses(spec, { statistics, isCounting });
  const choices = classes ? positiveChoices(classes) : [];

  function choose(value: string | null): void {
    const choice = choices.find((each) => each.value === value);
    if (!choice) return;
    const target: TargetSpec = {
      column,
      ...(choice.positive === undefined ? {} : { positive: choice.positive }),
    };
    draft.update(`predict ${formatTarget(target)}`, (before) => ({ ...before, target }));
  }

  return (
    <Select
      label={<Term name="positive class">Positive class</Term>}
      searchable={choices.length > 8}
      allowDeselect={false}
      disabled={choices.length === 0}
      data={choices.map(({ value, label }) => ({ value, label }))}
      value={classes ? choiceValue(shownPositive(classes, positive)) : null}
      onChange={choose}
    />
  );
}

type Positive = TargetSpec['positive'];

interface PositiveChoice {
  readonly value: string;
  readonly label: string;
  readonly positive: Positive;
}

function positiveChoices({ names, rarer }: TargetClasses): PositiveChoice[] {
  const choice = (positive: Positive, label: string) => ({ value: choiceValue(positive), label, positive });
  if (names.length < 2) return [];
  if (names.length === 2) {
    return names.map((name) => choice(name, name === rarer ? `${name}, the rarer class` : name));
  }
  return [
    choice(undefined, `Each of the ${names.length} classes on its own`),
    ...names.map((name) => choice(name, `${name} against the rest`)),
    ...names.map((name) => choice({ not: name }, `Everything but ${name}`)),
  ];
}

/** The positive class as one of the choices: of two classes always one by its name. */
function shownPositive({ names, rarer }: TargetClasses, positive: Positive): Positive {
  if (names.length !== 2) return positive;
  if (positive === undefined) return rarer ?? undefined;
  return typeof positive === 'string' ? positive : names.find((name) => name !== positive.not);
}

function choiceValue(positive: Positive): string {
  return JSON.stringify(positive ?? null);
}
