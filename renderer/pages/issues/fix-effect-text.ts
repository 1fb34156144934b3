import { isNoFeature } from '../../../core/contract/apply-fix.ts';
import type { RecipeSpec, SplitSpec } from '../../../core/contract/experiment.ts';
import type { FixPreview } from '../../../core/contract/fix-effect.ts';
import type { Fix } from '../../../core/contract/profile.ts';
import { columnLabel, formatColumns } from '../../ui/column-name.ts';
import { formatCount, formatPlural } from '../../ui/format.ts';

/** A kind of split as words that follow "the rows would be split". */
export const splitText: Readonly<Record<SplitSpec['kind'], string>> = {
  stratified: 'by lot with the shares of the classes kept',
  random: 'by lot',
  group: 'by group',
  time: 'by time',
};

/** What would change, in a sentence or more. `shown` is how many of the changed cells stand below it, null for none. */
export function fixEffectText(preview: FixPreview, shown: number | null): string {
  const { rowsTouched, cellsTouched, rowsRemoved, columnsRemoved, columnsAdded, split } = preview;
  const parts: string[] = [];
  if (split) parts.push(splitSentence(split));
  if (cellsTouched > 0) {
    parts.push(`${formatPlural(cellsTouched, 'cell')} in ${formatPlural(rowsTouched, 'row')} would change.`);
    if (shown !== null && cellsTouched > shown) parts.push(`The first ${shown} are shown.`);
  }
  if (rowsRemoved > 0) parts.push(`${formatPlural(rowsRemoved, 'row')} would be in no part.`);
  if (columnsRemoved.length > 0) {
    const verb = columnsRemoved.length === 1 ? 'would be no feature' : 'would be no features';
    parts.push(`${formatColumns(columnsRemoved)} ${verb}.`);
  }
  if (columnsAdded.length > 0) parts.push(`${formatColumns(columnsAdded)} would come in as a feature.`);
  return parts.join(' ') || 'Nothing would change.';
}

/**
 * What the measured impact of a fix is about, in a sentence or two; and whether there is anything to measure: the role of
 * a column that is no feature changes nothing that a model learns from.
 */
export function impactNote(fix: Fix, recipe: RecipeSpec): { isMeasurable: boolean; text: string } {
  const onValidation = 'and compares them on the validation part.';
  if (fix.kind !== 'role') {
    return {
      isMeasurable: true,
      text: `Trains the linear baseline with and without the fix ${onValidation}`,
    };
  }
  const column = columnLabel(fix.column);
  const isMeasurable = !isNoFeature(recipe, fix.column);
  const features = isMeasurable
    ? `Trains the linear baseline with and without ${column} as a feature ${onValidation} Both use the split as it is now.`
    : `${column} is no feature already, so a model learns from the same features.`;
  const parts =
    fix.role === 'group' || fix.role === 'time'
      ? ` What splitting ${splitText[fix.role]} does to the score is not measured: scores of different splits are about different rows.`
      : '';
  return { isMeasurable, text: `${features}${parts}` };
}

function splitSentence({ from, to, rows, rowsMoved }: NonNullable<FixPreview['split']>): string {
  const how =
    from === to
      ? `The rows would be split ${splitText[to]}, as before`
      : `The rows would be split ${splitText[to]} instead of ${splitText[from]}`;
  if (rowsMoved === null) return `${how}, which this data does not allow.`;
  const verb = rowsMoved === 1 ? 'changes' : 'change';
  return `${how}: ${formatCount(rowsMoved)} of ${formatPlural(rows, 'row')} ${verb} part.`;
}
