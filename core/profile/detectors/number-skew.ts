import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, numberText } from '../phrase.ts';

/** Numbers with an absolute skewness (third standardised moment) above 20. Counts the cells beyond 3 standard deviations on the long side. */
export const numberSkew: Detector = {
  id: 'number.skew',
  cost: 'statistics',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const skewness = facts.numeric?.shape.skewness ?? Number.NaN;
      if (!(Math.abs(skewness) > context.thresholds.skewness) || facts.statistics.distinct < 3) continue;
      await context.pause();
      issues.push(await describe(context, facts, skewness));
    }
    return { issues };
  },
};

async function describe(context: ProfileContext, facts: ColumnFacts, skewness: number): Promise<Issue> {
  const { name } = facts.column;
  const { mean = 0, standardDeviation = 0, median = 0, min = 0, max = 0 } = facts.numeric?.statistics ?? {};
  const limit = mean + 3 * standardDeviation * Math.sign(skewness);
  const isFar = (value: number) => Number.isFinite(value) && (skewness > 0 ? value > limit : value < limit);
  const values = await context.values.numbers(facts.column);
  const count = values.reduce((total, value) => total + (isFar(value) ? 1 : 0), 0);
  return {
    detector: 'number.skew',
    severity: 'note',
    columns: [name],
    count,
    share: count / context.table.rowCount,
    measure: 'skewness',
    statistic: skewness,
    threshold: Math.sign(skewness) * context.thresholds.skewness,
    rows: firstRows(values.length, (row) => isFar(values[row] ?? Number.NaN)),
    title: `${name} is extremely skewed`,
    message: `The skewness is ${skewness.toFixed(1)}: the median is ${numberText(median)}, the ${skewness > 0 ? 'largest' : 'smallest'} value ${numberText(skewness > 0 ? max : min)}, and ${counted(count, 'cell')} ${count === 1 ? 'lies' : 'lie'} beyond 3 standard deviations. Means and scaling follow a handful of cells.`,
    fixes: [{ kind: 'log1p', label: `Take the logarithm of ${name}`, column: name }],
  };
}
