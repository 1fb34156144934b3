import { Button, TextInput } from '@mantine/core';
import type { Column } from '../../../core/contract/dataset.ts';
import type { ExperimentSpec, SplitSpec } from '../../../core/contract/experiment.ts';
import type { Draft } from '../../client/use-draft.ts';
import { NumberField } from '../train/number-field.tsx';
import { KindFields } from './kind-fields.tsx';

const PRESETS = [
  [60, 20, 20],
  [70, 15, 15],
  [80, 10, 10],
] as const;

/** How the rows are parted: kind, fractions, seed. Every change is saved at once and can be undone. */
export function PartsFields({
  spec,
  columns,
  draft,
}: {
  spec: ExperimentSpec;
  columns: readonly Column[];
  draft: Draft;
}) {
  const { split, seed } = spec;
  const percent = (fraction: number) => Math.round(fraction * 1000) / 10;
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
      <KindFields spec={spec} columns={columns} draft={draft} />
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
        description={
          split.kind === 'time'
            ? 'The parts go by time alone; the seed is for the learners.'
            : 'The same seed parts the same rows, here and on another machine.'
        }
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
