import type { Fix, Issue, Severity } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRowsWhere } from '../evidence.ts';
import { counted, percent } from '../phrase.ts';
import { type TextFlaw, textFlawConditions, textFlaws } from '../text-flaw.ts';
import { type TextShape, textShapes } from '../text-shape.ts';

/**
 * Texts with characters that do not belong: the replacement character, UTF-8 that was read as Latin-1 or
 * Windows-1252, control characters; or space at an end, which alone is a note. Counts such cells.
 */
export const textEncoding: Detector = {
  id: 'text.encoding',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    const shapes = await textShapes(context);
    for (const facts of context.columns) {
      const shape = shapes.get(facts.column.index);
      if (shape === undefined || textFlaws.every((flaw) => shape.flaws[flaw] === 0)) continue;
      await context.pause();
      issues.push(await describe(context, facts, shape));
    }
    return { issues };
  },
};

const phrases: Readonly<Record<TextFlaw, string>> = {
  replaced: 'with the replacement character',
  garbled: 'with UTF-8 that was read as Latin-1 (such as "Ã©" for "é")',
  control: 'with control characters',
  spaced: 'with space at an end',
};

async function describe(context: ProfileContext, facts: ColumnFacts, { flaws }: TextShape): Promise<Issue> {
  const { sql, table, signal } = context;
  const { name, sql: cell } = facts.column;
  const found = textFlaws.filter((flaw) => flaws[flaw] > 0);
  const conditions = textFlawConditions(cell);
  const condition = `(${found.map((flaw) => conditions[flaw]).join(' OR ')})`;
  const [row = {}] = await sql.rows(
    `SELECT count(*) AS n FROM ${fromOf(table, [facts.column])} WHERE ${condition}`,
    [],
    signal,
  );
  const count = Number(row.n);
  const isSpaceOnly = found.every((flaw) => flaw === 'spaced');
  const severity: Severity = isSpaceOnly ? 'note' : 'warning';
  const canTrim = found.includes('spaced') || found.includes('control');
  const trim: Fix = { kind: 'trim', label: `Trim ${name}`, column: name };
  const redecode: Fix = {
    kind: 'redecode',
    label: `Read garbled characters of ${name} anew`,
    column: name,
  };
  const harm = isSpaceOnly
    ? 'Texts that look alike count as different.'
    : 'The file was written or read in the wrong encoding, or texts were cut; what looks alike counts as different.';
  return {
    detector: 'text.encoding',
    severity,
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: 'cells with such characters',
    statistic: count,
    threshold: 0,
    rows: await firstRowsWhere(context, condition),
    title: isSpaceOnly ? `${name} has space at the ends` : `${name} has damaged characters`,
    message: `${found.map((flaw) => `${counted(flaws[flaw], 'cell')} ${phrases[flaw]}`).join('; ')} (${percent(count / table.rowCount)} of rows in all). ${harm}`,
    fixes: [...(flaws.garbled > 0 ? [redecode] : []), ...(canTrim ? [trim] : [])],
  };
}
