import { Button, Menu } from '@mantine/core';
import type { ExperimentSpec, LearnerKind, LearnerSpec } from '../../../core/contract/experiment.ts';
import type { Draft } from '../../client/use-draft.ts';
import { IconCopy, IconPlus, IconTrash } from '../../ui/icons.ts';
import { Tag } from '../../ui/tag.tsx';
import { LearnerFields } from './learner-fields.tsx';
import {
  BASELINES,
  defaultLearner,
  KIND_NAMES,
  KIND_TEXTS,
  learnerTitle,
  withDistinctName,
} from './learner-kinds.ts';

/** The learners of the experiment: add, duplicate, remove, set. */
export function LearnerList({ spec, draft }: { spec: ExperimentSpec; draft: Draft }) {
  const { learners } = spec;
  const change = (label: string, next: (learners: readonly LearnerSpec[]) => readonly LearnerSpec[]) =>
    draft.update(label, (before) => ({ ...before, learners: [...next(before.learners)] }));
  return (
    <div>
      <ol className="learner-list">
        {learners.map((learner, index) => (
          <Learner
            // biome-ignore lint/suspicious/noArrayIndexKey: learners have no identity but their place
            key={`${learner.kind} ${index}`}
            learner={learner}
            isLast={learners.length === 1}
            onChange={(what, next) =>
              change(`${learnerTitle(learner)}: ${what}`, (all) =>
                all.map((each, place) => (place === index ? next : each)),
              )
            }
            onDuplicate={() =>
              change(`Duplicated ${learnerTitle(learner)}`, (all) =>
                all.toSpliced(index + 1, 0, withDistinctName(learner, all)),
              )
            }
            onRemove={() => change(`Removed ${learnerTitle(learner)}`, (all) => all.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <AddMenu
        learners={learners}
        onAdd={(kind) =>
          change(`Added ${KIND_NAMES[kind]}`, (all) => [...all, withDistinctName(defaultLearner(kind), all)])
        }
      />
    </div>
  );
}

interface LearnerProps {
  readonly learner: LearnerSpec;
  readonly isLast: boolean;
  readonly onChange: (what: string, learner: LearnerSpec) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

function Learner({ learner, isLast, onChange, onDuplicate, onRemove }: LearnerProps) {
  const title = learnerTitle(learner);
  const canRepeat = learner.kind === 'mlp' || learner.kind === 'logistic-regression';
  return (
    <li className="learner">
      <div className="learner-head">
        <b>{title}</b>
        {BASELINES.includes(learner.kind) ? <Tag>baseline</Tag> : <Tag tone="note">candidate</Tag>}
        <span className="dim sm grow">{KIND_TEXTS[learner.kind]}</span>
        {canRepeat && (
          <button
            type="button"
            className="icon-button"
            aria-label={`Duplicate ${title}`}
            title="Duplicate"
            onClick={onDuplicate}
          >
            <IconCopy size={15} />
          </button>
        )}
        {!isLast && (
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${title}`}
            title="Remove"
            onClick={onRemove}
          >
            <IconTrash size={15} />
          </button>
        )}
      </div>
      <LearnerFields learner={learner} onChange={onChange} />
    </li>
  );
}

const ORDER: readonly LearnerKind[] = [
  'mlp',
  'logistic-regression',
  'single-feature',
  'stratified-random',
  'prior',
];

function AddMenu({
  learners,
  onAdd,
}: {
  learners: readonly LearnerSpec[];
  onAdd: (kind: LearnerKind) => void;
}) {
  const offered = ORDER.filter(
    (kind) =>
      kind === 'mlp' || kind === 'logistic-regression' || !learners.some((learner) => learner.kind === kind),
  );
  return (
    <Menu>
      <Menu.Target>
        <Button size="compact-sm" leftSection={<IconPlus size={14} />}>
          Add learner
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            {KIND_NAMES[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
