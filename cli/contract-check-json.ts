import type { RuleResult } from '../core/contract/data-contract.ts';
import type { FileCheck } from './check-file.ts';

/** What `assay check --json` prints. Stable: keys are added, never renamed or removed. */
export function contractCheckJson({ version, check, unreadable }: FileCheck) {
  const failed = check.rules.filter(({ status }) => status === 'fail');
  const notChecked = check.rules.filter(isUnchecked);
  return {
    dataset: {
      version: version.id,
      name: version.name,
      path: version.sourcePath,
      rowCount: version.rowCount,
      columnCount: version.columns.length,
    },
    contract: check.contract,
    holds: check.holds && unreadable.total === 0,
    ruleCount: check.rules.length,
    failed: failed.map(({ rule, column, relation, expected, found, count, evidence }) => ({
      rule,
      column,
      ...(relation ? { relation } : {}),
      expected,
      found,
      count,
      evidence,
    })),
    notChecked: notChecked.map(({ rule, column, relation, expected, found }) => ({
      rule,
      column,
      ...(relation ? { relation } : {}),
      expected,
      found,
    })),
    unreadable: { count: unreadable.total, rows: unreadable.rows },
  };
}

/** Whether what the rule refers to was not there. */
export function isUnchecked({ status }: RuleResult): boolean {
  return status === 'not checked';
}
