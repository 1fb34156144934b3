import type { RecipeSpec } from '../contract/experiment.ts';
import type { LevelCounts } from './count-levels.ts';

/** What is learnt from the training cells of a text column. */
export interface FittedCategory {
  readonly levels: string[];
  readonly hasOther: boolean;
  readonly missingAs: 'own' | 'most-frequent' | 'none';
}

/**
 * Keeps the levels that were counted. Levels that did not make it share the "other" indicator, and so do levels that
 * training rows do not have; when training rows have no such level there is no "other" indicator, since nothing could be
 * learnt for it, and an unseen level sets none. The same holds for missing cells. Null when no cell has a value.
 */
export function fitCategory(
  { levels, size, missing }: LevelCounts,
  impute: RecipeSpec['impute']['category'],
): FittedCategory | null {
  if (size === 0) return null;
  const asLevel = missing > 0 ? 'own' : 'none';
  return {
    levels: [...levels],
    hasOther: size > levels.length,
    missingAs: impute === 'most-frequent' ? 'most-frequent' : asLevel,
  };
}
