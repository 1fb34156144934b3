import { Button, Checkbox, Menu } from '@mantine/core';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { DatasetVersionId } from '../../../core/contract/ids.ts';
import { formatPlural } from '../../ui/format.ts';
import { IconChevronDown } from '../../ui/icons.ts';

/** Which datasets are related to each other. Two at least stay. */
export function DatasetChoice(props: {
  versions: readonly DatasetVersion[];
  chosen: readonly DatasetVersionId[];
  onChange: (chosen: DatasetVersionId[]) => void;
}) {
  const { versions, chosen, onChange } = props;
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} />}>{formatPlural(chosen.length, 'dataset')}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
        {versions.map(({ id, name, number }) => {
          const isOn = chosen.includes(id);
          return (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={isOn}
              disabled={isOn && chosen.length <= 2}
              onClick={() => onChange(isOn ? chosen.filter((each) => each !== id) : [...chosen, id])}
            >
              <Checkbox label={`${name} v${number}`} checked={isOn} readOnly tabIndex={-1} aria-hidden />
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
