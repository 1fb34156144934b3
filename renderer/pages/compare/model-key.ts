import type { ModelRef } from '../../../core/contract/evaluate.ts';

/** A text that stands for one model of one run. */
export function modelKey({ run, learner }: ModelRef): string {
  return `${run}/${learner}`;
}
