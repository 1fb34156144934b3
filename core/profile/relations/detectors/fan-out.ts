import { counted, countText, numberText, quoted } from '../../phrase.ts';
import { repeatedRows } from '../evidence.ts';
import type { RelationDetector } from './relation-detector.ts';

/** A join that multiplies the rows of the referring dataset. Counts the rows that would stand more than once; the evidence is what repeats in the other dataset. */
export const relationFanOut: RelationDetector = {
  id: 'relation.fan-out',
  async detect(context) {
    const { from, to, counts, limits, on } = context;
    const { multipliedRows, left } = counts;
    if (multipliedRows === 0) return null;
    const joined = counts.innerRows + left.rows - left.matchedRows;
    const growth = joined / left.rows;
    const columns = on.map(({ right }) => right.name);
    const { rows, examples } = await repeatedRows(context);
    return {
      version: to.table.version,
      issue: {
        detector: 'relation.fan-out',
        severity: growth - 1 > limits.fanOutError ? 'error' : 'warning',
        columns,
        count: multipliedRows,
        share: multipliedRows / left.rows,
        measure: 'rows after the join over rows before',
        statistic: growth,
        threshold: 1,
        rows,
        title: `Joining ${to.name} to ${from.name} multiplies ${counted(multipliedRows, 'row')}`,
        message: `${quoted(columns)} repeats in ${to.name} (for example ${quoted(examples)}, up to ${countText(counts.right.mostPerValue)} rows of one value), so ${countText(left.rows)} rows become ${countText(joined)}, ${numberText(growth)} times as many. Rows that stand several times weigh more than others, and their copies fall on both sides of a split. Aggregate ${to.name} to one row per value first.`,
        fixes: [],
      },
    };
  },
};
