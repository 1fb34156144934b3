import { constantPlanters } from './constant.ts';
import { correlationPlanters } from './correlation.ts';
import { duplicatePlanters } from './duplicate.ts';
import { identifierPlanters } from './identifier.ts';
import { leakPlanters } from './leak.ts';
import { missingPlanters } from './missing.ts';
import { numberPlanters } from './number.ts';
import { personalPlanters } from './personal.ts';
import type { Planter } from './planted-table.ts';
import { schemaPlanters } from './schema.ts';
import { targetPlanters } from './target.ts';
import { textPlanters } from './text.ts';
import { timePlanters } from './time.ts';

/** One planter for each detector of a single table. */
export const planters: readonly Planter[] = [
  ...schemaPlanters,
  ...missingPlanters,
  ...duplicatePlanters,
  ...constantPlanters,
  ...identifierPlanters,
  ...textPlanters,
  ...numberPlanters,
  ...targetPlanters,
  ...leakPlanters,
  ...correlationPlanters,
  ...timePlanters,
  ...personalPlanters,
];
