import { z } from 'zod';
import { severity } from './profile.ts';

/** Columns that hold personal data, and whether they keep an export from being made without consent. */
export const exportGate = z.strictObject({
  isClear: z.boolean(),
  findings: z.array(
    z.strictObject({
      column: z.string(),
      detector: z.string(),
      severity,
      title: z.string(),
      /** What the recipe does with the column: dropped, or masked by a hash or something coarser. */
      treatment: z.enum(['none', 'dropped', 'masked']),
    }),
  ),
});
export type ExportGate = z.infer<typeof exportGate>;

/** The gate of a run, and whether its data was there to be examined: where it was not, nothing is found or clear. */
export const runGate = exportGate.extend({ isExamined: z.boolean() });
export type RunGate = z.infer<typeof runGate>;
