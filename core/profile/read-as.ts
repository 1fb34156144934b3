import type { Fix, Issue } from '../contract/profile.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ProfileContext } from './detector.ts';
import { firstRowsWhere } from './evidence.ts';
import { counted, countText, percent } from './phrase.ts';
import { textKind } from './text-kind.ts';
import type { TextShape } from './text-shape.ts';

/**
 * The finding that a text column holds numbers or dates, or null: nearly all cells but words for missing read as
 * such. Counts the cells that do not, which are the evidence; all filled cells when every one does.
 */
export async function readAsIssue(options: {
  context: ProfileContext;
  detector: string;
  facts: ColumnFacts;
  shape: TextShape;
  kind: 'number' | 'date';
  fixes: () => Promise<Fix[]>;
}): Promise<Issue | null> {
  const { context, detector, facts, shape, kind } = options;
  const { thresholds, table } = context;
  const { number, date, word } = shape.cells;
  const reading = shape.cells[kind];
  const all = number + date + word;
  if (reading < thresholds.kindCells || reading / all < thresholds.readShare) return null;
  const others = all - reading;
  const { name, sql } = facts.column;
  const rest = `${sql} IS NOT NULL AND ${textKind(sql)} NOT IN ('${kind}', 'unknown')`;
  const count = others > 0 ? others : facts.statistics.count;
  const why =
    others > 0
      ? `${counted(others, 'cell')} ${others === 1 ? 'does' : 'do'} not and ${others === 1 ? 'keeps' : 'keep'} the column text`
      : shape.cells.unknown > 0
        ? `${counted(shape.cells.unknown, 'word')} for missing ${shape.cells.unknown === 1 ? 'keeps' : 'keep'} the column text`
        : 'the way they are written keeps the column text';
  return {
    detector,
    severity: 'warning',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: `share of cells that read as ${kind}s`,
    statistic: reading / all,
    threshold: thresholds.readShare,
    rows: await firstRowsWhere(context, others > 0 ? rest : `${sql} IS NOT NULL`),
    title: `${name} holds ${kind}s as text`,
    message: `${countText(reading)} of ${counted(all, 'cell')} (${percent(reading / all)}) read as ${kind}s; ${why}. As text, ${kind === 'number' ? 'every number' : 'every day'} is a level of its own, and nothing is known of order or distance.`,
    fixes: await options.fixes(),
  };
}
