import { threshold } from '../../profile/threshold.ts';

/** Every number that a finding about a split hangs on. Shares run from 0 to 1. */
export const splitLimitTable = {
  overlapError: threshold(
    ['split.row-overlap', 'split.near-overlap'],
    0.01,
    'Share of test or validation rows with a copy in an earlier part, above which copies are an error and near copies a warning; a warning and a note below',
  ),
  groupRows: threshold(
    ['split.group-overlap'],
    5,
    'Mean rows per value up to which shared values are an error; a column with the role of a group always is',
  ),
  indexShare: threshold(
    ['split.index-overlap', 'split.group-overlap'],
    0.95,
    'Different values over filled cells from which an identifier is an index, below which it names groups',
  ),
  seriesShare: threshold(
    ['split.time-overlap'],
    0.9,
    'Different moments over filled cells from which hardly two rows have the same moment',
  ),
  timeEffect: threshold(
    ['split.time-overlap'],
    0.1,
    'Total variation distance of the classes between the earlier and the later half of the rows, or share by which classes change less often from row to row in time than by lot',
  ),
  categoryWarning: threshold(
    ['split.new-category'],
    0.01,
    'A warning above this share of validation and test rows with an unknown level, a note below',
  ),
  categoryUnique: threshold(
    ['split.new-category', 'split.shift'],
    0.5,
    'Different values over filled cells above which a text has no levels',
  ),
  testShare: threshold(['split.size'], 0.01, 'Share of the rows that the test part should have'),
  sizeTest: threshold(['split.size'], 100, 'Rows that the test part should have'),
  sizeTestClass: threshold(['split.size'], 20, 'Rows of the rarest class that it should have'),
  sizeValidationClass: threshold(['split.size'], 10, 'The same for validation'),
  sizeTrainClass: threshold(['split.size'], 20, 'The same for train'),
  shift: threshold(
    ['split.shift'],
    0.1,
    'Jensen-Shannon distance, or Wasserstein distance over the standard deviation, between a part and train',
  ),
  shiftClassifier: threshold(
    ['split.shift'],
    0.25,
    '2 AUC - 1 of a classifier that tells rows of a part from training rows',
  ),
  shiftRows: threshold(['split.shift'], 20_000, 'Rows that this classifier sees, at most'),
  missingShift: threshold(
    ['split.missing-shift'],
    0.05,
    'Difference between the shares of missing cells in a part and in train',
  ),
  splitSignificance: threshold(
    ['split.shift', 'split.missing-shift', 'split.time-overlap'],
    0.001,
    'False discovery rate (Benjamini-Hochberg over columns and parts) that a difference must also pass',
  ),
};

/** The values of the table. */
export type SplitLimits = Readonly<Record<keyof typeof splitLimitTable, number>>;

/** The limits when nothing is overridden. */
export const defaultSplitLimits: SplitLimits = {
  overlapError: splitLimitTable.overlapError.value,
  groupRows: splitLimitTable.groupRows.value,
  indexShare: splitLimitTable.indexShare.value,
  seriesShare: splitLimitTable.seriesShare.value,
  timeEffect: splitLimitTable.timeEffect.value,
  categoryWarning: splitLimitTable.categoryWarning.value,
  categoryUnique: splitLimitTable.categoryUnique.value,
  testShare: splitLimitTable.testShare.value,
  sizeTest: splitLimitTable.sizeTest.value,
  sizeTestClass: splitLimitTable.sizeTestClass.value,
  sizeValidationClass: splitLimitTable.sizeValidationClass.value,
  sizeTrainClass: splitLimitTable.sizeTrainClass.value,
  shift: splitLimitTable.shift.value,
  shiftClassifier: splitLimitTable.shiftClassifier.value,
  shiftRows: splitLimitTable.shiftRows.value,
  missingShift: splitLimitTable.missingShift.value,
  splitSignificance: splitLimitTable.splitSignificance.value,
};
