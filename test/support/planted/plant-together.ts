import type { Rng } from '../../../core/shared/rng.ts';
import { cleanTable } from './clean-table.ts';
import type { Expected, Planted, Planter, Prevalence } from './planted-table.ts';

/** Rows needed so that every planted defect has the cells that it takes to be one. */
export function rowsFor(planter: Planter, prevalence: Prevalence): number {
  const cells = Math.ceil((planter.leastCells ?? 1) / prevalence);
  return Math.max(2000, planter.leastRows ?? 0, cells);
}

/** One clean table with the defects of all these planters, each drawn by a generator of its own. */
export function plantTogether(options: {
  planters: readonly Planter[];
  prevalence: Prevalence;
  rowCount: number;
  rng: Rng;
}): Planted {
  const { planters, prevalence, rowCount, rng } = options;
  let table = cleanTable({ rowCount, rng: rng.derive('clean') });
  const expected: Expected[] = [];
  for (const planter of planters) {
    const made = planter.plant(table, { prevalence, rng: rng.derive(planter.detector) });
    table = made.table;
    expected.push(...made.expected);
  }
  return { table, expected };
}

/** Planters in groups that can share a table: those of one size that only add columns, and each other one alone. */
export function tableGroups(
  planters: readonly Planter[],
  prevalence: Prevalence,
): { rowCount: number; planters: Planter[] }[] {
  const wanted = planters.filter(({ at }) => at.includes(prevalence));
  const shared = Map.groupBy(
    wanted.filter(({ scope }) => scope === 'columns'),
    (planter) => rowsFor(planter, prevalence),
  );
  return [
    ...[...shared].map(([rowCount, group]) => ({ rowCount, planters: group })),
    ...wanted
      .filter(({ scope }) => scope === 'table')
      .map((planter) => ({ rowCount: rowsFor(planter, prevalence), planters: [planter] })),
  ];
}
