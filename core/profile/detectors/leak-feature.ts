import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { featureScores, sampledClasses } from '../feature-scores.ts';
import { countText, quoted } from '../phrase.ts';
import type { FeatureScore } from '../single-feature.ts';
import { sampleNote } from '../table-sample.ts';
import type { TargetClasses } from '../target-classes.ts';

/**
 * Columns that predict the target alone: out-of-fold AUC (mean over classes for more than two) or predictive
 * power. Numbers and dates are scored by quantile bins, text by level, missing is a value of its own. Large tables
 * are scored on a sample, and say so. An AUC must also differ from 0.5 (Mann and Whitney's normal approximation,
 * Benjamini-Hochberg over columns), so that small tables stay silent. Counts the filled cells.
 */
export const leakFeature: Detector = {
  id: 'leak.feature',
  cost: 'columns',
  needsTarget: true,
  async detect(context) {
    const { thresholds } = context;
    const { scores, sample } = await featureScores(context);
    const target = await context.targetClasses();
    const { labelled } = sampledClasses(target, sample);
    const issues = scores.flatMap(({ facts, score, isSignificant }) => {
      const isStrong = score.auc >= thresholds.leakWarning || score.predictive >= thresholds.leakPredictive;
      return isStrong && isSignificant ? [describe({ context, facts, score, target, labelled })] : [];
    });
    return { issues, ...sampleNote(sample) };
  },
};

/** Rows of the positive class, or any labelled row where there is none. */
function isExample({ positive }: TargetClasses, code: number): boolean {
  return positive === null ? code >= 0 : code === positive;
}

function describe(found: {
  context: ProfileContext;
  facts: ColumnFacts;
  score: FeatureScore;
  target: TargetClasses;
  labelled: number;
}): Issue {
  const { context, facts, score, target, labelled } = found;
  const { leakError, leakWarning, leakPredictive } = context.thresholds;
  const { column, statistics } = facts;
  const isByAuc = score.auc >= leakError || score.predictive < leakPredictive;
  const isError = score.auc >= leakError || score.predictive >= leakPredictive;
  const kind = target.positive === null ? 'mean out-of-fold AUC over classes' : 'out-of-fold AUC';
  const power = `its predictive power is ${score.predictive.toFixed(2)}`;
  const other = target.column.column.name;
  return {
    detector: 'leak.feature',
    severity: isError ? 'error' : 'warning',
    columns: [column.name],
    count: statistics.count,
    share: statistics.count / context.table.rowCount,
    measure: isByAuc ? kind : 'out-of-fold predictive power',
    statistic: isByAuc ? score.auc : score.predictive,
    threshold: isByAuc ? (isError ? leakError : leakWarning) : leakPredictive,
    rows: firstRows(target.codes.length, (i) => isExample(target, target.codes[i] ?? -1)),
    title: isError
      ? `${column.name} alone gives ${other} away`
      : `${column.name} alone predicts ${other} well`,
    message: `With ${quoted([column.name])} as the only feature, the ${kind} is ${score.auc.toFixed(3)}, and ${power} (${countText(labelled)} rows). Check that it is known at the time of prediction; if it is, keep it.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] }],
  };
}
