import type { ColumnFacts } from './column-facts.ts';
import type { Thresholds } from './thresholds.ts';

const idWords = new Set(['id', 'ids', 'uid', 'uuid', 'guid', 'identifier', 'rowid']);
const nearIdWords = new Set(['number', 'no', 'nr', 'code', 'key', 'index', 'idx', 'serial', 'ref', 'sku']);
const timeWords = new Set(['year', 'month', 'week', 'day', 'date', 'time', 'timestamp', 'hour', 'minute']);

/**
 * Why a column looks like an identifier, or null. Text and whole numbers only: measurements with fractions,
 * dates and yes/no columns are none. Values count as unique only without missing cells. Numbers without an
 * id-like name must be unique where chance would have repeated some (birthday problem: pairs / range).
 * `numbers` gives the column in row order and is called only when the order matters.
 */
export async function identifierReason(options: {
  facts: ColumnFacts;
  rowCount: number;
  limits: Thresholds;
  numbers: () => Promise<Float64Array>;
}): Promise<string | null> {
  const { facts, rowCount, limits } = options;
  const { column, statistics, numeric } = facts;
  const { count, distinct } = statistics;
  const isWhole = numeric?.isWhole === true && numeric.statistics.infinite === 0;
  if (count < 2 || (column.type !== 'text' && !isWhole)) return null;
  const words = wordsOf(column.name);
  const isUnique = distinct === count && count === rowCount;
  const share = distinct / count;
  if (words.some((word) => idWords.has(word))) {
    if (isUnique) return 'its name says id and every row has its own value';
    if (share >= limits.idShare && distinct >= limits.idRows) {
      return 'its name says id and few rows share a value';
    }
  }
  if (rowCount < limits.idRows || words.some((word) => timeWords.has(word))) return null;
  if (words.some((word) => nearIdWords.has(word)) && share >= limits.idCodeShare && count >= limits.idRows) {
    return 'its name is that of a number or code and hardly a row shares a value';
  }
  if (!isUnique) return null;
  if (statistics.text !== null) {
    return statistics.text.maxLength <= limits.idTextLength ? 'every row has its own text' : null;
  }
  const { min, max } = numeric?.statistics ?? { min: 0, max: 0 };
  if (isSequence(await options.numbers())) return 'it counts the rows in equal steps';
  const expectedRepeats = (rowCount * (rowCount - 1)) / 2 / (max - min + 1);
  if (expectedRepeats >= limits.idRepeats) return 'no whole number repeats, though chance would repeat some';
  const width = String(Math.abs(max)).length;
  const isOneWidth = min > 0 && String(min).length === width;
  return isOneWidth && width >= limits.idDigits ? `every row has its own number of ${width} digits` : null;
}

/** Words of a name in lower case, parted at capitals and at everything but letters and digits. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function isSequence(values: Float64Array): boolean {
  const step = (values[1] ?? 0) - (values[0] ?? 0);
  if (step === 0) return false;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) - (values[i - 1] ?? 0) !== step) return false;
  return true;
}
