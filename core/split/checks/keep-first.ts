import type { ColumnStatistics, Fix } from '../../contract/profile.ts';

/** Most rows, as a share, that a fix may leave out. */
const mostDropped = 0.2;

/** The fix that keeps one row per value, where that leaves out no more than a fifth of the rows and none lacks a value. */
export function keepFirst(options: { name: string; statistics: ColumnStatistics; rowCount: number }): Fix[] {
  const { name, statistics, rowCount } = options;
  const dropped = statistics.count - statistics.distinct;
  if (statistics.missing > 1 || dropped > mostDropped * rowCount) return [];
  return [
    {
      kind: 'drop-rows',
      label: `Keep the first row of each ${name}`,
      where: { kind: 'duplicates', columns: [name], keep: 'first' },
    },
  ];
}
