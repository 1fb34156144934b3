import type { SplitSpec, SplitSummary } from '../contract/experiment.ts';
import { defaultSplitLimits } from './checks/split-limits.ts';
import type { Labels } from './labels.ts';
import { PART, type SplitPlan } from './plan.ts';

/**
 * Sizes of the parts, what was left out and why, and warnings where a part is too small to say much.
 * A row without a label counts as missing, even when it is a duplicate as well; a duplicate that is filtered counts
 * as filtered, and only what is left of rows in no part as without a time.
 */
export function summariseSplit(options: {
  labels: Labels;
  plan: SplitPlan;
  /** How the rows were parted; for splits that keep rows together it is said where sizes depart from it. */
  spec?: SplitSpec;
  /** 1 for rows left out as duplicates, as duplicateRows() gives them. */
  duplicates?: Uint8Array;
  /** 1 for rows left out by a condition of the recipe. */
  filtered?: Uint8Array;
}): SplitSummary {
  const { labels, plan, spec, duplicates, filtered } = options;
  const classes = [0, 1, 2].map(() => labels.classNames.map(() => 0));
  const excluded: SplitSummary['excluded'] = {
    missingTarget: 0,
    duplicate: 0,
    ...(filtered && { filtered: 0 }),
  };
  for (const [row, part] of plan.parts.entries()) {
    const code = labels.codes[row] ?? -1;
    if (part === PART.excluded) {
      if (code < 0) excluded.missingTarget++;
      else if (filtered?.[row]) excluded.filtered = (excluded.filtered ?? 0) + 1;
      else if (duplicates?.[row]) excluded.duplicate++;
      else excluded.withoutTime = (excluded.withoutTime ?? 0) + 1;
    } else {
      const counts = classes[part];
      if (counts) counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  const [train, validation, test] = classes.map((counts) => ({
    rows: counts.reduce((sum, count) => sum + count, 0),
    classes: counts,
  }));
  const none = { rows: 0, classes: [] };
  const sizes = { train: train ?? none, validation: validation ?? none, test: test ?? none };
  return {
    classNames: [...labels.classNames],
    positiveIndex: labels.positiveIndex,
    ...sizes,
    excluded,
    digest: plan.digest,
    warnings: [...departures(sizes, spec), ...warningsFor(sizes, labels)],
  };
}

const mostDeparture = 0.05;

type Sizes = Pick<SplitSummary, 'train' | 'validation' | 'test'>;

/** Parts whose share of the rows is further from what was asked for than whole groups or moments should make it. */
function departures(sizes: Sizes, spec: SplitSpec | undefined): string[] {
  if (spec?.kind !== 'group' && spec?.kind !== 'time') return [];
  const total = sizes.train.rows + sizes.validation.rows + sizes.test.rows;
  const what = spec.kind === 'group' ? 'Groups' : 'Rows of one time';
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  return (['train', 'validation', 'test'] as const).flatMap((part) => {
    const share = sizes[part].rows / total;
    return Math.abs(share - spec[part]) > mostDeparture
      ? [
          `${what} stay together, so the ${part} part has ${percent(share)} of the rows and not ${percent(spec[part])}.`,
        ]
      : [];
  });
}

function warningsFor(sizes: Sizes, labels: Labels): string[] {
  const warnings: string[] = [];
  const { sizeTest, sizeTestClass, sizeValidationClass, sizeTrainClass } = defaultSplitLimits;
  if (sizes.test.rows < sizeTest) {
    warnings.push(`The test part has ${rows(sizes.test.rows)}: every measure will have a wide interval.`);
  }
  const limits = [
    ['test', sizeTestClass, 'precision and recall will be uncertain'],
    ['validation', sizeValidationClass, 'thresholds and early stopping rest on few cases'],
    ['train', sizeTrainClass, 'there is little to learn this class from'],
  ] as const;
  for (const [part, least, consequence] of limits) {
    const rarest = rarestClass(sizes[part].classes, labels.positiveIndex);
    if (rarest.count < least) {
      const name = labels.classNames[rarest.index] ?? '';
      warnings.push(`The ${part} part has ${rows(rarest.count)} of class "${name}": ${consequence}.`);
    }
  }
  return warnings;
}

/** The positive class when there is one and it is the rarer, else the class with the fewest rows (ties: the first). */
function rarestClass(
  counts: readonly number[],
  positiveIndex: number | null,
): { index: number; count: number } {
  const least = Math.min(...counts);
  if (positiveIndex !== null && counts[positiveIndex] === least)
    return { index: positiveIndex, count: least };
  return { index: counts.indexOf(least), count: least };
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
