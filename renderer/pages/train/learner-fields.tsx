import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { LearnerSpec } from '../../../core/contract/experiment.ts';
import { LayersField } from './layers-field.tsx';
import { defaultLearner, KIND_NAMES } from './learner-kinds.ts';
import { NumberField } from './number-field.tsx';

interface LearnerFieldsProps {
  readonly learner: LearnerSpec;
  /** `what` says what was changed, for undo. */
  readonly onChange: (what: string, learner: LearnerSpec) => void;
}

/** The hyperparameters of a learner; where one is not the default, the default stands beside it. */
export function LearnerFields({ learner, onChange }: LearnerFieldsProps) {
  if (learner.kind === 'logistic-regression') {
    const usual = defaultLearner('logistic-regression');
    if (usual.kind !== learner.kind) return null;
    return (
      <div className="learner-fields">
        <NameField learner={learner} onChange={onChange} />
        <NumberField
          label="L2 penalty"
          description={asDefault(learner.l2, usual.l2)}
          min={0}
          max={1_000_000}
          step={0.1}
          value={learner.l2}
          onCommit={(l2) => onChange(`L2 penalty ${l2}`, { ...learner, l2 })}
        />
        <NumberField
          label="Most iterations"
          description={asDefault(learner.maxIterations, usual.maxIterations)}
          min={1}
          max={10_000}
          isWhole
          value={learner.maxIterations}
          onCommit={(maxIterations) => onChange(`iterations ${maxIterations}`, { ...learner, maxIterations })}
        />
      </div>
    );
  }
  return learner.kind === 'mlp' ? <NetworkFields learner={learner} onChange={onChange} /> : null;
}

type Network = Extract<LearnerSpec, { kind: 'mlp' }>;

const NUMBERS = [
  { key: 'learningRate', label: 'Learning rate', min: 1e-6, max: 1, step: 0.001, isWhole: false },
  { key: 'batchSize', label: 'Batch size', min: 1, max: 65_536, step: 16, isWhole: true },
  { key: 'maxEpochs', label: 'Most epochs', min: 1, max: 10_000, step: 10, isWhole: true },
  { key: 'patience', label: 'Patience, epochs', min: 1, max: 10_000, step: 1, isWhole: true },
  { key: 'dropout', label: 'Dropout', min: 0, max: 0.99, step: 0.05, isWhole: false },
  { key: 'l2', label: 'L2 penalty', min: 0, max: 1000, step: 0.0001, isWhole: false },
] as const;

function NetworkFields({
  learner,
  onChange,
}: {
  learner: Network;
  onChange: (what: string, learner: LearnerSpec) => void;
}) {
  const usual = defaultLearner('mlp');
  if (usual.kind !== 'mlp') return null;
  return (
    <div className="learner-fields">
      <NameField learner={learner} onChange={onChange} />
      <LayersField
        value={learner.hidden}
        description={asDefault(learner.hidden.join(', '), usual.hidden.join(', '))}
        onCommit={(hidden) => onChange(`hidden layers ${hidden.join(', ')}`, { ...learner, hidden })}
      />
      {NUMBERS.map(({ key, label, min, max, step, isWhole }) => (
        <NumberField
          key={key}
          label={label}
          description={asDefault(learner[key], usual[key])}
          min={min}
          max={max}
          step={step}
          isWhole={isWhole}
          value={learner[key]}
          onCommit={(value) => onChange(`${label.toLowerCase()} ${value}`, { ...learner, [key]: value })}
        />
      ))}
    </div>
  );
}

function NameField({ learner, onChange }: LearnerFieldsProps) {
  const [text, setText] = useState(learner.name ?? '');
  useEffect(() => setText(learner.name ?? ''), [learner.name]);
  const commit = () => {
    const name = text.trim() === '' ? undefined : text.trim();
    if (name !== learner.name) onChange(`name ${name ?? 'of its kind'}`, { ...learner, name });
  };
  return (
    <TextInput
      label="Name"
      placeholder={KIND_NAMES[learner.kind]}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}

function asDefault(value: string | number, usual: string | number): string | undefined {
  return value === usual ? undefined : `default ${usual}`;
}
