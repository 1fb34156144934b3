import { expect, test } from 'vitest';
import { splitSpec, splitSummary } from '../../core/contract/experiment.ts';
import { planSplit } from '../../core/split/plan.ts';
import { summariseSplit } from '../../core/split/summary.ts';

function summaryOf(negatives: number, positives: number, duplicates: readonly number[] = []) {
  const codes = Int32Array.from([
    -1,
    ...Array.from({ length: negatives }, () => 0),
    ...Array.from({ length: positives }, () => 1),
  ]);
  const labels = {
    codes,
    classNames: ['no', 'yes'],
    positiveIndex: 1,
    counts: [negatives, positives],
    missing: 1,
  };
  const mask = new Uint8Array(codes.length);
  for (const row of duplicates) mask[row] = 1;
  const plan = planSplit({ labels, spec: splitSpec.parse({}), seed: 1, excluded: mask });
  return summariseSplit({ labels, plan, duplicates: mask });
}

test('sizes, classes and reasons for exclusion are counted', () => {
  const summary = summaryOf(702, 300, [0, 1, 2]);
  expect(splitSummary.parse(summary)).toEqual(summary);
  expect(summary.train).toEqual({ rows: 600, classes: [420, 180] });
  expect(summary.test).toEqual({ rows: 200, classes: [140, 60] });
  expect(summary.excluded).toEqual({ missingTarget: 1, duplicate: 2 });
  expect(summary.warnings).toEqual([]);
});

test('a small test part and few positives are warned about', () => {
  const { warnings } = summaryOf(200, 30);
  expect(warnings.some((warning) => warning.includes('test part has 46 rows'))).toBe(true);
  expect(warnings.some((warning) => warning.includes('test part has 6 rows of class "yes"'))).toBe(true);
  expect(warnings.some((warning) => warning.includes('train part has 18 rows of class "yes"'))).toBe(true);
});
