import { rowsOfCodes } from './code-keys.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import { rejectedHypotheses } from './false-discovery.ts';
import { perContext } from './per-context.ts';
import { aucPValue, type FeatureScore, stratifiedFolds } from './single-feature.ts';
import { type SampledColumn, type TableSample, tableSample } from './table-sample.ts';
import type { TargetClasses } from './target-classes.ts';
import { lentFor, work } from './threads.ts';

/** How well a column alone predicts, and whether chance is ruled out among all columns scored. */
export interface ColumnScore {
  readonly facts: ColumnFacts;
  readonly score: FeatureScore;
  readonly isSignificant: boolean;
}

/** Scores of every feature that can tell something about the target, on the shared sample of rows. */
export const featureScores = perContext(
  async (context: ProfileContext): Promise<{ scores: ColumnScore[]; sample: TableSample }> => {
    const sample = await tableSample(context);
    const target = sampledClasses(await context.targetClasses(), sample);
    const columns = sample.columns.filter(({ facts }) => facts !== context.targetColumn);
    return { scores: await scoreColumns(context, { columns, target, purpose: 'leak.feature' }), sample };
  },
);

/**
 * Scores columns of the sample out of fold against classes by row of the sample: numbers and dates by quantile
 * bins, text by level, missing a value of its own. Significance is Mann and Whitney's normal approximation with
 * Benjamini and Hochberg's correction over the columns.
 */
export async function scoreColumns(
  context: ProfileContext,
  options: { columns: readonly SampledColumn[]; target: TargetClasses; purpose: string },
): Promise<ColumnScore[]> {
  const { thresholds, values, table, signal, pause } = context;
  const { column: _, ...target } = options.target;
  const folds = thresholds.leakFolds;
  const foldOf = stratifiedFolds({ target, folds, rng: context.rng(options.purpose) });
  const columns = options.columns.filter(({ facts }) => !tellsNothing(facts));
  const cells = columns.map(({ facts, numbers, codes, levels }) =>
    facts.column.type === 'text' ? { codes, levels } : { numbers },
  );
  const most = { bins: thresholds.leakBins, levels: thresholds.leakLevels };
  const input = { columns: cells, target, foldOf, folds, most };
  const scores = await work('scores', input, { threads: lentFor(values, table.rowCount), signal, pause });
  const found = columns.flatMap(({ facts }, i): { facts: ColumnFacts; score: FeatureScore }[] => {
    const score = scores[i] ?? null;
    return score === null ? [] : [{ facts, score }];
  });
  const isSignificant = rejectedHypotheses(
    found.map(({ score }) => aucPValue(score.auc, target, folds)),
    thresholds.leakSignificance,
  );
  return found.map((scored, i) => ({ ...scored, isSignificant: isSignificant[i] === true }));
}

/** The target's classes by row of a sample. */
export function sampledClasses(target: TargetClasses, { rows, isWhole }: TableSample): TargetClasses {
  if (isWhole) return target;
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = target.codes[(rows[i] ?? 0) - 1] ?? -1;
  const counts = [...rowsOfCodes(codes, target.names.length)];
  return { ...target, codes, counts, labelled: counts.reduce((total, count) => total + count, 0) };
}

/** Constant, or text that never repeats, so that no level was seen in another fold. */
function tellsNothing({ column, statistics }: ColumnFacts): boolean {
  const { count, distinct, missing } = statistics;
  return missing === 0 && (distinct < 2 || (column.type === 'text' && distinct === count));
}
