import { groupOverlap } from './group-overlap.ts';
import { indexOverlap } from './index-overlap.ts';
import { missingShift } from './missing-shift.ts';
import { nearOverlap } from './near-overlap.ts';
import { newCategory } from './new-category.ts';
import { newLabel } from './new-label.ts';
import { rowOverlap } from './row-overlap.ts';
import { shift } from './shift.ts';
import { size } from './size.ts';
import type { SplitCheck } from './split-check.ts';
import { timeOverlap } from './time-overlap.ts';

/** All checks of a split, those whose findings harm an evaluation most first; ties in severity rank in this order. */
export const splitChecks: readonly SplitCheck[] = [
  groupOverlap,
  rowOverlap,
  newLabel,
  nearOverlap,
  timeOverlap,
  indexOverlap,
  shift,
  missingShift,
  size,
  newCategory,
];
