import type { Fix, Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows, firstRowsWhere } from '../evidence.ts';
import { countText, percent } from '../phrase.ts';

/** Columns with many missing cells. Counts missing cells (NULL or NaN). */
export const missingColumn: Detector = {
  id: 'missing.column',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.columns) {
      const share = facts.statistics.missing / context.table.rowCount;
      if (share > context.thresholds.missingNote) issues.push(await describe(context, facts, share));
    }
    return { issues };
  },
};

async function describe(context: ProfileContext, facts: ColumnFacts, share: number): Promise<Issue> {
  const { missingNote, missingWarning, missingError } = context.thresholds;
  const { column, statistics } = facts;
  const isError = share > missingError;
  const isWarning = share > missingWarning;
  const isTarget = facts === context.targetColumn;
  const drop: Fix = { kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] };
  const consequence = isTarget
    ? 'Rows without a label can neither train nor test a model.'
    : isError
      ? 'Hardly anything is left to learn from.'
      : 'What is filled in for them shapes the model, and whether a cell is missing may itself be a signal.';
  return {
    detector: 'missing.column',
    severity: isError ? 'error' : isWarning ? 'warning' : 'note',
    columns: [column.name],
    count: statistics.missing,
    share,
    measure: 'share of missing cells',
    statistic: share,
    threshold: isError ? missingError : isWarning ? missingWarning : missingNote,
    rows: await missingRows(context, facts),
    title: `${column.name} is missing in ${percent(share)} of rows`,
    message: `${countText(statistics.missing)} of ${countText(context.table.rowCount)} cells are empty. ${consequence}`,
    fixes: isWarning && !isTarget ? [drop] : [],
  };
}

async function missingRows(context: ProfileContext, facts: ColumnFacts): Promise<number[]> {
  const { values } = context;
  if (facts.numeric !== null) {
    const numbers = await values.numbers(facts.column);
    return firstRows(numbers.length, (row) => Number.isNaN(numbers[row]));
  }
  return firstRowsWhere(context, `${facts.column.sql} IS NULL`);
}
