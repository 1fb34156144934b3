import { z } from 'zod';
import {
  castStep,
  clipStep,
  columnRole,
  convertStep,
  log1pStep,
  mask,
  maskStep,
  mergeSpellingsStep,
  missingIndicatorStep,
  redecodeStep,
  rowCondition,
  trimStep,
} from './recipe-step.ts';

const label = z.string();

/**
 * A change to the experiment that answers an issue: a step of the recipe, the role of a column or a row filter.
 * `label` is what its button says.
 */
export const fix = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop-columns'), label, columns: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('mark-missing'),
    label,
    column: z.string(),
    values: z.array(z.union([z.string(), z.number()])),
  }),
  z.strictObject({ kind: z.literal('drop-duplicate-rows'), label }),
  z.strictObject({ kind: z.literal('limit-levels'), label, maxLevels: z.int() }),
  castStep.extend({ label }),
  mergeSpellingsStep.extend({ label }),
  redecodeStep.extend({ label }),
  trimStep.extend({ label }),
  convertStep.extend({ label }),
  clipStep.extend({ label }),
  log1pStep.extend({ label }),
  missingIndicatorStep.extend({ label }),
  /** `drop` makes the column no feature; the others change its cells. */
  maskStep.extend({ label, mask: z.union([z.strictObject({ method: z.literal('drop') }), mask]) }),
  z.strictObject({ kind: z.literal('role'), label, column: z.string(), role: columnRole }),
  /** Rows that fit are in no part. */
  z.strictObject({ kind: z.literal('drop-rows'), label, where: rowCondition }),
]);
export type Fix = z.infer<typeof fix>;
