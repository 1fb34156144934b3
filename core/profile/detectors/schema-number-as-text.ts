import type { Fix, Issue } from '../../contract/profile.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { readAsIssue } from '../read-as.ts';
import { textKind } from '../text-kind.ts';
import { isCode, textShapes } from '../text-shape.ts';

/**
 * Text columns of which 95 % of cells and more read as numbers, words for missing aside. Leading zeros, one width
 * of four digits and more, or more digits than a number keeps, mean a code: that is text.
 */
export const schemaNumberAsText: Detector = {
  id: 'schema.number-as-text',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    const shapes = await textShapes(context);
    for (const facts of context.columns) {
      const shape = shapes.get(facts.column.index);
      if (shape === undefined || isCode(shape, context.thresholds)) continue;
      await context.pause();
      const issue = await readAsIssue({
        context,
        detector: 'schema.number-as-text',
        facts,
        shape,
        kind: 'number',
        fixes: () => casts(context, facts),
      });
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

/** A cast with the decimal sign that reads more cells; none when brackets or the like leave many unread. */
async function casts({ sql, table, thresholds, signal }: ProfileContext, facts: ColumnFacts): Promise<Fix[]> {
  const { name, sql: cell } = facts.column;
  const signs = ['.', ','] as const;
  const read = signs.map((sign) => `count(*) FILTER (regexp_full_match(${cell}, '${written(sign)}', 'i'))`);
  const [row = {}] = await sql.rows(
    `SELECT count(*) AS n, ${read[0]} AS point, ${read[1]} AS comma FROM ${fromOf(table, [facts.column])} WHERE ${textKind(cell)} = 'number'`,
    [],
    signal,
  );
  const [n, point, comma] = [Number(row.n), Number(row.point), Number(row.comma)];
  if (Math.max(point, comma) < thresholds.readShare * n) return [];
  const decimal = point >= comma ? '.' : ',';
  const label = decimal === '.' ? `Read ${name} as numbers` : `Read ${name} as numbers with a decimal comma`;
  return [{ kind: 'cast', label, column: name, to: 'number', decimal }];
}

/** Numbers with this decimal sign; the other one parts groups of three. RE2. */
function written(sign: '.' | ','): string {
  const mark = '[$€£¥%]?';
  const group = sign === '.' ? "[,''’]" : "[.''’]";
  return `[ \\t]*${mark}[ ]?[-+]?${mark}([0-9]{1,3}(${group}[0-9]{3})+|[0-9]+)?([${sign}][0-9]*)?(e[-+]?[0-9]+)?[ ]?${mark}[ \\t]*`;
}
