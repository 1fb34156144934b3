import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { normalTail } from '../false-discovery.ts';
import { confidentLearning } from '../label/confident-learning.ts';
import { type OutOfFold, outOfFoldLabels } from '../label/out-of-fold.ts';
import { fitPlateau, overlapError } from '../label/plateau.ts';
import { leaveOutRows } from '../leave-out-rows.ts';
import { counted, countText, percent } from '../phrase.ts';
import { sampleNote } from '../table-sample.ts';

/**
 * Labels that the rest of their rows contradicts: confident learning on out-of-fold probabilities of a logistic
 * regression. By itself that also doubts right labels where classes overlap or the baseline is unsure. So the
 * baseline must be sure of every class on average and find few rows hard, errors must not vanish as it grows surer
 * (a likelihood ratio against overlap alone), and only labels are doubted that overlap leaves a chance below 0.005;
 * they must be three times as many as it explains. Counts these among the rows looked at.
 */
export const targetLabelNoise: Detector = {
  id: 'target.label-noise',
  cost: 'rows',
  needsTarget: true,
  async detect(context) {
    const { fitted, sample, looked } = await outOfFoldLabels(context);
    const issue = fitted === null ? null : judge(context, fitted);
    return { issues: issue === null ? [] : [issue], ...sampleNote(sample, looked) };
  },
};

interface Doubt {
  readonly position: number;
  /** Class that the row looks like. */
  readonly likely: number;
  readonly margin: number;
}

function judge(context: ProfileContext, fitted: OutOfFold): Issue | null {
  const { thresholds } = context;
  const { probabilities, codes, classes } = fitted;
  const { pruned, confidence } = confidentLearning({ probabilities, codes, classes });
  if (Math.min(...confidence) < thresholds.labelNoiseConfidence) return null;
  const { margins, isError } = marginsOf(fitted);
  const { slope, gain } = fitPlateau(margins, isError);
  if (normalTail(Math.sqrt(Math.max(0, gain))) >= thresholds.labelNoiseSignificance) return null;
  let [hard, explained] = [0, 0];
  for (const margin of margins) {
    const chance = overlapError(margin, slope);
    if (chance > thresholds.labelNoiseHardChance) hard++;
    if (chance < thresholds.labelNoiseDoubt) explained += chance;
  }
  if (hard > thresholds.labelNoiseHard * codes.length) return null;
  const doubted = pruned
    .map((label): Doubt => ({ ...label, margin: margins[label.position] ?? 0 }))
    .filter(
      ({ position, margin }) =>
        isError[position] === 1 && overlapError(margin, slope) < thresholds.labelNoiseDoubt,
    );
  const excess = doubted.length / Math.max(1, explained);
  if (excess < thresholds.labelNoiseExcess) return null;
  return describe(context, { fitted, doubted, excess, hard });
}

/** Log-odds of the most likely class over the second, and whether the label is another one. */
function marginsOf({ probabilities, codes, classes }: OutOfFold): {
  margins: Float64Array;
  isError: Uint8Array;
} {
  const margins = new Float64Array(codes.length);
  const isError = new Uint8Array(codes.length);
  for (let position = 0; position < codes.length; position++) {
    let [best, first, second] = [0, -1, -1];
    for (let code = 0; code < classes; code++) {
      const p = probabilities[position * classes + code] ?? 0;
      if (p > first) [best, first, second] = [code, p, first];
      else if (p > second) second = p;
    }
    margins[position] = Math.log(first / Math.max(second, 1e-300));
    isError[position] = best === codes[position] ? 0 : 1;
  }
  return { margins, isError };
}

function describe(
  { thresholds, table, targetColumn }: ProfileContext,
  found: { fitted: OutOfFold; doubted: readonly Doubt[]; excess: number; hard: number },
): Issue {
  const { fitted, doubted, excess, hard } = found;
  const { codes, names, rows } = fitted;
  const worst = doubted.reduce((a, b) => (b.margin > a.margin ? b : a));
  const name = targetColumn?.column.name ?? '';
  const count = doubted.length;
  return {
    detector: 'target.label-noise',
    severity: 'warning',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: 'doubted labels over those that overlap of classes explains',
    statistic: excess,
    threshold: thresholds.labelNoiseExcess,
    rows: doubted.slice(0, evidenceLimit).map(({ position }) => rows[position] ?? 0),
    title: `${counted(count, 'label')} of ${name} ${count === 1 ? 'contradicts its row' : 'contradict their rows'}`,
    message: `Out of fold, a logistic regression is sure that ${counted(count, 'label')} (${percent(count / codes.length)} of ${countText(codes.length)}) should be another, while it finds only ${counted(hard, 'row')} hard to tell; row ${countText(rows[worst.position] ?? 0)} says "${names[codes[worst.position] ?? 0]}" and looks like "${names[worst.likely]}". Wrong labels mislead training and make a good model look bad in the test.`,
    fixes: leaveOutRows(doubted.map(({ position }) => rows[position] ?? 0)),
  };
}
