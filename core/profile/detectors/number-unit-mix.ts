import type { Issue } from '../../contract/profile.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { wordsOf } from '../identifier.ts';
import { runAt } from '../number-runs.ts';
import { counted, numberText, percent } from '../phrase.ts';
import { lowerBound, quantile } from '../quantile.ts';
import { distanceAfter, mayConvert, type UnitConversion, unitConversions } from '../unit-conversions.ts';

/**
 * Numbers in two units: the logarithms fall into two narrow humps with a valley between them, and a known conversion turns
 * one hump into the other (Kolmogorov-Smirnov distance below 0.03 plus 1.6 over the root of the smaller hump's
 * cells, which one in a hundred true mixtures exceeds). A name that says another quantity rules a conversion out.
 * Counts the cells of the smaller hump, of which 30 are needed.
 */
export const numberUnitMix: Detector = {
  id: 'number.unit-mix',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const valley = facts.numeric?.shape.valley ?? null;
      if (valley === null || Math.min(valley.below, valley.above) < context.thresholds.unitCells) continue;
      await context.pause();
      const issue = await findIn(context, facts, valley.at);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

async function findIn(context: ProfileContext, facts: ColumnFacts, at: number): Promise<Issue | null> {
  const sorted = await context.values.sorted(facts.column);
  const split = lowerBound(sorted, at);
  const lower = sorted.subarray(runAt(sorted, 0).end, split);
  const upper = sorted.subarray(split);
  const cells = Math.min(lower.length, upper.length);
  if (cells === 0 || !areApart(lower, upper, context.thresholds.unitSpread)) return null;
  if ((await context.idReason(facts)) !== null) return null;
  const words = wordsOf(facts.column.name);
  const best = unitConversions
    .filter((conversion) => mayConvert(conversion, words))
    .map((conversion) => ({ conversion, distance: distanceAfter(conversion, lower, upper) }))
    .reduce((a, b) => (b.distance < a.distance ? b : a));
  const limit = context.thresholds.unitDistance + 1.6 / Math.sqrt(cells);
  return best.distance < limit ? describe(context, { facts, lower, upper, limit, ...best }) : null;
}

/** Whether both humps are narrow on the scale of logarithms, next to the distance of their medians. */
function areApart(lower: Float64Array, upper: Float64Array, spread: number): boolean {
  const limit = spread * Math.log(quantile(upper, 0.5) / quantile(lower, 0.5));
  return [lower, upper].every((hump) => Math.log(quantile(hump, 0.75) / quantile(hump, 0.25)) <= limit);
}

async function describe(
  context: ProfileContext,
  found: {
    facts: ColumnFacts;
    lower: Float64Array;
    upper: Float64Array;
    limit: number;
    conversion: UnitConversion;
    distance: number;
  },
): Promise<Issue> {
  const { facts, lower, upper, limit, conversion, distance } = found;
  const { name } = facts.column;
  const isLower = lower.length < upper.length;
  const fewer = isLower ? lower : upper;
  const [from, to] = [fewer[0] ?? 0, fewer.at(-1) ?? 0];
  const { factor, offset } = isLower ? conversion.up : conversion.down;
  const values = await context.values.numbers(facts.column);
  const share = fewer.length / context.table.rowCount;
  const [low, high] = [quantile(lower, 0.5), quantile(upper, 0.5)].map(numberText);
  return {
    detector: 'number.unit-mix',
    severity: 'warning',
    columns: [name],
    count: fewer.length,
    share,
    measure: 'Kolmogorov-Smirnov distance after conversion',
    statistic: distance,
    threshold: limit,
    rows: firstRows(
      values.length,
      (row) => (values[row] ?? Number.NaN) >= from && (values[row] ?? Number.NaN) <= to,
    ),
    title: `${name} seems to mix two units`,
    message: `Values gather around ${low} and around ${high}, and the former times ${conversion.text} are spread like the latter. ${counted(fewer.length, 'cell')} (${percent(share)}), from ${numberText(from)} to ${numberText(to)}, ${fewer.length === 1 ? 'is' : 'are'} in the rarer unit. A model takes them for other sizes than they are.`,
    fixes: [
      {
        kind: 'convert',
        label: `Bring ${name} to one unit`,
        column: name,
        low: from,
        high: to,
        factor,
        ...(offset === 0 ? {} : { offset }),
      },
    ],
  };
}
