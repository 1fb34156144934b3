import { Select } from '@mantine/core';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { Draft } from '../../client/use-draft.ts';

interface DroppedColumnsProps {
  readonly version: DatasetVersion;
  readonly spec: ExperimentSpec;
  readonly draft: Draft;
}

/** Columns that are no features, each with the reason, and a way to change that. */
export function DroppedColumns({ version, spec, draft }: DroppedColumnsProps) {
  const { drop } = spec.recipe;
  const free = [...new Set(version.columns.map((column) => column.name))].filter(
    (name) => name !== '' && name !== spec.target.column && !drop.includes(name),
  );
  const setDrop = (label: string, next: (drop: readonly string[]) => string[]) =>
    draft.update(label, (before) => ({
      ...before,
      recipe: { ...before.recipe, drop: next(before.recipe.drop) },
    }));
  return (
    <div className="stack" style={{ gap: 'var(--s3)' }}>
      {drop.length === 0 ? (
        <p className="dim sm split-reason">Every column but the target is a feature.</p>
      ) : (
        <ul className="dropped-list">
          {drop.map((name) => (
            <li key={name}>
              <div className="grow">
                <b>{name}</b>
                <span className="dim sm">{reasonOf(name, draft) ?? 'left out by hand'}</span>
              </div>
              <button
                type="button"
                className="link-button sm"
                aria-label={`Use ${name} as a feature`}
                onClick={() => setDrop(`Using ${name}`, (all) => all.filter((each) => each !== name))}
              >
                Use it
              </button>
            </li>
          ))}
        </ul>
      )}
      <Select
        aria-label="Leave out another column"
        placeholder="Leave out another column"
        searchable
        data={free}
        value={null}
        onChange={(name) => {
          if (name !== null) setDrop(`Left out ${name}`, (all) => [...all, name]);
        }}
      />
    </div>
  );
}

/** The proposal's reason for this column, without the column's name in front. */
function reasonOf(name: string, draft: Draft): string | undefined {
  const start = `${name} is left out: `;
  return draft.reasons
    .find((reason) => reason.part === 'recipe' && reason.text.startsWith(start))
    ?.text.slice(start.length);
}
