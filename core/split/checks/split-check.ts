import type { RecipeSpec, SplitSpec } from '../../contract/experiment.ts';
import type { ColumnFacts } from '../../profile/column-facts.ts';
import type { Detection, ProfileContext } from '../../profile/detector.ts';
import type { Labels } from '../labels.ts';
import type { SplitLimits } from './split-limits.ts';

/** One check of the parts of a table. It keeps no state; the same parts give the same issues. */
export interface SplitCheck {
  /** Stable id, `split.name`; it appears in reports. */
  readonly id: string;
  detect(context: SplitContext): Promise<Detection>;
}

/** What checks share. Values and facts are those of the whole table. */
export interface SplitContext {
  readonly profile: ProfileContext;
  readonly recipe: RecipeSpec;
  /** How the rows were parted: what that brings about by itself speaks less against the parts. */
  readonly kind: SplitSpec['kind'];
  /** Columns that the recipe takes as features, in file order. */
  readonly features: readonly ColumnFacts[];
  /** Part of each row, a value of PART. */
  readonly parts: Uint8Array;
  readonly labels: Labels;
  readonly limits: SplitLimits;
}
