import { z } from 'zod';
import { classShares } from '../data.ts';
import type { SavedModel } from '../model-file.ts';
import type { FitOptions, Fitted, Scorer } from './learner.ts';

const parameters = z.strictObject({ probabilities: z.array(z.number()) });

/** Gives every row the class shares of the training part. */
export async function fitPrior({ data }: FitOptions<'prior'>): Promise<Fitted> {
  const shares = classShares(data, data.train);
  return {
    parameters: { probabilities: [...shares] },
    arrays: [],
    history: [],
    summary: describeShares(shares, data),
    backend: 'js',
  };
}

/** Scores with a saved prior. */
export function priorScorer(model: SavedModel): Scorer {
  const { probabilities } = parameters.parse(model.header.parameters);
  return ({ rows }) =>
    Float64Array.from(
      { length: rows.length * probabilities.length },
      (_, i) => probabilities[i % probabilities.length] ?? 0,
    );
}

/** "30.0 % bad" for two classes; for more, the three most frequent. */
export function describeShares(
  shares: Float64Array,
  about: { classNames: readonly string[]; positiveIndex: number | null },
): string {
  const { classNames, positiveIndex } = about;
  const all = classNames.map((name, k) => ({ name, share: shares[k] ?? 0, k }));
  const shown =
    positiveIndex === null
      ? all.sort((a, b) => b.share - a.share).slice(0, 3)
      : all.filter(({ k }) => k === positiveIndex);
  return shown.map(({ name, share }) => `${(share * 100).toFixed(1)} % ${name}`).join(', ');
}
