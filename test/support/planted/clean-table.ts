import type { Rng } from '../../../core/shared/rng.ts';
import { type CellSource, cleanColumns, cleanTarget } from './clean-columns.ts';
import { cleanLogColumns, cleanLogTarget } from './clean-log-columns.ts';
import type { PlantedTable } from './planted-table.ts';

/** Findings that are right on a clean table: one has a key and a column of customers, the other numbers that are codes. */
const truths: readonly (readonly [detector: string, column: string])[] = [
  ['id.column', 'record_id'],
  ['id.group', 'customer_id'],
  ['cardinality.high', 'customer_id'],
  ['schema.code-as-number', 'article'],
  ['schema.code-as-number', 'batch'],
];

/** A table of customers in which no detector should warn of anything but its truths. */
export function cleanTable({ rowCount, rng }: { rowCount: number; rng: Rng }): PlantedTable {
  return { ...filled(cleanColumns({ rowCount, rng }), rowCount), target: cleanTarget };
}

/** A log of a machine in which no detector should warn of anything. */
export function cleanLog({ rowCount, rng }: { rowCount: number; rng: Rng }): PlantedTable {
  return { ...filled(cleanLogColumns(rng), rowCount), target: cleanLogTarget };
}

/** Whether a finding on a clean table is right. */
export function isTrueOfClean(finding: { detector: string; columns: readonly string[] }): boolean {
  const { detector, columns } = finding;
  return truths.some(([id, column]) => id === detector && columns.length === 1 && columns[0] === column);
}

function filled(
  sources: readonly CellSource[],
  rowCount: number,
): Pick<PlantedTable, 'rowCount' | 'columns'> {
  const cells = sources.map((): string[] => []);
  for (let row = 0; row < rowCount; row++) {
    for (const [i, source] of sources.entries()) cells[i]?.push(source.next());
  }
  return { rowCount, columns: sources.map(({ name }, i) => ({ name, cells: cells[i] ?? [] })) };
}
