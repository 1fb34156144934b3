import { rowsOfCodes } from './code-keys.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import { rejectedHypotheses } from './false-discovery.ts';
import { perContext } from './per-context.ts';
import {
  aucPValue,
  type Coded,
  type FeatureScore,
  quantileBins,
  scoreFeature,
  stratifiedFolds,
} from './single-feature.ts';
import { sortedFinite } from './sort-numbers.ts';
import { type SampledColumn, type TableSample, tableSample } from './table-sample.ts';
import type { TargetClasses } from './target-classes.ts';

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
  const { thresholds } = context;
  const { target } = options;
  const folds = thresholds.leakFolds;
  const foldOf = stratifiedFolds({ target, folds, rng: context.rng(options.purpose) });
  const found: { facts: ColumnFacts; score: FeatureScore }[] = [];
  for (const column of options.columns) {
    if (tellsNothing(column.facts)) continue;
    await context.pause();
    const score = scoreFeature({ coded: codeColumn(context, column), target, foldOf, folds });
    if (score !== null) found.push({ facts: column.facts, score });
  }
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

function codeColumn({ thresholds }: ProfileContext, { facts, numbers, codes, levels }: SampledColumn): Coded {
  if (facts.column.type !== 'text') {
    const sorted = sortedFinite(numbers);
    return quantileBins({ values: numbers, sorted, most: thresholds.leakBins });
  }
  const scored = Math.min(levels, thresholds.leakLevels);
  const places = mostFrequent(codes, levels, scored);
  const coded = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1;
    coded[i] = code < 0 ? scored : (places[code] ?? -1);
  }
  return { codes: coded, size: scored + 1 };
}

/** Where each code stands among the most frequent ones, ties by first appearance; -1 beyond `limit`. All codes keep theirs when none is beyond. */
function mostFrequent(codes: Int32Array, size: number, limit: number): Int32Array {
  const places = new Int32Array(size);
  if (size <= limit) return places.map((_, code) => code);
  const counts = rowsOfCodes(codes, size);
  const order = new Uint32Array(size).map((_, code) => code);
  order.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  places.fill(-1);
  for (let place = 0; place < limit; place++) places[order[place] ?? 0] = place;
  return places;
}
