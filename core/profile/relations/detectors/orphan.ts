import { counted, countText, percent, quoted } from '../../phrase.ts';
import { unmatchedRows } from '../evidence.ts';
import type { RelationDetector } from './relation-detector.ts';

/** Rows that refer to something which the other dataset does not have. Rows without a key refer to nothing and are none. */
export const relationOrphan: RelationDetector = {
  id: 'relation.orphan',
  async detect(context) {
    const { from, to, counts, limits, on } = context;
    const { unmatchedRows: count, unmatchedValues, rows: rowCount } = counts.left;
    if (count === 0) return null;
    const share = count / rowCount;
    const { rows, examples } = await unmatchedRows(context);
    const columns = on.map(({ left }) => left.name);
    return {
      version: from.table.version,
      issue: {
        detector: 'relation.orphan',
        severity: share > limits.orphanError ? 'error' : 'warning',
        columns,
        count,
        share,
        measure: 'share of rows without a match',
        statistic: share,
        threshold: null,
        rows,
        title: `${counted(count, 'row')} of ${from.name} ${count === 1 ? 'has' : 'have'} no match in ${to.name}`,
        message: `${counted(unmatchedValues, 'value')} of ${quoted(columns)}, for example ${quoted(examples)}, ${unmatchedValues === 1 ? 'is' : 'are'} not among the ${countText(counts.right.distinct)} of ${quoted(on.map(({ right }) => right.name))} in ${to.name}: ${percent(share)} of rows. A left join leaves their new columns empty, an inner join drops them.`,
        fixes: [],
      },
    };
  },
};
