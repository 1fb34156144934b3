import { MultiSelect, Select } from '@mantine/core';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import { choiceKey, chosenName, columnChoices, columnLabel } from '../../ui/column-name.ts';
import { formatCount, formatTime } from '../../ui/format.ts';
import { IconArrowsExchange } from '../../ui/icons.ts';
import { versionName } from './chosen-versions.ts';

interface Pair {
  readonly before: DatasetVersionId;
  readonly after: DatasetVersionId;
}

/** Chooses the two versions and the columns that tell their rows apart. */
export function PairPicker(props: {
  versions: readonly DatasetVersion[];
  before: DatasetVersion | null;
  after: DatasetVersion;
  /** Names of columns; empty while they are to be found. */
  rowKey: readonly string[];
  /** What rows were matched by. */
  usedKey: readonly string[];
  onPair: (pair: Pair) => void;
  onKey: (key: readonly string[]) => void;
}) {
  const { versions, before, after, rowKey, usedKey } = props;
  const choices = groups(versions);
  const find = (id: string | null) => versions.find((each) => each.id === id);
  const shared = before
    ? after.columns
        .map(({ name }) => name)
        .filter((name) => before.columns.some((each) => each.name === name))
    : [];
  return (
    <div className="version-pair">
      <Select
        label="Earlier version"
        placeholder="Choose a version"
        allowDeselect={false}
        searchable
        data={choices}
        value={before?.id ?? null}
        onChange={(id) => {
          const chosen = find(id);
          if (chosen) props.onPair({ before: chosen.id, after: after.id });
        }}
      />
      <button
        type="button"
        className="icon-button"
        aria-label="Swap the two versions"
        title="Swap the two versions"
        disabled={before === null}
        onClick={() => before && props.onPair({ before: after.id, after: before.id })}
      >
        <IconArrowsExchange size={16} />
      </button>
      <Select
        label="Later version"
        allowDeselect={false}
        searchable
        data={choices}
        value={after.id}
        onChange={(id) => {
          const chosen = find(id);
          if (chosen) props.onPair({ before: (before ?? after).id, after: chosen.id });
        }}
      />
      <MultiSelect
        size="xs"
        label="Rows matched by"
        placeholder={
          rowKey.length > 0
            ? ''
            : usedKey.length > 0
              ? `${usedKey.map(columnLabel).join(', ')} (found)`
              : 'whole rows'
        }
        disabled={shared.length === 0}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Find the key instead' }}
        data={columnChoices(shared)}
        value={rowKey.map(choiceKey)}
        onChange={(keys) => props.onKey(keys.map(chosenName))}
      />
    </div>
  );
}

function groups(versions: readonly DatasetVersion[]) {
  const byName = Map.groupBy(versions, ({ name }) => name);
  return [...byName].map(([group, own]) => ({
    group,
    items: own.map((version) => ({
      value: version.id,
      label: `${versionName(version)}, ${formatCount(version.rowCount)} rows, ${formatTime(version.loadedAt)}`,
    })),
  }));
}
