import type { RelationIssue } from '../../../contract/relation.ts';
import type { Joined } from '../evidence.ts';
import type { JoinCounts } from '../join-counts.ts';
import type { RelationLimits } from '../relation-limits.ts';
import type { Side } from '../side.ts';

/** A relation with its counts, as detectors see it: the left side refers to the right one. */
export interface RelationContext extends Joined {
  readonly from: Pick<Side, 'name' | 'table'>;
  readonly to: Pick<Side, 'name' | 'table'>;
  readonly counts: JoinCounts;
  readonly limits: RelationLimits;
}

/** One check of a relation between two datasets. */
export interface RelationDetector {
  /** Stable id, `relation.name`; it appears in reports. */
  readonly id: string;
  detect(context: RelationContext): Promise<RelationIssue | null>;
}
