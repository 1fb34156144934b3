import type { Issue } from '../../contract/profile.ts';
import { counted, percent } from '../../profile/phrase.ts';
import { PART } from '../plan.ts';
import { countParts, countsOf, firstRowsOf } from './part-rows.ts';
import type { SplitCheck, SplitContext } from './split-check.ts';

const leastPerClass = [
  ['test', 'sizeTestClass', 'precision and recall will be uncertain'],
  ['validation', 'sizeValidationClass', 'thresholds and early stopping rest on few cases'],
  ['train', 'sizeTrainClass', 'there is little to learn this class from'],
] as const;

/** Parts too small to say much: few test rows, or few rows of the positive (or rarest) class in a part. */
export const size: SplitCheck = {
  id: 'split.size',
  async detect(context) {
    return { issues: [...testSize(context), ...classSizes(context)] };
  },
};

function testSize({ parts, limits }: SplitContext): Issue[] {
  const { train, validation, test } = countParts(parts);
  const share = test / (train + validation + test);
  const isFew = test < limits.sizeTest;
  if (!isFew && share >= limits.testShare) return [];
  return [
    {
      detector: 'split.size',
      severity: 'warning',
      columns: [],
      count: test,
      share,
      measure: isFew ? 'rows of the test part' : 'share of the test part',
      statistic: isFew ? test : share,
      threshold: isFew ? limits.sizeTest : limits.testShare,
      rows: firstRowsOf(parts, PART.test, () => true),
      title: `The test part has ${counted(test, 'row')}`,
      message: `That is ${percent(share)} of the rows: every measure will have a wide interval.`,
      fixes: [],
    },
  ];
}

function classSizes({ profile, parts, labels, limits }: SplitContext): Issue[] {
  const { codes, classNames, positiveIndex } = labels;
  return leastPerClass.flatMap(([part, limit, consequence]): Issue[] => {
    const least = limits[limit];
    const counts = countsOf(codes, classNames.length, parts, PART[part]);
    const fewest = Math.min(...counts);
    if (fewest >= least) return [];
    const rarest =
      positiveIndex !== null && counts[positiveIndex] === fewest ? positiveIndex : counts.indexOf(fewest);
    return [
      {
        detector: 'split.size',
        severity: 'warning',
        columns: profile.targetColumn === null ? [] : [profile.targetColumn.column.name],
        count: fewest,
        share: fewest / profile.table.rowCount,
        measure: `rows of the rarest class in ${part}`,
        statistic: fewest,
        threshold: least,
        rows: firstRowsOf(parts, PART[part], (row) => codes[row] === rarest),
        title: `The ${part} part has ${counted(fewest, 'row')} of class "${classNames[rarest] ?? ''}"`,
        message:
          fewest === 0
            ? `Without a row of it, ${part} says nothing of this class.`
            : `With fewer than ${least}, ${consequence}.`,
        fixes: [],
      },
    ];
  });
}
