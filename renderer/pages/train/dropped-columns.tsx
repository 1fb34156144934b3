import { Select } from '@mantine/core';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import type { Draft } from '../../client/use-draft.ts';
import { chosenName, columnChoices, columnLabel } from '../../ui/column-name.ts';
import { asFeature, leftOutColumns } from './left-out.ts';

interface DroppedColumnsProps {
  readonly version: DatasetVersion;
  readonly spec: ExperimentSpec;
  readonly draft: Draft;
  /** Statistics of the columns, as far as they are known. */
  readonly columns: readonly ColumnStatistics[];
}

/** Columns that are no features, each with the reason, and a way to change that. */
export function DroppedColumns({ version, spec, draft, columns }: DroppedColumnsProps) {
  const names = [...new Set(version.columns.map((column) => column.name))];
  const leftOut = leftOutColumns({
    spec,
    names,
    statistics: columns,
    reasonOf: (name) => reasonOf(name, draft),
  });
  const free = names.filter(
    (name) => name !== spec.target.column && !leftOut.some((each) => each.name === name),
  );
  return (
    <div className="stack" style={{ gap: 'var(--s3)' }}>
      {leftOut.length === 0 ? (
        <p className="dim sm split-reason">Every column but the target is a feature.</p>
      ) : (
        <ul className="dropped-list">
          {leftOut.map(({ name, reason, isChoice }) => (
            <li key={name}>
              <div className="grow">
                <b>{columnLabel(name)}</b>
                <span className="dim sm">{reason}</span>
              </div>
              {isChoice ? (
                <button
                  type="button"
                  className="link-button sm"
                  aria-label={`Use ${columnLabel(name)} as a feature`}
                  onClick={() =>
                    draft.update(`Using ${columnLabel(name)}`, (before) => asFeature(before, name))
                  }
                >
                  Use it
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Select
        aria-label="Leave out another column"
        placeholder="Leave out another column"
        searchable
        data={columnChoices(free)}
        value={null}
        onChange={(key) => {
          if (key === null) return;
          const name = chosenName(key);
          draft.update(`Left out ${columnLabel(name)}`, (before) => ({
            ...before,
            recipe: { ...before.recipe, drop: [...before.recipe.drop, name] },
          }));
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
