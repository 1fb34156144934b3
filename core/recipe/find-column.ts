import type { Column } from '../contract/dataset.ts';
import type { RecipeSpec } from '../contract/experiment.ts';
import { CoreError } from '../errors.ts';
import { nearest } from '../shared/nearest.ts';
import { suggestName } from '../shared/suggest-name.ts';
import type { Table } from '../shared/table.ts';

/** The first column of this name. Throws COLUMN_UNKNOWN, which names the nearest one there is and who asked. */
export function findColumn(table: Table, name: string, asker = 'The recipe'): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const names = table.columns.map((column) => column.name);
  const message = `${asker} names a column "${name}" that is not in the data; ${suggestName(name, names, 'columns')}`;
  throw new CoreError('COLUMN_UNKNOWN', message, {
    details: { column: name, suggestion: nearest(name, names) },
  });
}

/** Throws COLUMN_UNKNOWN for the first name in the recipe that is no column. */
export function refuseUnknownColumns(table: Table, recipe: RecipeSpec): void {
  const known = new Set(table.columns.map(({ name }) => name));
  const named = [
    ...recipe.drop,
    ...Object.keys(recipe.missing),
    ...Object.keys(recipe.roles),
    ...recipe.steps.map(({ column }) => column),
  ];
  for (const name of named) if (!known.has(name)) findColumn(table, name);
}
