import type { TargetSpec } from '../contract/profile.ts';
import { invariant } from '../errors.ts';
import { createRng } from '../shared/rng.ts';
import type { Sql } from '../shared/sql.ts';
import type { Table } from '../shared/table.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ColumnValues } from './column-values.ts';
import type { ProfileContext } from './detector.ts';
import { identifierReason } from './identifier.ts';
import { type TargetClasses, targetClasses } from './target-classes.ts';
import type { Thresholds } from './thresholds.ts';

/** The context that detectors share; target classes and identifier verdicts are worked out once, when asked for. */
export function profileContext(options: {
  sql: Sql;
  table: Table;
  target: TargetSpec | null;
  targetIndex: number | null;
  columns: readonly ColumnFacts[];
  values: ColumnValues;
  thresholds: Thresholds;
  seed: number;
  asOf?: number | null;
  pause: () => Promise<void>;
  signal?: AbortSignal;
}): ProfileContext {
  const { table, target, targetIndex, columns, values, thresholds, seed, pause, signal } = options;
  const targetColumn = targetIndex === null ? null : (columns[targetIndex] ?? null);
  const reasons = new Map<number, Promise<string | null>>();
  let classes: Promise<TargetClasses> | null = null;

  return {
    sql: options.sql,
    table,
    thresholds,
    columns,
    features: columns.filter((facts) => facts !== targetColumn),
    targetColumn,
    values,
    targetClasses() {
      invariant(target !== null && targetColumn !== null, 'detectors that need a target run only with one');
      classes ??= targetClasses({ target, facts: targetColumn, values });
      return classes;
    },
    idReason(facts) {
      const { index } = facts.column;
      const numbers = () => values.numbers(facts.column);
      const reason =
        reasons.get(index) ??
        identifierReason({ facts, rowCount: table.rowCount, limits: thresholds, numbers });
      reasons.set(index, reason);
      return reason;
    },
    asOf: options.asOf ?? null,
    rng: (purpose) => createRng(seed).derive(purpose),
    pause,
    signal,
  };
}
