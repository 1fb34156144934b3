import { join } from 'node:path';
import type { SampleDataset } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';

/** The datasets that ship with Assay. */
export const sampleDatasets: readonly SampleDataset[] = [
  {
    file: 'german_credit.csv',
    title: 'German credit',
    rowCount: 1000,
    columnCount: 21,
    target: 'class',
    teaches:
      'Wrong predictions have unequal costs, five to one. "no checking" is a category and not a gap, and one column mixes sex with marital state.',
  },
  {
    file: 'birdstrikes.csv',
    title: 'Bird strikes',
    rowCount: 10_000,
    columnCount: 14,
    target: 'Effect Amount of damage',
    teaches:
      'The cost columns are filled in after the damage is known, so they leak the target. The word None is a value, and some columns have hundreds of categories.',
  },
  {
    file: 'penguins.csv',
    title: 'Penguins',
    rowCount: 344,
    columnCount: 7,
    target: 'Species',
    teaches:
      'Three classes. The island nearly tells the species, and beak length and depth show Simpson’s paradox.',
  },
  {
    file: 'seattle_weather.csv',
    title: 'Seattle weather',
    rowCount: 1461,
    columnCount: 6,
    target: 'weather',
    teaches:
      'A daily series that should be split by time. Rain on the same day gives the label away, and the labels drift after 2012.',
  },
  {
    file: 'breast_cancer_wdbc.csv',
    title: 'Breast cancer, diagnostic',
    rowCount: 569,
    columnCount: 31,
    target: 'target',
    teaches:
      'Nearly separable classes and triples of collinear columns. The code 0 means malignant, so the wrong positive class is easily chosen.',
  },
  {
    file: 'breast_cancer_wisconsin_original.csv',
    title: 'Breast cancer, original',
    rowCount: 699,
    columnCount: 11,
    target: 'Class',
    teaches: 'The same Id stands on several rows, so a random split puts one patient on both sides.',
  },
  {
    file: 'spambase.csv',
    title: 'Spambase',
    rowCount: 4601,
    columnCount: 58,
    target: 'type',
    teaches:
      'Hundreds of duplicate rows, columns that give away whose mail it was, and long tails with many zeros.',
  },
  {
    file: 'pima_diabetes.csv',
    title: 'Pima diabetes',
    rowCount: 768,
    columnCount: 9,
    target: 'class',
    teaches:
      'Zero stands for a missing measurement in five columns; about half of the insulin values are none.',
  },
];

/** Absolute path of a sample's file; throws SAMPLE_UNKNOWN. */
export function samplePath(file: string): string {
  if (!sampleDatasets.some((sample) => sample.file === file)) {
    const known = sampleDatasets.map((sample) => sample.file).join(', ');
    throw new CoreError('SAMPLE_UNKNOWN', `There is no sample "${file}"; there are ${known}.`, {
      details: { file },
    });
  }
  return join(import.meta.dirname, '..', '..', 'sample-data', file);
}
