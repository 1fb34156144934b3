import type { RuleResult } from '../../../core/contract/data-contract.ts';

/** The tone in which the outcome of a rule is shown. */
export const statusTones = {
  pass: 'good',
  fail: 'error',
  'not checked': 'warning',
} as const satisfies Record<RuleResult['status'], string>;
