import { Select } from '@mantine/core';
import type { ColumnRole } from '../../../core/contract/recipe-step.ts';
import type { Draft } from '../../client/use-draft.ts';
import { columnLabel } from '../../ui/column-name.ts';

const roles: readonly { value: ColumnRole; label: string }[] = [
  { value: 'id', label: 'identifier, no feature' },
  { value: 'group', label: 'group of rows that belong together, no feature' },
  { value: 'time', label: 'time of the row, no feature' },
  { value: 'protected', label: 'protected, no feature' },
  { value: 'ignore', label: 'ignored, no feature' },
];
const plain = '';

/** What a column is, when it is no plain feature. */
export function RoleSelect({
  column,
  role,
  draft,
}: {
  column: string;
  role: ColumnRole | null;
  draft: Draft;
}) {
  function choose(value: string | null): void {
    const chosen = roles.find((each) => each.value === value)?.value ?? null;
    const label = columnLabel(column);
    draft.update(chosen === null ? `${label} has no role` : `${label} is ${chosen}`, (spec) => {
      const { [column]: _, ...others } = spec.recipe.roles;
      return {
        ...spec,
        recipe: { ...spec.recipe, roles: chosen === null ? others : { ...others, [column]: chosen } },
      };
    });
  }
  return (
    <Select
      size="xs"
      label="Role"
      allowDeselect={false}
      data={[{ value: plain, label: 'plain feature' }, ...roles]}
      value={role ?? plain}
      onChange={choose}
    />
  );
}
