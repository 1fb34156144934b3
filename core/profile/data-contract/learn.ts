import type { ColumnRules, DataContract } from '../../contract/data-contract.ts';
import type { ColumnStatistics } from '../../contract/profile.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { wordsOf } from '../identifier.ts';
import { widenDays, widenLengths, widenMissing, widenNumbers, widenRows } from './margins.ts';
import { textPatterns } from './text-pattern.ts';

/** Most values that are listed as the ones allowed; statistics know at most 20. */
const mostAllowed = 20;
/** Rows per value from which a column counts as categories. */
const rowsPerValue = 5;
/** Rows below which uniqueness and shapes of texts may be chance. */
const rowsForHabits = 50;
const idWords = new Set(['id', 'uid', 'uuid', 'guid', 'identifier', 'key', 'code', 'no', 'nr', 'number']);

/**
 * What a version shows as rules for the versions to come: types, required columns, shares of missing cells, ranges,
 * categories where there are few, lengths and shapes of texts, uniqueness, the number of rows. Limits are wider than
 * what was seen (margins.ts), so that another sample of the same source keeps them. `statistics` are the version's.
 */
export async function learnDataContract(options: {
  sql: Sql;
  table: Table;
  statistics: readonly ColumnStatistics[];
  /** Name of the contract. */
  name: string;
  signal?: AbortSignal;
}): Promise<DataContract> {
  const { table, statistics, name } = options;
  const shaped = statistics
    .filter((each) => each.column.type === 'text' && each.count >= rowsForHabits && !allowedValues(each))
    .map(({ column }) => column);
  const patterns = await textPatterns({ ...options, columns: shaped });
  return {
    contract: 1,
    name,
    rows: widenRows(table.rowCount),
    otherColumns: 'forbid',
    columns: statistics.map((each) =>
      rulesOf(each, { rowCount: table.rowCount, pattern: patterns.get(each.column) ?? null }),
    ),
  };
}

function rulesOf(
  statistics: ColumnStatistics,
  { rowCount, pattern }: { rowCount: number; pattern: string | null },
): ColumnRules {
  const { column, count, missing, numeric, text, time } = statistics;
  const rules: ColumnRules = { name: column.name, required: true };
  if (count === 0) return rules;
  rules.type = column.type;
  rules.missing = widenMissing(missing / rowCount);
  const isUnique = looksUnique(statistics, rowCount);
  if (isUnique) rules.unique = true;
  const isNumberedOn = isUnique && column.type === 'integer';
  if (numeric && numeric.infinite === 0 && Number.isFinite(numeric.min) && !isNumberedOn) {
    Object.assign(rules, widenNumbers(numeric, { isWhole: column.type === 'integer' }));
  }
  if (time) Object.assign(rules, widenDays(time) ?? {});
  if (text) {
    const allowed = allowedValues(statistics);
    if (allowed) rules.allowed = allowed;
    else {
      const { min, max } = widenLengths({ min: text.minLength, max: text.maxLength });
      rules.minLength = min;
      rules.maxLength = max;
      if (pattern !== null) rules.pattern = pattern;
    }
  }
  return rules;
}

/** The values of a text column with few of them, in code-unit order; null for any other column. */
function allowedValues({ column, count, distinct, top }: ColumnStatistics): string[] | null {
  if (column.type !== 'text' || distinct > mostAllowed || count < rowsPerValue * distinct) return null;
  return top.map(({ value }) => String(value)).sort();
}

/** Every row has its own text or whole number, and by its name or its numbers that is no chance. */
function looksUnique(statistics: ColumnStatistics, rowCount: number): boolean {
  const { column, count, distinct, numeric, text } = statistics;
  if (distinct !== rowCount || count !== rowCount || rowCount < rowsForHabits) return false;
  if (wordsOf(column.name).some((word) => idWords.has(word))) return true;
  if (text) return text.maxLength <= 64;
  if (column.type !== 'integer' || !numeric) return false;
  const places = numeric.max - numeric.min + 1;
  return places === rowCount || (rowCount * (rowCount - 1)) / 2 / places >= 3;
}
