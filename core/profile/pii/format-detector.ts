import type { Fix, Issue } from '../../contract/profile.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { counted, percent } from '../phrase.ts';
import { fetchShaped, type ShapedCells, shapedCells } from './personal-columns.ts';

/**
 * A detector for one kind of personal data that cells show by their format. A column is named when the score of the
 * recogniser, with what the column's name adds, reaches the limit and a cell passes every check; where chance passes
 * check digits, most different cells of that shape must pass and more than chance would. Counts such cells; never
 * shows one in full.
 */
export function formatDetector(id: string): Detector {
  return {
    id,
    cost: 'columns',
    needsTarget: false,
    async detect(context) {
      const issues = new Map<string, Issue>();
      let sampledRows: number | undefined;
      for (const cells of (await shapedCells(context)).filter(({ recogniser }) => recogniser.id === id)) {
        await context.pause();
        const { issue, looked } = await judge(context, cells);
        if (looked < cells.shaped) sampledRows = looked;
        const { name } = cells.facts.column;
        const other = issues.get(name);
        if (issue !== null && (other === undefined || issue.count > other.count)) issues.set(name, issue);
      }
      return { issues: [...issues.values()], ...(sampledRows === undefined ? {} : { sampledRows }) };
    },
  };
}

/** Chance may bring what passes in one column of twenty, or one of five under a name that speaks for it. */
const chanceLimit = { unnamed: 0.05, named: 0.2 };

async function judge(
  context: ProfileContext,
  cells: ShapedCells,
): Promise<{ issue: Issue | null; looked: number }> {
  const { recogniser, score, shaped } = cells;
  const { rows, texts } = await fetchShaped(context, cells);
  const known = new Map<string, string | null>();
  const passing: number[] = [];
  let example: string | null = null;
  texts.forEach((text, i) => {
    const found = known.get(text) ?? (known.has(text) ? null : recogniser.find(text));
    known.set(text, found);
    if (found === null) return;
    example ??= found;
    passing.push(rows[i] ?? 0);
  });
  const looked = texts.length;
  const passed = [...known.values()].filter((found) => found !== null).length;
  if (example === null || !isMoreThanChance(context, { cells, passed, tried: known.size })) {
    return { issue: null, looked };
  }
  const count = looked < shaped ? Math.round((passing.length / looked) * shaped) : passing.length;
  return { issue: describe(context, { cells, count, rows: passing, example, score }), looked };
}

function isMoreThanChance(
  { thresholds }: ProfileContext,
  { cells, passed, tried }: { cells: ShapedCells; passed: number; tried: number },
): boolean {
  const { chance, base } = cells.recogniser;
  if (chance === 0) return passed > 0;
  if (passed / tried < thresholds.piiPassing) return false;
  const limit = cells.score > base ? chanceLimit.named : chanceLimit.unnamed;
  return binomialTail(passed, tried, chance) < limit;
}

/** Probability of at least `successes` in `trials`. */
function binomialTail(successes: number, trials: number, probability: number): number {
  let log = trials * Math.log1p(-probability);
  let sum = successes === 0 ? Math.exp(log) : 0;
  for (let k = 1; k <= trials; k++) {
    log += Math.log((trials - k + 1) / k) + Math.log(probability / (1 - probability));
    if (k >= successes) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

function describe(
  { table, thresholds }: ProfileContext,
  found: { cells: ShapedCells; count: number; rows: readonly number[]; example: string; score: number },
): Issue {
  const { cells, count, rows, example, score } = found;
  const { facts, recogniser } = cells;
  const { name } = facts.column;
  const isMost = count > facts.statistics.count / 2;
  const drop: Fix = { kind: 'drop-columns', label: `Drop ${name}`, columns: [name] };
  const hash: Fix = { kind: 'mask', label: `Hash ${name}`, column: name, mask: { method: 'hash' } };
  return {
    detector: recogniser.id,
    severity: 'warning',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: 'score of the recogniser with the column name',
    statistic: score,
    threshold: thresholds.piiScore,
    rows: rows.slice(0, evidenceLimit),
    title: `${name} holds ${recogniser.label}`,
    message: `${counted(count, 'cell')} (${percent(count / table.rowCount)} of rows) ${count === 1 ? 'holds' : 'hold'} what looks like ${recogniser.label}, for example ${recogniser.mask(example)}. They point at persons: a model can learn them by heart, and a bundle or report would pass them on.`,
    fixes: isMost ? [drop, hash] : [hash],
  };
}
