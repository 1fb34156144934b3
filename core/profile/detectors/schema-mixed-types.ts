import type { Fix, Issue } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { counted, countText, percent, quoted } from '../phrase.ts';
import { hasDigit, type TextKind, textKind } from '../text-kind.ts';
import { isCode, type TextShape, textShapes } from '../text-shape.ts';

/**
 * Text columns in which one cell up to 10 % are of another kind than the rest: numbers or dates among words, words
 * among numbers or dates. Words for missing do not count. Numbers are no strays where words have digits too (model
 * names), nor are words with digits among codes. Counts the strays.
 */
export const schemaMixedTypes: Detector = {
  id: 'schema.mixed-types',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    const shapes = await textShapes(context);
    for (const facts of context.columns) {
      const shape = shapes.get(facts.column.index);
      const strays = shape === undefined ? null : findStrays(context, shape);
      if (strays === null) continue;
      await context.pause();
      issues.push(await describe(context, facts, strays));
    }
    return { issues };
  },
};

interface Strays {
  readonly usual: TextKind;
  readonly kinds: readonly TextKind[];
  readonly count: number;
  readonly share: number;
  /** Words with digits belong to the codes around them. */
  readonly withoutDigits: boolean;
}

function findStrays({ thresholds }: ProfileContext, shape: TextShape): Strays | null {
  const { number, date, word } = shape.cells;
  const all = number + date + word;
  const known: readonly TextKind[] = ['number', 'date', 'word'];
  const usual = known.reduce((a, b) => (shape.cells[b] > shape.cells[a] ? b : a));
  const kinds = known.filter((kind) => kind !== usual && shape.cells[kind] > 0);
  const isAmongCodes = usual === 'number' && isCode(shape, thresholds);
  const count = all - shape.cells[usual] - (isAmongCodes ? shape.wordsWithDigits : 0);
  if (count <= 0 || count / all > thresholds.mixedShare) return null;
  if (shape.cells[usual] < thresholds.kindCells) return null;
  if (usual === 'word' && shape.wordsWithDigits > thresholds.mixedDigits * word) return null;
  return { usual, kinds, count, share: count / all, withoutDigits: isAmongCodes };
}

const plural: Readonly<Record<TextKind, string>> = {
  unknown: 'words for missing',
  number: 'numbers',
  date: 'dates',
  word: 'words',
};

async function describe(context: ProfileContext, facts: ColumnFacts, strays: Strays): Promise<Issue> {
  const { sql, table, thresholds, signal } = context;
  const { name, sql: cell } = facts.column;
  const listed = strays.kinds.map((kind) => `'${kind}'`).join(', ');
  const condition = `${textKind(cell)} IN (${listed})${strays.withoutDigits ? ` AND NOT ${hasDigit(cell)}` : ''}`;
  const spellings = await sql.rows(
    `SELECT ${cell} AS value FROM ${fromOf(table, [facts.column])} WHERE ${condition} GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 21`,
    [],
    signal,
  );
  const values = spellings.map(({ value }) => String(value));
  const mark: Fix = {
    kind: 'mark-missing',
    label: `Read ${quoted(values, 3)} as missing`,
    column: name,
    values,
  };
  const others = strays.kinds.map((kind) => plural[kind]).join(' and ');
  return {
    detector: 'schema.mixed-types',
    severity: 'warning',
    columns: [name],
    count: strays.count,
    share: strays.count / table.rowCount,
    measure: 'share of the rarer kind among filled cells',
    statistic: strays.share,
    threshold: thresholds.mixedShare,
    rows: await firstRowsWhere(context, condition),
    title: `${name} has ${others} among ${plural[strays.usual]}`,
    message: `${counted(strays.count, 'cell')} (${percent(strays.share)}) of ${countText(facts.statistics.count)} ${strays.count === 1 ? 'is' : 'are'} of another kind than the rest, such as ${quoted(values.slice(0, 3))}. Such cells are typing errors, remarks or shifted columns, and each becomes a level of its own.`,
    fixes: values.length <= 20 ? [mark] : [],
  };
}
