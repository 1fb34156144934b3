import type { Issue } from '../../contract/profile.ts';
import { rowsOfCodes } from '../code-keys.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { type ColumnScore, scoreColumns } from '../feature-scores.ts';
import { quoted } from '../phrase.ts';
import { type ProtectedColumn, protectedColumns } from '../protected/protected-columns.ts';
import { type SampledColumn, sampleNote, type TableSample, tableSample } from '../table-sample.ts';
import type { TargetClasses } from '../target-classes.ts';

/**
 * Features that tell a protected attribute: out-of-fold AUC of 0.8 or more (mean over its groups for more than two),
 * scored as leak.feature is, chance ruled out over all features. Numbers such as age are parted at their median; those
 * that are codes, such as 1 to 5 for race, are groups each.
 * Protected attributes do not stand in for each other. Counts the filled cells.
 */
export const protectedProxy: Detector = {
  id: 'protected.proxy',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const attributes = await protectedColumns(context);
    if (attributes.length === 0) return { issues: [] };
    const sample = await tableSample(context);
    const isFeature = ({ facts }: SampledColumn) =>
      facts !== context.targetColumn && attributes.every((attribute) => attribute.facts !== facts);
    const columns: SampledColumn[] = [];
    for (const column of sample.columns.filter(isFeature)) {
      if ((await context.idReason(column.facts)) === null) columns.push(column);
    }
    const issues: Issue[] = [];
    for (const attribute of attributes) {
      await context.pause();
      const target = groupsOf(context, attribute, sample);
      if (target === null) continue;
      const purpose = `protected.proxy ${attribute.facts.column.name}`;
      const scores = await scoreColumns(context, { columns, target, purpose });
      for (const scored of scores) {
        if (!scored.isSignificant || scored.score.auc < context.thresholds.proxyScore) continue;
        issues.push(describe(context, { scored, attribute, sample }));
      }
    }
    return { issues, ...sampleNote(sample) };
  },
};

/** The attribute's groups by row of the sample, or null when there is nothing to tell apart. */
function groupsOf(
  { thresholds }: ProfileContext,
  { facts, isQuantity }: ProtectedColumn,
  sample: TableSample,
): TargetClasses | null {
  const column = sample.columns[facts.column.index];
  if (column === undefined) return null;
  const { codes, levels } =
    facts.column.type === 'text'
      ? column
      : isQuantity && facts.numeric !== null && facts.statistics.distinct > 2
        ? halves(column, facts.numeric.statistics.median)
        : groupPerValue(column);
  if (levels < 2 || levels > thresholds.proxyLevels) return null;
  const names = Array.from({ length: levels }, (_, level) => `group ${level + 1}`);
  const counts = [...rowsOfCodes(codes, levels)];
  const labelled = counts.reduce((sum, count) => sum + count, 0);
  const positive = names.length === 2 ? ((counts[0] ?? 0) < (counts[1] ?? 0) ? 0 : 1) : null;
  return { column: facts, codes, names, counts, labelled, positive };
}

/** Numbers up to the median, and above it. */
function halves({ numbers }: SampledColumn, median: number): { codes: Int32Array; levels: number } {
  const codes = Int32Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : value > median ? 1 : 0));
  return { codes, levels: 2 };
}

/** A group for each value, the smallest first. */
function groupPerValue({ numbers }: SampledColumn): { codes: Int32Array; levels: number } {
  const values = [...new Set(numbers.filter((value) => !Number.isNaN(value)))].sort((a, b) => a - b);
  const codeOf = new Map(values.map((value, code) => [value, code]));
  return { codes: Int32Array.from(numbers, (value) => codeOf.get(value) ?? -1), levels: values.length };
}

function describe(
  { table, thresholds }: ProfileContext,
  found: { scored: ColumnScore; attribute: ProtectedColumn; sample: TableSample },
): Issue {
  const { scored, attribute, sample } = found;
  const { column, statistics } = scored.facts;
  const other = attribute.facts.column.name;
  const { auc } = scored.score;
  return {
    detector: 'protected.proxy',
    severity: 'warning',
    columns: [column.name, other],
    count: statistics.count,
    share: statistics.count / table.rowCount,
    measure: 'out-of-fold AUC for the protected attribute',
    statistic: auc,
    threshold: thresholds.proxyScore,
    rows: [...sample.rows.slice(0, evidenceLimit)],
    title: `${column.name} stands in for ${other}`,
    message: `Alone, ${quoted([column.name])} predicts ${quoted([other])} (${attribute.label}) with an AUC of ${auc.toFixed(3)}. A model without ${other} can still treat its groups differently through this column; compare errors between the groups.`,
    fixes: [{ kind: 'drop-columns', label: `Drop ${column.name}`, columns: [column.name] }],
  };
}
