import type { RecipeSpec } from '../contract/experiment.ts';

/** What is learnt from the training cells of a text column. */
export interface FittedCategory {
  readonly levels: string[];
  readonly hasOther: boolean;
  readonly missingAs: 'own' | 'most-frequent' | 'none';
}

/**
 * Keeps the `maxLevels` most frequent levels (ties by code unit). Levels that did not make it share the "other"
 * indicator, and so do levels that training rows do not have; when training rows have no such level there is no
 * "other" indicator, since nothing could be learnt for it, and an unseen level sets none. The same holds for
 * missing cells. Null when no cell has a value.
 */
export function fitCategory(
  counts: ReadonlyMap<string, number>,
  options: { missing: number; impute: RecipeSpec['impute']['category']; maxLevels: number },
): FittedCategory | null {
  if (counts.size === 0) return null;
  const levels = [...counts]
    .sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1))
    .slice(0, options.maxLevels)
    .map(([level]) => level);
  const asLevel = options.missing > 0 ? 'own' : 'none';
  return {
    levels,
    hasOther: counts.size > levels.length,
    missingAs: options.impute === 'most-frequent' ? 'most-frequent' : asLevel,
  };
}
