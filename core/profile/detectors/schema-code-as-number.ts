import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit, firstRows } from '../evidence.ts';
import { wordsOf } from '../identifier.ts';
import { counted, countText, numberText } from '../phrase.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * Whole numbers that are codes, not amounts: the name says postal code, phone, account or the like, or few
 * different numbers of one width lie far apart and are not round. Counts the filled cells. Identifiers, the target
 * and columns of one value are left to their own detectors.
 */
export const schemaCodeAsNumber: Detector = {
  id: 'schema.code-as-number',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const reason = codeReason(facts, context.thresholds);
      if (reason === null) continue;
      await context.pause();
      if ((await context.idReason(facts)) !== null) continue;
      const isByName = reason.isByName;
      if (!isByName && (await hasRoundValues(context, facts))) continue;
      issues.push(await describe(context, facts, reason.text));
    }
    return { issues };
  },
};

const codeNames = new Set(
  [
    'zip',
    'zipcode',
    'postcode',
    'postal',
    'plz',
    'phone',
    'telephone',
    'tel',
    'mobile',
    'fax',
    'iban',
    'isbn',
  ]
    .concat(['issn', 'ean', 'upc', 'gtin', 'fips', 'naics', 'sic', 'icd', 'sku', 'barcode', 'swift', 'vat'])
    .concat(['siret', 'siren', 'cusip', 'isin', 'ssn']),
);

function codeReason(
  { column, statistics, numeric }: ColumnFacts,
  limits: Thresholds,
): { text: string; isByName: boolean } | null {
  if (numeric === null || !numeric.isWhole || statistics.distinct < 2) return null;
  const { min, max, infinite } = numeric.statistics;
  if (infinite > 0 || !(min >= 0)) return null;
  const width = String(max).length;
  if (width < limits.codeWidth - 1) return null;
  const said = wordsOf(column.name).find((word) => codeNames.has(word));
  if (said !== undefined) return { text: `its name says ${said}`, isByName: true };
  const isOneWidth = String(min).length === width && width > limits.codeWidth;
  const isFew = statistics.distinct >= 10 && statistics.distinct <= limits.codeLevels * statistics.count;
  const isSparse = (max - min + 1) / statistics.distinct >= limits.codeGap;
  if (!isOneWidth || !isFew || !isSparse) return null;
  return {
    text: `${countText(statistics.distinct)} numbers of ${width} digits, far apart, come again and again`,
    isByName: false,
  };
}

/** Amounts are round more often than codes: of codes, a tenth ends in zero. */
async function hasRoundValues({ values }: ProfileContext, { column }: ColumnFacts): Promise<boolean> {
  const distinct = new Set(await values.numbers(column));
  distinct.delete(Number.NaN);
  let round = 0;
  for (const value of distinct) if (value % 10 === 0) round++;
  return round > 0.1 * distinct.size + 3 * Math.sqrt(0.09 * distinct.size);
}

async function describe(context: ProfileContext, facts: ColumnFacts, reason: string): Promise<Issue> {
  const { values, table, thresholds } = context;
  const { name } = facts.column;
  const { count, distinct } = facts.statistics;
  const { min = 0, max = 0 } = facts.numeric?.statistics ?? {};
  const [low, high] = [String(min).length, String(max).length];
  const numbers = count === table.rowCount ? null : await values.numbers(facts.column);
  const widths =
    low === high
      ? `all have ${high} digits`
      : `they have ${low} to ${high} digits, so leading zeros may be lost`;
  return {
    detector: 'schema.code-as-number',
    severity: 'warning',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: 'digits of the largest number',
    statistic: high,
    threshold: thresholds.codeWidth,
    rows: firstRows(numbers === null ? Math.min(count, evidenceLimit) : numbers.length, (row) =>
      numbers === null ? true : !Number.isNaN(numbers[row]),
    ),
    title: `${name} is a code, not an amount`,
    message: `${capitalised(reason)}: ${counted(distinct, 'value')} from ${numberText(min)} to ${numberText(max)}; ${widths}. A model that takes codes for amounts learns that a larger code means more.`,
    fixes: [{ kind: 'cast', label: `Read ${name} as text`, column: name, to: 'text' }],
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
