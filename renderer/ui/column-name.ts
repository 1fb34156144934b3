import { formatList } from './format.ts';

/** The name of a column as it is read; one that has no sign to be seen gets a label. */
export function columnLabel(name: string): string {
  return name.trim() === '' ? '(no name)' : name;
}

/** Names of columns as a list in words; past `limit` the rest is counted. */
export function formatColumns(names: readonly string[], limit?: number): string {
  return formatList(names.map(columnLabel), limit);
}

/** A column to choose from a list. */
export interface ColumnChoice {
  readonly value: string;
  readonly label: string;
}

/**
 * Names of columns to choose from, each once. Their values are keys, not names: a list takes an empty value for none,
 * refuses the same value twice, and `__proto__` for what every object has.
 */
export function columnChoices(names: readonly string[]): ColumnChoice[] {
  return [...new Set(names)].map((name) => ({ value: choiceKey(name), label: columnLabel(name) }));
}

/** The key of a column in a list of choices. Choices of another kind have a key without `=` in front. */
export function choiceKey(name: string): string {
  return `=${name}`;
}

/** The name of the column with this key. */
export function chosenName(key: string): string {
  return key.slice(1);
}
