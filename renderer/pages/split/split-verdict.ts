import type { SplitSummary } from '../../../core/contract/experiment.ts';
import { formatCount, formatList } from '../../ui/format.ts';

const PARTS = ['train', 'validation', 'test'] as const;

/** What the split comes to, in a sentence: sizes of the parts and whether they hold the classes alike. */
export function splitVerdict(split: SplitSummary): string {
  const sizes = `${formatCount(split.train.rows)} rows to learn from, ${formatCount(split.validation.rows)} to choose on, ${formatCount(split.test.rows)} sealed for the test`;
  return `${sizes}; ${classesVerdict(split)}.`;
}

/** Rows that are in no part, and why; null when there are none. */
export function excludedText({ excluded }: SplitSummary): string | null {
  const parts = [
    ...(excluded.missingTarget > 0 ? [`${formatCount(excluded.missingTarget)} without a target`] : []),
    ...(excluded.filtered ? [`${formatCount(excluded.filtered)} by a condition of the recipe`] : []),
    ...(excluded.withoutTime ? [`${formatCount(excluded.withoutTime)} without a time`] : []),
    ...(excluded.duplicate > 0 ? [`${formatCount(excluded.duplicate)} that repeat another row`] : []),
  ];
  return parts.length === 0 ? null : `Left out: ${parts.join(' and ')}.`;
}

function classesVerdict(split: SplitSummary): string {
  const { classNames, positiveIndex } = split;
  if (positiveIndex !== null) {
    const name = classNames[positiveIndex] ?? '';
    if (isEven(split, positiveIndex)) {
      return `every part holds ${percentText(overallShare(split, positiveIndex))} ${name}`;
    }
    const [train, validation, test] = PARTS.map((part) => percentText(shareOf(split, part, positiveIndex)));
    return `${name} is ${train} of train, ${validation} of validation, ${test} of test`;
  }
  const uneven = classNames.filter((_, index) => !isEven(split, index));
  if (uneven.length === 0) return `every part holds the ${classNames.length} classes in the same shares`;
  return `the share of ${formatList(uneven, 3)} differs between the parts`;
}

/** True when no part is further than one row from the class's share of all rows: what whole rows allow. */
function isEven(split: SplitSummary, index: number): boolean {
  const share = overallShare(split, index);
  return PARTS.every((part) => Math.abs((split[part].classes[index] ?? 0) - share * split[part].rows) <= 1);
}

function overallShare(split: SplitSummary, index: number): number {
  const rows = PARTS.reduce((sum, part) => sum + split[part].rows, 0);
  const count = PARTS.reduce((sum, part) => sum + (split[part].classes[index] ?? 0), 0);
  return rows === 0 ? 0 : count / rows;
}

function shareOf(split: SplitSummary, part: (typeof PARTS)[number], index: number): number {
  const { rows, classes } = split[part];
  return rows === 0 ? 0 : (classes[index] ?? 0) / rows;
}

/** Whole percents where they say enough, a decimal for rare classes. */
function percentText(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
