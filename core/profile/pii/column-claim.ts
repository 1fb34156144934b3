import type { Fix, Issue } from '../../contract/profile.ts';
import type { Mask } from '../../contract/recipe-step.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { counted } from '../phrase.ts';

/** The finding about whole columns of personal data; evidence is the first filled rows. */
export async function columnClaim(
  context: ProfileContext,
  claim: {
    detector: string;
    columns: readonly ColumnFacts[];
    label: string;
    score: number;
    /** How cells can be made less telling, if the column is kept. */
    mask: Mask;
  },
): Promise<Issue> {
  const { table, thresholds } = context;
  const names = claim.columns.map(({ column }) => column.name);
  const count = Math.min(...claim.columns.map(({ statistics }) => statistics.count));
  const filled = claim.columns.map(({ column }) => `${column.sql} IS NOT NULL`).join(' AND ');
  return {
    detector: claim.detector,
    severity: 'warning',
    columns: names,
    count,
    share: count / table.rowCount,
    measure: 'score of the recogniser with the column name',
    statistic: claim.score,
    threshold: thresholds.piiScore,
    rows: await firstRowsWhere(context, filled),
    title: `${names.join(' and ')} ${names.length === 1 ? 'holds' : 'hold'} ${claim.label}`,
    message: `By name and values, ${counted(count, 'row')} ${count === 1 ? 'holds' : 'hold'} ${claim.label}. They point at persons: a model can learn them by heart, and a bundle or report would pass them on.`,
    fixes: [
      { kind: 'drop-columns', label: `Drop ${names.join(' and ')}`, columns: names },
      ...names.map(
        (name): Fix => ({
          kind: 'mask',
          label: `${maskLabel(claim.mask)} ${name}`,
          column: name,
          mask: claim.mask,
        }),
      ),
    ],
  };
}

function maskLabel({ method }: Mask): string {
  return method === 'hash' ? 'Hash' : method === 'year' ? 'Keep only the year of' : 'Coarsen';
}

/** Share of the column's most frequent values, each counted once, for which a test holds. */
export function shareOfTop({ statistics }: ColumnFacts, test: (text: string) => boolean): number {
  const { top } = statistics;
  return top.length === 0 ? 0 : top.filter(({ value }) => test(String(value))).length / top.length;
}
