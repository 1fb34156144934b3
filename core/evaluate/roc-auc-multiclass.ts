import { mean } from '../shared/statistics.ts';
import { rocAuc } from './roc-auc.ts';
import { binaryLabels, checkLabels, type ScoredPart } from './scored-part.ts';

/**
 * ROC AUC for several classes. `ovr` takes each class against the rest; `ovo` each pair of classes, mean of
 * both directions (Hand and Till 2001). `macro` is the plain mean; `weighted` weighs by the rows of the class
 * (ovr) or of the pair (ovo); `micro` (ovr only) pools all decisions. Classes absent from the labels are left
 * out; NaN when fewer than two remain. Errors as in `operatingPoints`.
 */
export function rocAucMulticlass(
  part: ScoredPart,
  options:
    | { multiclass: 'ovr' | 'ovo'; average: 'macro' | 'weighted' }
    | { multiclass: 'ovr'; average: 'micro' },
): number {
  const { labels, probabilities } = part;
  checkLabels(labels, { rows: labels.length, classCount: probabilities.length });
  if (options.average === 'micro') return pooled(part);
  const support = probabilities.map((_, index) => binaryLabels(labels, index).reduce((a, b) => a + b, 0));
  const present = [...support.keys()].filter((index) => support[index]);
  if (present.length < 2) return Number.NaN;
  const terms = options.multiclass === 'ovr' ? againstRest(part, present) : pairwise(part, present);
  if (options.average === 'macro') return mean(terms.map((term) => term.auc));
  const total = terms.reduce((sum, term) => sum + term.rows, 0);
  return terms.reduce((sum, term) => sum + term.auc * (term.rows / total), 0);
}

interface Term {
  readonly auc: number;
  readonly rows: number;
}

function againstRest({ labels, probabilities }: ScoredPart, present: readonly number[]): Term[] {
  return present.map((index) => {
    const actual = binaryLabels(labels, index);
    return {
      auc: rocAuc(probabilities[index] ?? new Float64Array(), actual),
      rows: actual.reduce((a, b) => a + b, 0),
    };
  });
}

function pairwise({ labels, probabilities }: ScoredPart, present: readonly number[]): Term[] {
  const terms: Term[] = [];
  for (const [at, a] of present.entries()) {
    for (const b of present.slice(at + 1)) {
      const rows = Array.from(labels, (label, row) => (label === a || label === b ? row : -1)).filter(
        (row) => row >= 0,
      );
      const toward = (target: number) =>
        rocAuc(
          Float64Array.from(rows, (row) => probabilities[target]?.[row] ?? Number.NaN),
          rows.map((row) => (labels[row] === target ? 1 : 0)),
        );
      terms.push({ auc: (toward(a) + toward(b)) / 2, rows: rows.length });
    }
  }
  return terms;
}

function pooled({ labels, probabilities }: ScoredPart): number {
  const rows = labels.length;
  const scores = new Float64Array(rows * probabilities.length);
  const actual = new Uint8Array(rows * probabilities.length);
  for (const [index, column] of probabilities.entries()) {
    scores.set(column, index * rows);
    actual.set(binaryLabels(labels, index), index * rows);
  }
  return rocAuc(scores, actual);
}
