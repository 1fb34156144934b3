import { CoreError } from '../errors.ts';
import { relationThresholds } from './relation-thresholds.ts';
import { shapeThresholds } from './shape-thresholds.ts';
import { type Threshold, threshold } from './threshold.ts';

/** Every number that a finding hangs on, in one place. Shares run from 0 to 1. */
export const thresholdTable = {
  missingNote: threshold(['missing.column'], 0.01, 'A note above this share of missing cells'),
  missingWarning: threshold(['missing.column'], 0.2, 'A warning above this share of missing cells'),
  missingError: threshold(['missing.column'], 0.95, 'An error above this share of missing cells'),

  sentinelCount: threshold(
    ['missing.sentinel'],
    2,
    'Cells that must hold a numeric code or placeholder date',
  ),
  sentinelGap: threshold(
    ['missing.sentinel'],
    0.5,
    'Gap between a code such as 999 and the nearest other value, as a share of the range of the others',
  ),
  sentinelGapFew: threshold(
    ['missing.sentinel'],
    10,
    'The same in a column with fewer than `sentinelDistinct` different other values',
  ),
  sentinelDistinct: threshold(
    ['missing.sentinel'],
    10,
    'Different other values a numeric column needs before one of its values can be a code',
  ),
  sentinelStrays: threshold(
    ['missing.sentinel'],
    0.001,
    'Share of cells, lone extremes beyond a code, that are passed over; one from 100 cells and two from 200 on in any case',
  ),
  sentinelPile: threshold(
    ['missing.sentinel'],
    3,
    'Cells that hold the code per cell that was passed over to find it',
  ),
  sentinelSpike: threshold(
    ['missing.sentinel'],
    5,
    'Cells that hold a code such as 99 among other values, over the mean of the ten different values around it, and at least so many',
  ),
  sentinelSpikeScore: threshold(
    ['missing.sentinel'],
    6,
    'Standard deviations of a Poisson count by which they are more than that mean',
  ),
  sentinelSpikeLead: threshold(
    ['missing.sentinel'],
    2,
    'How many times more such a code stands out than any other value but zero',
  ),
  zeroCount: threshold(['missing.sentinel'], 3, 'Cells that must be zero (or the lone negative code)'),
  zeroSeparation: threshold(
    ['missing.sentinel'],
    0.2,
    'Smallest other value over the median of the others, from which any pile of zeros is a code',
  ),
  zeroSeparationPiled: threshold(
    ['missing.sentinel'],
    0.1,
    'The same, when zeros are at least `zeroPile` of the rows',
  ),
  zeroPile: threshold(['missing.sentinel'], 0.2, 'Share of zeros that counts as a large pile'),
  zeroGapSteps: threshold(
    ['missing.sentinel'],
    5,
    'Gap between zero and the smallest other value, in mean steps between the 12 smallest',
  ),
  zeroMajority: threshold(
    ['missing.sentinel'],
    0.5,
    'Above this share of zeros, zero is the usual value and never a code',
  ),
  sentinelError: threshold(['missing.sentinel'], 0.05, 'A numeric code is an error from this share of rows'),

  duplicateError: threshold(['duplicate.row'], 0.05, 'An error above this share of repeated rows'),
  conflictWarning: threshold(
    ['duplicate.conflict'],
    0.01,
    'A warning above this share of rows in conflict, a note below',
  ),

  levelsMany: threshold(['cardinality.high'], 50, 'More levels than this in a text column'),
  levelsKept: threshold(
    ['cardinality.high'],
    10,
    'Levels of every text column that the fix keeps; a recipe keeps 30 without it',
  ),
  levelsProse: threshold(
    ['cardinality.high'],
    0.5,
    'Distinct values over filled cells, from which texts longer than an id are prose and no category',
  ),

  idRows: threshold(['id.column'], 20, 'Rows needed before values without an id-like name can be an id'),
  idShare: threshold(
    ['id.column'],
    0.2,
    'Distinct values over filled cells, needed by a column whose name says id',
  ),
  idCodeShare: threshold(['id.column'], 0.95, 'The same for a column whose name says number, code or key'),
  idRepeats: threshold(
    ['id.column'],
    3,
    'Equal pairs expected by chance in the range of a whole-number column; with none seen it is an id',
  ),
  idDigits: threshold(['id.column'], 8, 'Digits from which unique whole numbers of one width are an id'),
  idTextLength: threshold(['id.column', 'cardinality.high'], 64, 'Longest text that can be an id'),

  outlierZ: threshold(
    ['number.outlier'],
    6,
    'Robust z-score (median, MAD) beyond which a value is an outlier',
  ),
  outlierFence: threshold(['number.outlier'], 3, 'Interquartile ranges beyond the quartiles'),
  outlierChance: threshold(
    ['number.outlier'],
    0.001,
    'Chance that a clean column has such a value; both limits move out with the number of values to keep it',
  ),
  outlierShare: threshold(['number.outlier'], 0.05, 'At this share or more, the values are no outliers'),
  outlierCells: threshold(['number.outlier'], 10, 'Finite cells that a column needs'),
  outlierSpan: threshold(
    ['number.outlier'],
    20,
    'Whole numbers that span no more than this are a scale or a code, without outliers',
  ),

  outlierRows: threshold(['number.outlier-row'], 200, 'Rows needed'),
  outlierRowChance: threshold(
    ['number.outlier-row'],
    0.05,
    'Rows as far out in all columns together that chance may bring into a clean table',
  ),

  imbalanceShare: threshold(['target.imbalance'], 0.1, 'A warning when the rarest class is below this share'),
  imbalanceEqual: threshold(
    ['target.imbalance'],
    0.5,
    'The same, of the share that each class would have if all were equal: decides from six classes on',
  ),
  imbalanceRows: threshold(['target.imbalance'], 100, 'A note when the rarest class has fewer rows'),
  imbalanceEntropy: threshold(
    ['target.imbalance'],
    0.5,
    'A warning when 1 - (entropy / log of the number of classes) reaches this',
  ),

  targetClasses: threshold(
    ['duplicate.conflict', 'target.imbalance', 'leak.feature', 'leak.after-outcome'],
    50,
    'More classes than this, and the target is no classification target',
  ),

  labelNoiseHardChance: threshold(
    ['target.label-noise'],
    0.2,
    'A row is hard to tell when overlap of classes leaves a larger chance of error',
  ),

  leakError: threshold(['leak.feature'], 0.95, 'Out-of-fold AUC of one column that is an error'),
  leakWarning: threshold(['leak.feature'], 0.8, 'Out-of-fold AUC of one column that is a warning'),
  leakPredictive: threshold(['leak.feature'], 0.8, 'Predictive power of one column that is an error'),
  leakFolds: threshold(['leak.feature'], 5, 'Stratified folds'),
  leakBins: threshold(
    ['leak.feature'],
    64,
    'Most quantile bins of a numeric column; fewer (root of the rows, at least 10) in small tables',
  ),
  leakLevels: threshold(['leak.feature'], 10_000, 'Levels scored; rarer ones are scored with the prior'),
  leakSignificance: threshold(
    ['leak.feature'],
    0.05,
    'False discovery rate (Benjamini-Hochberg over columns) that an AUC must also pass',
  ),
  leakDrop: threshold(['leak.feature'], 0.99, 'AUC from which the proposed experiment drops the column'),

  afterOutcomeEmpty: threshold(['leak.after-outcome'], 0.8, 'Share of rows that are empty or zero'),
  afterOutcomeError: threshold(['leak.after-outcome'], 0.95, 'Share of positives among filled rows: error'),
  afterOutcomeWarning: threshold(
    ['leak.after-outcome'],
    0.6,
    'Share of positives among filled rows: warning',
  ),
  afterOutcomeLift: threshold(['leak.after-outcome'], 4, 'Lift over the overall share, for a warning'),
  afterOutcomeLiftLower: threshold(
    ['leak.after-outcome'],
    3,
    'Lower 95 % limit of the lift, for a warning (Wilson)',
  ),
  afterOutcomeRows: threshold(['leak.after-outcome'], 10, 'Filled rows needed'),

  correlation: threshold(['correlation.pair'], 0.9, 'Strength of a link between two columns'),
  correlationRows: threshold(['correlation.pair'], 20, 'Rows in which both columns are filled'),
  correlationLevelRows: threshold(['correlation.pair'], 5, 'Mean rows per level of a text column'),
  correlationWork: threshold(['correlation.pair'], 4e9, 'Pairs times rows, above which rows are sampled'),
  correlationCells: threshold(
    ['correlation.pair'],
    2.5e7,
    'Columns times rows, above which rows are sampled',
  ),

  ...shapeThresholds,
  ...relationThresholds,
} satisfies Record<string, Threshold>;

/** Values of all thresholds by name. */
export type Thresholds = { readonly [Name in keyof typeof thresholdTable]: number };

/**
 * The defaults with some replaced.
 * Throws OPTION_INVALID for a name that does not exist or a value that is not a finite number.
 */
export function resolveThresholds(overrides: Partial<Thresholds> = {}): Thresholds {
  for (const [name, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(thresholdTable, name)) {
      throw new CoreError(
        'OPTION_INVALID',
        `No threshold is called "${name}"; docs/detectors.md lists them.`,
      );
    }
    if (!Number.isFinite(value)) {
      throw new CoreError('OPTION_INVALID', `Threshold "${name}" must be a finite number, not ${value}.`);
    }
  }
  return { ...defaultThresholds, ...overrides };
}

/** The thresholds when nothing is overridden. */
export const defaultThresholds: Thresholds = valuesOf(thresholdTable);

function valuesOf<Name extends string>(table: Record<Name, Threshold>): Record<Name, number>;
function valuesOf(table: Record<string, Threshold>): Record<string, number> {
  return Object.fromEntries(Object.entries(table).map(([name, { value }]) => [name, value]));
}
