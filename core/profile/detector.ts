import type { Issue } from '../contract/profile.ts';
import type { Rng } from '../shared/rng.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ColumnValues } from './column-values.ts';
import type { TargetClasses } from './target-classes.ts';
import type { Thresholds } from './thresholds.ts';

/**
 * One check of a table. A detector reads shared facts and values from the context and returns what it found;
 * it keeps no state, so detectors run in any order and give the same issues.
 */
export interface Detector {
  /** Stable id, `family.name`; it appears in reports. */
  readonly id: string;
  /** What it costs: a look at the statistics, a pass per column, a pass over all rows, or all pairs. */
  readonly cost: 'statistics' | 'columns' | 'rows' | 'pairs';
  /** Skipped, with a reason, when there is no classification target. */
  readonly needsTarget: boolean;
  detect(context: ProfileContext): Promise<Detection>;
}

/** What a detector found. `sampledRows` is stated when it did not look at every row. */
export interface Detection {
  readonly issues: readonly Issue[];
  readonly sampledRows?: number;
}

/** What detectors share. Everything costly is computed when first asked for, and kept while memory allows. */
export interface ProfileContext {
  readonly sql: Sql;
  readonly table: Table;
  readonly thresholds: Thresholds;
  /** Exact statistics of every column, in file order. */
  readonly columns: readonly ColumnFacts[];
  /** The same without the target. */
  readonly features: readonly ColumnFacts[];
  readonly targetColumn: ColumnFacts | null;
  readonly values: ColumnValues;
  /** The target's classes. Detectors with `needsTarget` may rely on them. */
  targetClasses(): Promise<TargetClasses>;
  /** Why a feature looks like an identifier, or null. */
  idReason(facts: ColumnFacts): Promise<string | null>;
  /** When the data was loaded, in seconds since 1970; null when that is not known. */
  readonly asOf: number | null;
  /** A generator of its own for each purpose. */
  rng(purpose: string): Rng;
  /** Lets other work run and throws CANCELLED when the job was stopped. Called between columns. */
  pause(): Promise<void>;
  readonly signal: AbortSignal | undefined;
}
