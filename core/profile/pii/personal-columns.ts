import type { Column } from '../../contract/dataset.ts';
import { quoteText } from '../../shared/sql.ts';
import { fromOf } from '../../shared/table.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { ProfileContext } from '../detector.ts';
import { wordsOf } from '../identifier.ts';
import { perContext } from '../per-context.ts';
import { textShapes } from '../text-shape.ts';
import { card } from './card.ts';
import { email } from './email.ts';
import { iban } from './iban.ts';
import { ip } from './ip.ts';
import { mac } from './mac.ts';
import { bareNationalId, nationalId } from './national-ids.ts';
import { nationalPhone, phone } from './phone.ts';
import type { Recogniser } from './recogniser.ts';
import { plainSsn, ssn } from './ssn.ts';
import { hasTrace } from './trace.ts';

/** Every recogniser of a format, so that each column is read once for all of them. */
const recognisers: readonly Recogniser[] = [
  email,
  phone,
  nationalPhone,
  card,
  iban,
  ip,
  mac,
  ssn,
  plainSsn,
  nationalId,
  bareNationalId,
];

/** Cells of one column that have the shape of what a recogniser looks for. */
export interface ShapedCells {
  readonly facts: ColumnFacts;
  readonly recogniser: Recogniser;
  /** Its base, and more when the name of the column speaks for it. */
  readonly score: number;
  /** Such cells in the whole column. */
  readonly shaped: number;
}

/**
 * Which columns have cells of which shape, over all rows. A first pass asks the cheapest question, whether a text
 * has an @ or seven digits close together at all; only columns that do are asked for each shape. Recognisers whose
 * score stays below the limit without a telling name are not run there.
 */
export const shapedCells = perContext(async (context: ProfileContext): Promise<ShapedCells[]> => {
  const found: ShapedCells[] = [];
  const texts = context.columns.filter(
    ({ column, statistics }) => column.type === 'text' && (statistics.text?.maxLength ?? 0) >= shortest,
  );
  const shapes = await textShapes(context);
  const open = new Set(texts.filter(({ column }) => shapes.get(column.index)?.hasTrace));
  for (const facts of texts) if (isNamed(facts)) open.add(facts);
  for (const facts of texts.filter((column) => open.has(column))) {
    await context.pause();
    found.push(...(await countShapes(context, facts, facts.column.sql, () => true)));
  }
  for (const facts of context.columns) {
    const { numeric } = facts;
    if (numeric === null || facts.column.type !== 'integer' || facts.statistics.count === 0) continue;
    const most = String(Math.max(Math.abs(numeric.statistics.min), numeric.statistics.max)).length;
    const mayHold = ({ digits }: Recogniser) => digits !== null && most >= digits[0];
    const text = `CAST(${facts.column.sql} AS VARCHAR)`;
    if (numeric.statistics.min >= 0) found.push(...(await countShapes(context, facts, text, mayHold)));
  }
  return found;
});

/** Whether the name of a column speaks for some kind of personal data. */
function isNamed({ column }: ColumnFacts): boolean {
  const words = wordsOf(column.name);
  return recognisers.some(({ context }) => context.some((word) => words.includes(word)));
}

/** Cells of that shape in file order, up to the limit, with their rows. */
export async function fetchShaped(
  { sql, table, thresholds, signal }: ProfileContext,
  { facts, recogniser }: ShapedCells,
): Promise<{ rows: number[]; texts: string[] }> {
  const text = asText(facts.column);
  const rows: number[] = [];
  const texts: string[] = [];
  const chunks = sql.chunks(
    `SELECT CAST(__row AS DOUBLE), ${text} FROM ${fromOf(table, [facts.column])}
     WHERE regexp_matches(${text}, ${quoteText(recogniser.candidate)}) LIMIT ${thresholds.piiCandidates}`,
    [],
    signal,
  );
  for await (const [numbers = [], cells = []] of chunks) {
    for (const row of numbers) rows.push(Number(row));
    for (const cell of cells) texts.push(String(cell));
  }
  return { rows, texts };
}

const shortest = 6;
async function countShapes(
  context: ProfileContext,
  facts: ColumnFacts,
  text: string,
  mayHold: (recogniser: Recogniser) => boolean,
): Promise<ShapedCells[]> {
  const { sql, table, thresholds, signal } = context;
  const words = wordsOf(facts.column.name);
  const scored = recognisers
    .filter((recogniser) => recogniser.types.includes(facts.column.type) && mayHold(recogniser))
    .map((recogniser) => {
      const isTold = recogniser.context.some((word) => words.includes(word));
      return { recogniser, score: Math.min(1, recogniser.base + (isTold ? thresholds.piiContext : 0)) };
    })
    .filter(({ score }) => score >= thresholds.piiScore);
  if (scored.length === 0) return [];
  // Under a telling name shorter numbers count as well, which leave no trace.
  const isTraced = scored.every(({ recogniser, score }) => score === recogniser.base);
  const list = scored.map(
    ({ recogniser }, i) => `count_if(regexp_matches(${text}, ${quoteText(recogniser.candidate)})) AS r${i}`,
  );
  const where = facts.column.type === 'text' && isTraced ? `WHERE ${hasTrace(text)}` : '';
  const [row = {}] = await sql.rows(
    `SELECT ${list.join(', ')} FROM ${fromOf(table, [facts.column])} ${where}`,
    [],
    signal,
  );
  return scored
    .map(({ recogniser, score }, i) => ({ facts, recogniser, score, shaped: Number(row[`r${i}`] ?? 0) }))
    .filter(({ shaped }) => shaped > 0);
}

function asText({ sql, type }: Column): string {
  return type === 'text' ? sql : `CAST(${sql} AS VARCHAR)`;
}
