import type { ColumnDrift, RowDiff, SchemaDiff } from '../../contract/version.ts';
import { counted, countText, quoted } from '../phrase.ts';

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** What differs between two versions, in one sentence. */
export function diffHeadline(options: {
  schema: SchemaDiff;
  rows: RowDiff;
  distributions: readonly ColumnDrift[];
}): string {
  const { schema, rows, distributions } = options;
  const facts = [
    inWords(schema.retyped.length, 'column', 'changed type', 'changed type'),
    inWords(schema.added.length, 'column', 'is new', 'are new'),
    inWords(schema.removed.length, 'column', 'is gone', 'are gone'),
    inWords(schema.renamed.length, 'column', 'has another name', 'have other names'),
    rowFact(rows.added, 'is new', 'are new'),
    rowFact(rows.removed, 'is gone', 'are gone'),
    rowFact(rows.changed ?? 0, 'changed', 'changed'),
  ].filter((fact) => fact !== null);
  if (facts.length === 0) return 'The same rows and columns, in another order.';
  const last = facts.pop();
  const sentence = facts.length > 0 ? `${facts.join(', ')} and ${last}` : `${last}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${driftPhrase(distributions)}.`;
}

/** What rows were compared by, and what that leaves out. */
export function diffDetail({ schema, rows }: { schema: SchemaDiff; rows: RowDiff }): string {
  const { key, keyOrigin, before, after, unchanged } = rows;
  const counts = `${counted(before, 'row')} before, ${countText(after)} after, ${countText(unchanged)} the same`;
  const how =
    keyOrigin === 'none'
      ? `${counts}. No column tells the rows of both versions apart, so whole rows were compared: one that changed counts as one gone and one new`
      : `${counts}, matched by ${quoted(key)}${keyOrigin === 'inferred' ? `, which ${key.length === 1 ? 'has a value of its own in every row' : 'together are never repeated'}` : ''}`;
  const alone = schema.added.length + schema.removed.length;
  return `${how}.${alone > 0 ? ` Cells were compared in the ${counted(schema.shared, 'column')} that both versions have.` : ''}`;
}

function inWords(count: number, noun: string, one: string, many: string): string | null {
  if (count === 0) return null;
  return `${words[count] ?? countText(count)} ${noun}${count === 1 ? ` ${one}` : `s ${many}`}`;
}

function rowFact(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${counted(count, 'row')} ${count === 1 ? one : many}`;
}

function driftPhrase(distributions: readonly ColumnDrift[]): string {
  const drifted = distributions.filter(({ hasDrifted }) => hasDrifted);
  const [first] = drifted;
  if (!first) return distributions.length > 0 ? '; no column drifted beyond chance' : '';
  const name = first.name.length > 40 ? `${first.name.slice(0, 39)}…` : first.name;
  return drifted.length === 1 ? `; ${name} drifted` : `; ${name} drifted most`;
}
