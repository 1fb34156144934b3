import type { RuleResult } from '../../contract/data-contract.ts';
import type { RowsQuery } from './evidence.ts';

/** What became of one rule, and how to find all rows that break it. */
export interface Judged {
  readonly result: RuleResult;
  /** Name of the column whose cells the rows show: of a key or a relation its first; null where there is none. */
  readonly column: string | null;
  /** Null where no row breaks the rule, or it is not about rows. */
  readonly rows: RowsQuery | null;
}
