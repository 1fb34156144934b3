import { threshold } from './threshold.ts';

const readAsText = ['schema.number-as-text', 'schema.date-as-text'];

/** Limits of the detectors that look at types, missing cells and the shape of columns; part of the one table. */
export const shapeThresholds = {
  mixedShare: threshold(['schema.mixed-types'], 0.1, 'Most cells that may be of the rarer kind'),
  mixedDigits: threshold(
    ['schema.mixed-types'],
    0.1,
    'Share of words with a digit above which numbers among them are no strays',
  ),
  kindCells: threshold(['schema.mixed-types', ...readAsText], 10, 'Cells that the usual kind needs'),
  readShare: threshold(readAsText, 0.95, 'Share of cells that read as numbers or as dates'),
  codeWidth: threshold(
    ['schema.mixed-types', 'schema.number-as-text', 'schema.code-as-number'],
    4,
    'Digits from which whole numbers of one width are a code',
  ),
  codeLevels: threshold(
    ['schema.code-as-number'],
    0.1,
    'Most different values per cell, when only the shape says code',
  ),
  codeGap: threshold(
    ['schema.code-as-number'],
    20,
    'Range over different values, when only the shape says code',
  ),

  missingRow: threshold(['missing.row'], 0.5, 'Share of missing cells above which a row is nearly empty'),
  togetherPhi: threshold(['missing.together'], 0.9, 'Phi coefficient of two columns being missing'),
  togetherRows: threshold(['missing.together'], 5, 'Rows in which both must be missing, and not missing'),
  informativeV: threshold(['missing.informative'], 0.1, "Cramér's V of being missing and the target"),
  informativeSignificance: threshold(
    ['missing.informative'],
    0.05,
    'False discovery rate (Benjamini-Hochberg over columns) of the chi-squared test',
  ),
  informativeRows: threshold(
    ['missing.informative'],
    10,
    'Labelled rows in which the column must be missing, and not missing',
  ),

  quasiShare: threshold(['constant.quasi'], 0.995, 'Share of the most common value'),
  groupLevels: threshold(['id.group'], 20, 'Different values that a group needs'),
  groupShare: threshold(
    ['id.group'],
    0.02,
    'Different values over filled cells, needed without a name that says id',
  ),

  variantLevels: threshold(['text.variants'], 200_000, 'More different texts than this are no categories'),
  variantLength: threshold(['text.variants'], 100, 'Longer texts are no categories'),
  variantRepeats: threshold(
    ['text.variants'],
    2,
    'Cells per different text, in columns of more than 50 texts',
  ),
  lengthFactor: threshold(
    ['text.length'],
    4,
    'Times longer than the 97 % quantile of lengths, or shorter than the 3 % quantile',
  ),
  lengthDistinct: threshold(['text.length'], 100, 'Different texts that a column needs'),

  zerosShare: threshold(['number.zeros'], 0.5, 'Share of zeros above which a measure is mostly zero'),
  zerosCount: threshold(['number.zeros'], 1000, 'Whole numbers up to this are a count'),
  skewness: threshold(['number.skew'], 20, 'Absolute skewness'),
  capSpike: threshold(
    ['number.capped'],
    10,
    'Cells at the end over those of the most frequent of the five values next to it',
  ),
  capCells: threshold(['number.capped'], 10, 'Cells at the end'),
  capDistinct: threshold(['number.capped'], 20, 'Different values that a column needs'),
  imputedCells: threshold(['number.imputed'], 5, 'Cells that must hold the value'),
  imputedSpike: threshold(
    ['number.imputed'],
    10,
    'Cells over the mean of the ten values around it, when the value is not written more finely',
  ),
  imputedAlone: threshold(
    ['number.imputed'],
    0.9,
    'Share of this value among cells that are written more finely than usual',
  ),
  unitCells: threshold(['number.unit-mix'], 30, 'Cells that the smaller hump needs'),
  unitSpread: threshold(
    ['number.unit-mix'],
    0.33,
    'Distance of the quartiles of a hump over that of the medians of both, in logarithms, at most',
  ),
  unitDistance: threshold(
    ['number.unit-mix'],
    0.03,
    'Kolmogorov-Smirnov distance of the humps after conversion, plus 1.6 over the root of the smaller one',
  ),
};
