import { z } from 'zod';
import {
  castStep,
  clipStep,
  convertStep,
  log1pStep,
  maskStep,
  mergeSpellingsStep,
  redecodeStep,
  trimStep,
} from '../contract/recipe-step.ts';

const onColumn = { sql: z.string().regex(/^c\d+$/) };

/** A step on the cells of one column with all that it learnt from training rows. `sql` is the physical name. */
export const fittedStep = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mark-missing'),
    column: z.string(),
    ...onColumn,
    values: z.array(z.union([z.string(), z.number()])),
  }),
  mergeSpellingsStep.extend(onColumn),
  redecodeStep.extend(onColumn),
  trimStep.extend(onColumn),
  castStep.extend(onColumn),
  convertStep.extend(onColumn),
  /** `salt` tells which salt a hash was made with, without telling the salt. */
  maskStep.extend({ ...onColumn, salt: z.string().nullable() }),
  clipStep.omit({ low: true, high: true }).extend({ ...onColumn, least: z.number(), greatest: z.number() }),
  log1pStep.extend({ ...onColumn, scale: z.number().gt(0) }),
]);
export type FittedStep = z.infer<typeof fittedStep>;
