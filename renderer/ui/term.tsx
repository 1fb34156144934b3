import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import './term.css';

const meanings = {
  'average precision':
    'Mean of the precision at each recall reached, over all thresholds. A model that knows nothing scores the prevalence.',
  precision: 'Share of the rows called positive that are positive.',
  recall: 'Share of the positive rows that are called positive.',
  prevalence: 'Share of rows that are positive. It is the average precision of a model that knows nothing.',
  calibration: 'Whether rows given a probability of 30 % are positive 30 % of the time.',
  'log loss':
    'Mean of −log of the probability given to what happened. Lower is better; confident mistakes cost most.',
  'brier score': 'Mean squared difference between the probability and what happened. Lower is better.',
  'roc auc': 'Probability that a random positive row gets a higher score than a random negative one.',
  mcc: 'Matthews correlation between calls and truth, −1 to 1. 0 is no better than chance, whatever the prevalence.',
  f1: 'Harmonic mean of precision and recall at the threshold.',
  'balanced accuracy': 'Mean of the recall of each class. 0.5 is chance for two classes.',
  threshold: 'Rows with a score at or above it are called positive. It is chosen on the validation part.',
  leakage: 'Information in the features that is not there when a prediction has to be made.',
  'out-of-fold': 'Predicted for rows that were not used for fitting.',
  stratified: 'Each part gets the same share of every class.',
  baseline: 'A simple model that a candidate has to beat to be worth its cost.',
  'validation part': 'Rows that guide choices: early stopping, the threshold. Not used for fitting.',
  'test part': 'Rows kept aside for the final score. Every look at them is counted.',
  'positive class': 'The class that the question is about. Precision and recall are about finding it.',
  shape:
    'A text with its letters and digits made alike: A is a capital, a another letter, a+ several of them in a row, 9 a digit. Everything else stands for itself.',
  'bootstrap interval': 'Range of the score over many resamples of the test rows.',
} as const;

export type TermName = keyof typeof meanings;

/** A term of the field with its meaning on hover and focus, under a dotted line. */
export function Term({ name, children }: { name: TermName; children?: ReactNode }) {
  return (
    <Tooltip label={meanings[name]} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning must be reachable by keyboard */}
      <span className="term" tabIndex={0}>
        {children ?? name}
      </span>
    </Tooltip>
  );
}
