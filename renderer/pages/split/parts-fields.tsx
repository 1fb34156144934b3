import { Button, SegmentedControl, TextInput } from '@mantine/core';
import type { ExperimentSpec, SplitSpec } from '../../../core/contract/experiment.ts';
import type { Draft } from '../../client/use-draft.ts';
import { Term } from '../../ui/term.tsx';
import { NumberField } from '../train/number-field.tsx';

const PRESETS = [
  [60, 20, 20],
  [70, 15, 15],
  [80, 10, 10],
] as const;

/** How the rows are parted: kind, fractions, seed. Every change is saved at once and can be undone. */
export function PartsFields({ spec, draft }: { spec: ExperimentSpec; draft: Draft }) {
  const { split, seed } = spec;
  const percent = (fraction: number) => Math.round(fraction * 1000) / 10;
  const reason = draft.reasons.find((each) => each.part === 'split')?.text;
  const setParts = (validation: number, test: number) =>
    draft.update(
      `Parts ${percent(1 - validation - test)} / ${percent(validation)} / ${percent(test)} %`,
      (before) => ({
        ...before,
        split: withParts(before.split, validation, test),
      }),
    );
  return (
    <div className="stack" style={{ gap: 'var(--s3)' }}>
      <SegmentedControl
        aria-label="How rows are drawn"
        data={[
          { value: 'stratified', label: 'Stratified' },
          { value: 'random', label: 'Random' },
        ]}
        value={split.kind}
        onChange={(value) =>
          draft.update(`Split ${value}`, (before) => ({
            ...before,
            split: { ...before.split, kind: value === 'random' ? 'random' : 'stratified' },
          }))
        }
      />
      <p className="dim sm split-reason">
        {split.kind === 'stratified' ? (
          <>
            <Term name="stratified">Stratified</Term>:{' '}
            {reason ?? 'every part keeps the shares of the classes.'}
          </>
        ) : (
          'Random: the parts hold the classes in shares that differ by chance.'
        )}
      </p>
      <div className="split-fractions">
        <TextInput label="Train, %" value={percent(split.train)} readOnly variant="filled" />
        <NumberField
          label="Validation, %"
          min={1}
          max={Math.max(1, 98 - percent(split.test))}
          value={percent(split.validation)}
          onCommit={(value) => setParts(value / 100, split.test)}
        />
        <NumberField
          label="Test, %"
          min={1}
          max={Math.max(1, 98 - percent(split.validation))}
          value={percent(split.test)}
          onCommit={(value) => setParts(split.validation, value / 100)}
        />
      </div>
      <div className="row">
        {PRESETS.map(([train, validation, test]) => (
          <Button
            key={train}
            size="compact-xs"
            aria-pressed={percent(split.train) === train && percent(split.test) === test}
            onClick={() => setParts(validation / 100, test / 100)}
          >
            {train} / {validation} / {test}
          </Button>
        ))}
      </div>
      <NumberField
        label="Seed"
        description="The same seed parts the same rows, here and on another machine."
        min={0}
        max={4_294_967_295}
        isWhole
        value={seed}
        onCommit={(value) => draft.update(`Seed ${value}`, (before) => ({ ...before, seed: value }))}
      />
    </div>
  );
}

/** Train takes what validation and test leave, so that the three add up to 1. */
function withParts(split: SplitSpec, validation: number, test: number): SplitSpec {
  return { ...split, validation, test, train: Math.round((1 - validation - test) * 1e6) / 1e6 };
}
