import { z } from 'zod';
import { createRng } from '../../shared/rng.ts';
import { classShares } from '../data.ts';
import type { SavedModel } from '../model-file.ts';
import type { FitOptions, Fitted, Scorer } from './learner.ts';
import { describeShares } from './prior.ts';

const parameters = z.strictObject({ probabilities: z.array(z.number()), seed: z.int() });

/** Draws a class for every row, as often as it occurs in the training part. */
export async function fitStratifiedRandom({ data, rng }: FitOptions<'stratified-random'>): Promise<Fitted> {
  const shares = classShares(data, data.train);
  return {
    parameters: { probabilities: [...shares], seed: rng.seed('draws') },
    arrays: [],
    history: [],
    summary: `draws ${describeShares(shares, data)}`,
    backend: 'js',
  };
}

/**
 * Scores with a saved model. A row's probabilities are half the drawn class and half the training shares: the drawn
 * class is always the most probable, the mean over rows is the training shares, and log loss stays finite. The draw
 * depends on the seed and the row's number only, not on which other rows are scored.
 */
export function stratifiedRandomScorer(model: SavedModel): Scorer {
  const { probabilities, seed } = parameters.parse(model.header.parameters);
  const rng = createRng(seed);
  return ({ rows }) => {
    const result = new Float64Array(rows.length * probabilities.length);
    for (const [i, row] of rows.entries()) {
      const drawn = draw(probabilities, rng.derive(`row ${row}`).next());
      for (const [k, share] of probabilities.entries()) {
        result[i * probabilities.length + k] = share / 2 + (k === drawn ? 0.5 : 0);
      }
    }
    return result;
  };
}

function draw(shares: readonly number[], uniform: number): number {
  let left = uniform;
  for (const [k, share] of shares.entries()) {
    left -= share;
    if (left < 0) return k;
  }
  return shares.findLastIndex((share) => share > 0);
}
