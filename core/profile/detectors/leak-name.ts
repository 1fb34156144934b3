import type { Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { type ColumnScore, featureScores } from '../feature-scores.ts';
import { wordsOf } from '../identifier.ts';
import { quoted } from '../phrase.ts';
import { sampleNote } from '../table-sample.ts';
import type { TargetClasses } from '../target-classes.ts';

const lateWords = new Set([
  'outcome',
  'result',
  'results',
  'after',
  'afterwards',
  'final',
  'post',
  'actual',
  'resolved',
  'resolution',
  'settled',
  'settlement',
  'followup',
  'realized',
  'realised',
]);
const totalWords = new Set(['total', 'totals', 'sum']);

/**
 * Columns whose name says outcome, result, after or total and that also predict the target: out-of-fold AUC of 0.7
 * (0.8 for totals), chance ruled out over all columns. The name alone is no reason. Counts the filled cells.
 */
export const leakName: Detector = {
  id: 'leak.name',
  cost: 'columns',
  needsTarget: true,
  async detect(context) {
    const { scores, sample } = await featureScores(context);
    const target = await context.targetClasses();
    const issues = scores.flatMap((scored) => {
      const issue = scored.isSignificant ? judge(context, scored, target) : null;
      return issue === null ? [] : [issue];
    });
    return { issues, ...sampleNote(sample) };
  },
};

function judge(context: ProfileContext, { facts, score }: ColumnScore, target: TargetClasses): Issue | null {
  const { leakNameScore, leakNameTotal } = context.thresholds;
  const { name } = facts.column;
  const words = wordsOf(name);
  const late = words.find((word) => lateWords.has(word));
  const word = late ?? words.find((candidate) => totalWords.has(candidate));
  const threshold = late === undefined ? leakNameTotal : leakNameScore;
  if (word === undefined || score.auc < threshold) return null;
  const { count } = facts.statistics;
  return {
    detector: 'leak.name',
    severity: 'warning',
    columns: [name],
    count,
    share: count / context.table.rowCount,
    measure: target.positive === null ? 'mean out-of-fold AUC over classes' : 'out-of-fold AUC',
    statistic: score.auc,
    threshold,
    rows: firstRows(target.codes.length, (row) =>
      target.positive === null ? (target.codes[row] ?? -1) >= 0 : target.codes[row] === target.positive,
    ),
    title: `${name} is named like something known only afterwards`,
    message: `The name of ${quoted([name])} says "${word}", and alone it predicts ${target.column.column.name} with an AUC of ${score.auc.toFixed(3)}. Both together suggest that it is written down after the outcome; check when it becomes known.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${name}`, columns: [name] }],
  };
}
