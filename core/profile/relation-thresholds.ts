import { threshold } from './threshold.ts';

const sampling = [
  'leak.feature',
  'leak.name',
  'duplicate.near',
  'target.label-noise',
  'order.non-iid',
  'number.outlier-row',
  'correlation.collinear',
  'correlation.reversal',
  'protected.proxy',
];
const pii = [
  'pii.card',
  'pii.iban',
  'pii.national-id',
  'pii.ssn',
  'pii.email',
  'pii.phone',
  'pii.ip',
  'pii.mac',
  'pii.name',
  'pii.birth-date',
  'pii.street',
  'pii.coordinates',
];

/** Limits of the detectors that compare rows, columns, moments and people; part of the one table. */
export const relationThresholds = {
  sampleRows: threshold(sampling, 50_000, 'Rows drawn for distributions, neighbours and fits'),
  sampleCells: threshold(sampling, 10_000_000, 'Columns times rows of that sample; at least 10,000 rows'),

  leakNameScore: threshold(['leak.name'], 0.7, 'Out-of-fold AUC next to a name that says outcome or after'),
  leakNameTotal: threshold(['leak.name'], 0.8, 'Out-of-fold AUC next to a name that says total'),

  nearDistance: threshold(
    ['duplicate.near'],
    0.13,
    'Distance to the nearest row, as a share of the median such distance, below which rows are near duplicates',
  ),
  nearChance: threshold(
    ['duplicate.near'],
    0.05,
    'Pairs that chance may bring so close in the whole table, from the density around rows; the distance shrinks to it',
  ),
  nearRows: threshold(['duplicate.near'], 50, 'Rows needed'),
  nearSample: threshold(
    ['duplicate.near'],
    20_000,
    'Rows among which nearest rows are searched, at most; fewer in wide tables',
  ),
  nearMeasured: threshold(
    ['duplicate.near'],
    5000,
    'Rows that distances are measured on, in tables more than ten times larger than the search',
  ),
  nearWarning: threshold(['duplicate.near'], 0.01, 'A warning above this share of rows, a note below'),

  targetMissingWarning: threshold(['target.missing'], 0.01, 'A warning above this share of missing labels'),
  targetMissingError: threshold(['target.missing'], 0.5, 'An error above this share of missing labels'),

  labelNoiseRows: threshold(['target.label-noise'], 20_000, 'Rows that the baseline is fitted to, at most'),
  labelNoiseConfidence: threshold(
    ['target.label-noise'],
    0.75,
    'Mean out-of-fold probability of its own class that every class needs',
  ),
  labelNoiseHard: threshold(
    ['target.label-noise'],
    0.1,
    'Above this share of rows that are hard to tell, classes overlap too much to judge labels',
  ),
  labelNoiseDoubt: threshold(
    ['target.label-noise'],
    0.005,
    'A label is doubted when overlap of classes leaves it a smaller chance',
  ),
  labelNoiseExcess: threshold(
    ['target.label-noise'],
    3,
    'Doubted labels over those that overlap of classes explains',
  ),
  labelNoiseSignificance: threshold(
    ['target.label-noise'],
    0.001,
    'p-value of the likelihood ratio that errors do not vanish as the baseline grows surer',
  ),

  orderEffect: threshold(
    ['order.non-iid'],
    0.1,
    'Kolmogorov-Smirnov distance between rows before and after a cut at a quarter, the half or three quarters',
  ),
  orderSignificance: threshold(
    ['order.non-iid'],
    0.01,
    'Its permutation p-value, Benjamini-Hochberg corrected',
  ),
  orderRows: threshold(['order.non-iid'], 100, 'Rows needed'),

  outlierRowScore: threshold(['number.outlier-row'], 0.5, 'Isolation forest score of such a row'),
  outlierRowZ: threshold(
    ['number.outlier-row'],
    3,
    'Normal score at which a cell is at the edge of its column: the outermost 0.13 % on either side',
  ),
  outlierRowColumns: threshold(
    ['number.outlier-row'],
    3,
    'Uncorrelated columns at whose edge a row must be, at least',
  ),
  outlierRowShare: threshold(['number.outlier-row'], 0.01, 'At this share or more, the rows are no outliers'),

  inflation: threshold(['correlation.collinear'], 10, 'Variance inflation factor'),
  inflationWork: threshold(
    ['correlation.collinear'],
    1e9,
    'Columns squared times rows, above which rows are thinned',
  ),
  reversal: threshold(
    ['correlation.reversal'],
    0.2,
    'Strength of the link overall, and of the opposite one within groups',
  ),
  reversalRows: threshold(['correlation.reversal'], 20, 'Rows that a group needs to count'),
  reversalLevels: threshold(
    ['correlation.reversal'],
    20,
    'Most levels of a column that parts rows in groups',
  ),
  reversalSignificance: threshold(
    ['correlation.reversal'],
    0.05,
    'False discovery rate (Benjamini-Hochberg over pairs and columns of groups)',
  ),
  reversalWork: threshold(
    ['correlation.reversal'],
    5e8,
    'Pairs times columns of groups times rows, above which rows are thinned',
  ),

  seriesRegular: threshold(
    ['time.gap', 'time.duplicate', 'time.dst'],
    0.8,
    'Share of steps between moments that have a usual length, and of moments with the usual number of rows, in a series',
  ),
  seriesMoments: threshold(['time.gap', 'time.duplicate', 'time.dst'], 20, 'Different moments needed'),
  gapSteps: threshold(['time.gap'], 2, 'Median steps beyond which a step is a gap'),
  gapWarning: threshold(['time.gap'], 0.01, 'A warning above this share of the moments that should be there'),
  futureShare: threshold(['time.future'], 0.2, 'Above this share, a column is meant to look ahead'),
  futureDays: threshold(['time.future'], 1, 'Days past the day of loading that are still no future'),

  proxyScore: threshold(['protected.proxy'], 0.8, 'Out-of-fold AUC for the protected attribute'),
  proxyLevels: threshold(['protected.proxy'], 20, 'Most groups of a protected attribute'),
  protectedShare: threshold(
    ['protected.attribute'],
    0.9,
    'Share of filled cells whose value says the same as the name, or without a telling name',
  ),

  piiScore: threshold(
    pii,
    0.5,
    'Score of a recogniser, its base plus what the name of the column adds, from which it claims',
  ),
  piiContext: threshold(pii, 0.35, 'What a telling column name adds to the score'),
  piiPassing: threshold(
    pii.slice(0, 3),
    0.5,
    'Share of cells of the right shape that must pass the checks, well above what chance passes',
  ),
  piiCandidates: threshold(
    pii.slice(0, 8),
    50_000,
    'Cells of the right shape that are checked per column, the first in file order',
  ),
};
