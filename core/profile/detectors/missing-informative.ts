import type { Issue } from '../../contract/profile.ts';
import { type ChiSquared, chiSquaredTwoRows } from '../chi-squared.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { rejectedHypotheses } from '../false-discovery.ts';
import { isMissingAt, type MissingColumn, missingness } from '../missingness.ts';
import { counted, percent } from '../phrase.ts';
import type { TargetClasses } from '../target-classes.ts';

/**
 * Features whose missing cells go with the target: Pearson's chi-squared on missing or not against the classes,
 * Benjamini-Hochberg over columns, and Cramér's V (1946) above 0.1. Rows without a label are left out. Counts the
 * labelled rows in which the feature is missing.
 */
export const missingInformative: Detector = {
  id: 'missing.informative',
  cost: 'columns',
  needsTarget: true,
  async detect(context) {
    const { thresholds } = context;
    const { informativeRows } = thresholds;
    const isCandidate = new Set(
      context.features.filter(
        ({ statistics }) => statistics.missing >= informativeRows && statistics.count >= informativeRows,
      ),
    );
    if (isCandidate.size === 0) return { issues: [] };
    const target = await context.targetClasses();
    const { columns } = await missingness(context);
    const tests: Tested[] = [];
    for (const column of columns.filter(({ facts }) => isCandidate.has(facts))) {
      await context.pause();
      const tested = test(column, target, informativeRows);
      if (tested !== null) tests.push(tested);
    }
    const rejected = rejectedHypotheses(
      tests.map(({ chi }) => chi.pValue),
      thresholds.informativeSignificance,
    );
    const found = tests.filter(({ v }, i) => rejected[i] === true && v > thresholds.informativeV);
    return { issues: found.map((tested) => describe(context, target, tested)) };
  },
};

interface Tested {
  readonly column: MissingColumn;
  readonly chi: ChiSquared;
  readonly v: number;
  /** Labelled rows by class: missing, and filled. */
  readonly missing: readonly number[];
  readonly filled: readonly number[];
}

function test(column: MissingColumn, target: TargetClasses, fewest: number): Tested | null {
  const missing: number[] = target.names.map(() => 0);
  const { codes } = target;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0 && isMissingAt(column, row)) missing[code] = (missing[code] ?? 0) + 1;
  }
  const filled = target.counts.map((count, code) => count - (missing[code] ?? 0));
  const total = missing.reduce((sum, count) => sum + count, 0);
  if (total < fewest || target.labelled - total < fewest) return null;
  const chi = chiSquaredTwoRows(missing, filled);
  return chi === null
    ? null
    : { column, chi, v: Math.sqrt(chi.statistic / target.labelled), missing, filled };
}

function describe({ table, thresholds }: ProfileContext, target: TargetClasses, tested: Tested): Issue {
  const { column, chi, v, missing, filled } = tested;
  const { name } = column.facts.column;
  const count = missing.reduce((sum, cells) => sum + cells, 0);
  const rest = target.labelled - count;
  const gap = (code: number) => (missing[code] ?? 0) / count - (filled[code] ?? 0) / rest;
  const strongest =
    target.positive ??
    target.names.reduce((best, _, code) => (Math.abs(gap(code)) > Math.abs(gap(best)) ? code : best), 0);
  const shares = [(missing[strongest] ?? 0) / count, (filled[strongest] ?? 0) / rest].map(percent);
  return {
    detector: 'missing.informative',
    severity: 'warning',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: "Cramér's V of being missing and the target",
    statistic: v,
    threshold: thresholds.informativeV,
    rows: firstRows(table.rowCount, (row) => (target.codes[row] ?? -1) >= 0 && isMissingAt(column, row)),
    title: `Whether ${name} is missing tells about ${target.column.column.name}`,
    message: `Where it is missing (${counted(count, 'row')}), ${shares[0]} are "${target.names[strongest]}", elsewhere ${shares[1]} (chi-squared ${chi.statistic.toFixed(1)}, ${chi.degrees} degrees of freedom). Either that is known in time, and an indicator keeps it, or it is filled in after the outcome, and it leaks.`,
    fixes: [
      { kind: 'missing-indicator', label: `Add a feature for missing ${name}`, column: name },
      { kind: 'drop-columns', label: `Drop ${name}`, columns: [name] },
    ],
  };
}
