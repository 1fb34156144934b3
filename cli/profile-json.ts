import type { BadRowsPage, DatasetVersion } from '../core/contract/dataset.ts';
import type { Profile, ThresholdOverrides } from '../core/contract/profile.ts';

/**
 * What `assay profile --json` prints. Stable: keys are added, never renamed or removed. Holds nothing that depends
 * on the clock, so that the same file gives the same text.
 */
export function profileJson({
  version,
  profile,
  thresholds = {},
  badRows,
}: {
  version: DatasetVersion;
  profile: Profile;
  thresholds?: ThresholdOverrides;
  badRows: BadRowsPage;
}) {
  return {
    dataset: {
      version: version.id,
      name: version.name,
      number: version.number,
      path: version.sourcePath,
      bytes: version.sourceBytes,
      format: version.format,
      rowCount: version.rowCount,
      columnCount: version.columns.length,
      target: profile.target,
    },
    thresholds,
    columns: profile.columns.map(({ column, ...statistics }) => ({
      index: column.index,
      name: column.name,
      type: column.type,
      ...statistics,
    })),
    issues: profile.issues.map((issue) => ({
      detector: issue.detector,
      severity: issue.severity,
      columns: issue.columns,
      count: issue.count,
      share: issue.share,
      measure: issue.measure,
      statistic: issue.statistic,
      threshold: issue.threshold,
      rows: issue.rows,
      title: issue.title,
      message: issue.message,
      fixes: issue.fixes,
    })),
    outcomes: profile.outcomes.map(({ detector, status, reason, sampledRows }) => ({
      detector,
      status,
      reason,
      sampledRows,
    })),
    badRows: { count: badRows.total, rows: badRows.rows },
  };
}
