import type { ColumnFacts } from '../../profile/column-facts.ts';
import { evidenceLimit } from '../../profile/evidence.ts';
import { sampleRows } from '../../profile/row-sample.ts';
import { quantileBins } from '../../profile/single-feature.ts';
import { PART, partRows } from '../plan.ts';
import type { HeldOut } from './part-rows.ts';
import type { SplitContext } from './split-check.ts';

const folds = 5;
const bins = 16;
const mostLevels = 500;

/** How well rows of a part can be told from training rows. */
export interface PartScores {
  /** Out of fold. */
  readonly auc: number;
  /** Of the AUC when the parts are drawn alike (Mann and Whitney, 1947). */
  readonly deviation: number;
  readonly rows: number;
  /** Numbers (1 is the first) of the 20 rows of the part that are told most surely, ascending. */
  readonly likeliest: readonly number[];
  /** True when not all rows of both parts were seen. */
  readonly isSample: boolean;
}

/**
 * Naive Bayes over all features, fitted in five folds: numbers in 16 quantile bins, text by level, missing as a
 * value of its own; shares of a value are smoothed with one row. Rows are drawn with the profile's seed, as many of
 * either part as the limit allows. Null without features, or with fewer than 20 rows in a part.
 */
export async function partScores(context: SplitContext, part: HeldOut): Promise<PartScores | null> {
  const { profile, parts, limits } = context;
  const features = context.features.filter((facts) => isUseful(facts, limits.categoryUnique));
  const [train, other] = [partRows(parts, PART.train), partRows(parts, PART[part])];
  if (features.length === 0 || Math.min(train.length, other.length) < 20) return null;
  const rng = profile.rng(`split.shift ${part}`);
  const half = limits.shiftRows / 2;
  const drawn = [train, other].map((rows) => sampleRows(rows.length, half, rng).map((i) => rows[i] ?? 0));
  const [negatives = new Uint32Array(0), positives = new Uint32Array(0)] = drawn;
  const size = negatives.length + positives.length;
  const foldOf = new Uint8Array(size);
  rng.permutation(size).forEach((row, i) => {
    foldOf[row] = i % folds;
  });
  const scores = new Float64Array(size);
  for (const facts of features) {
    await profile.pause();
    const codes = await codesOf(context, facts);
    const own = Int32Array.from([...negatives, ...positives], (row) => codes.codes[row] ?? 0);
    addScores({ codes: own, size: codes.size, negatives: negatives.length, foldOf, scores });
  }
  const [n, m] = [negatives.length, positives.length];
  const surest = Array.from(positives, (row, i) => ({ row, score: scores[n + i] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, evidenceLimit);
  return {
    auc: rankAuc(scores, n),
    likeliest: surest.map(({ row }) => row + 1).sort((a, b) => a - b),
    deviation: Math.sqrt((n + m + 1) / (12 * n * m)),
    rows: size,
    isSample: size < train.length + other.length,
  };
}

function isUseful({ column, statistics }: ColumnFacts, unique: number): boolean {
  const { count, distinct, missing } = statistics;
  if (distinct + Math.min(1, missing) < 2) return false;
  return column.type !== 'text' || distinct <= unique * count;
}

async function codesOf({ profile }: SplitContext, { column }: ColumnFacts) {
  const { values } = profile;
  if (column.type !== 'text') {
    return quantileBins({
      values: await values.numbers(column),
      sorted: await values.sorted(column),
      most: bins,
    });
  }
  const { codes, names } = await values.levels(column);
  const kept = Math.min(names.length, mostLevels);
  return { codes: codes.map((code) => (code < 0 ? kept + 1 : Math.min(code, kept))), size: kept + 2 };
}

/** Adds the logarithm of how much likelier each row's value is in the part, judged by the other folds. */
function addScores(options: {
  codes: Int32Array;
  size: number;
  negatives: number;
  foldOf: Uint8Array;
  scores: Float64Array;
}): void {
  const { codes, size, negatives, foldOf, scores } = options;
  const counts = Array.from(
    { length: folds + 1 },
    () => [new Float64Array(size), new Float64Array(size)] as const,
  );
  const totals = Array.from({ length: folds + 1 }, () => [0, 0] as [number, number]);
  for (let i = 0; i < codes.length; i++) {
    const side = i < negatives ? 0 : 1;
    for (const place of [foldOf[i] ?? 0, folds]) {
      const cells = counts[place]?.[side];
      const total = totals[place];
      const code = codes[i] ?? 0;
      if (cells) cells[code] = (cells[code] ?? 0) + 1;
      if (total) total[side]++;
    }
  }
  const others = (side: 0 | 1, fold: number, code: number) => {
    const count = (counts[folds]?.[side][code] ?? 0) - (counts[fold]?.[side][code] ?? 0);
    const total = (totals[folds]?.[side] ?? 0) - (totals[fold]?.[side] ?? 0);
    const pooled = (counts[folds]?.[0][code] ?? 0) + (counts[folds]?.[1][code] ?? 0);
    return (count + pooled / codes.length) / (total + 1);
  };
  for (let i = 0; i < codes.length; i++) {
    const [fold, code] = [foldOf[i] ?? 0, codes[i] ?? 0];
    scores[i] = (scores[i] ?? 0) + Math.log(others(1, fold, code) / others(0, fold, code));
  }
}

/** Mann and Whitney's U over the product of the sizes; the first `negatives` scores are of one class, ties count half. */
function rankAuc(scores: Float64Array, negatives: number): number {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let [below, wins] = [0, 0];
  for (let i = 0; i < order.length; ) {
    let [negative, positive] = [0, 0];
    const score = scores[order[i] ?? 0];
    for (; i < order.length && scores[order[i] ?? 0] === score; i++) {
      if ((order[i] ?? 0) < negatives) negative++;
      else positive++;
    }
    wins += positive * (below + negative / 2);
    below += negative;
  }
  return wins / (negatives * (scores.length - negatives));
}
