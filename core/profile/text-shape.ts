import { quoteText } from '../shared/sql.ts';
import { fromOf } from '../shared/table.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { Levels } from './column-values.ts';
import type { ProfileContext } from './detector.ts';
import { perContext } from './per-context.ts';
import { hasTrace } from './pii/trace.ts';
import { countPlainTexts } from './plain-texts.ts';
import { noCounts, readCounts, type ShapeCounts, selectShapes, together } from './shape-counts.ts';
import { columnsAtOnce, fewRows } from './short-texts.ts';
import { hasOddCharacter, type TextFlaw, textFlawConditions, textFlaws } from './text-flaw.ts';
import { hasDigit, longestRead, type TextKind, textKind } from './text-kind.ts';

/** What the cells of a text column read as and look like, exact over all rows. */
export interface TextShape {
  /** Filled cells by what they read as. */
  readonly cells: Readonly<Record<TextKind, number>>;
  /** Cells of kind word with a digit, of texts up to 40 characters. */
  readonly wordsWithDigits: number;
  /** Cells of digits only, those of them that begin with zero, and the fewest and most digits; 0 without any. */
  readonly digitsOnly: {
    readonly cells: number;
    readonly leadingZero: number;
    readonly min: number;
    readonly max: number;
  };
  /** Cells with each flaw. */
  readonly flaws: Readonly<Record<TextFlaw, number>>;
  /** Every cell is of digits and letters of one case, without accents or signs, so that no two spellings are alike. */
  readonly isPlain: boolean;
  /** Some cell has what every format of personal data has. */
  readonly hasTrace: boolean;
}

/** Cells per value from which values are counted before they are looked at. */
const repeatsWorthCounting = 4;

/** The shape of every text column by its index. Every different text of a column that repeats is looked at once. */
export const textShapes = perContext(async (context: ProfileContext): Promise<Map<number, TextShape>> => {
  const { sql, signal } = context;
  const texts = context.columns.filter(
    ({ column, statistics }) => column.type === 'text' && statistics.count > 0,
  );
  const shapes = new Map<number, TextShape>();
  for (let from = 0; from < texts.length; from += columnsAtOnce) {
    await context.pause();
    const batch = texts.slice(from, from + columnsAtOnce);
    const { sources, plain } = await sourcesOf(context, batch);
    const cells = `SELECT place, v, n FROM (${sources.join(' UNION ALL ')}) WHERE NOT ${isProse('v')}`;
    const rows =
      sources.length === 0
        ? []
        : await sql.rows(`${selectShapes} FROM (${looked(cells)}) GROUP BY place`, [], signal);
    const byPlace = new Map(rows.map((row) => [Number(row.place), readCounts(row)]));
    for (const { column, statistics } of batch) {
      const known = plain.get(column.index) ?? noCounts();
      const counted = together(known, byPlace.get(column.index) ?? noCounts());
      shapes.set(column.index, shapeOf(counted, statistics.count));
    }
  }
  return shapes;
});

/** From the counts of a column's cells without those of plain prose, and from the number of all its filled cells. */
function shapeOf(counts: ShapeCounts, filled: number): TextShape {
  const { unknown, number, date, word, replaced, garbled, control, spaced } = counts;
  const prose = filled - unknown - number - date - word;
  return {
    cells: { unknown, number, date, word: word + prose },
    wordsWithDigits: counts.wordsWithDigits,
    digitsOnly: {
      cells: counts.digitsOnly,
      leadingZero: counts.leadingZero,
      min: counts.digitsOnly === 0 ? 0 : counts.fewestDigits,
      max: counts.mostDigits,
    },
    flaws: { replaced, garbled, control, spaced },
    isPlain: prose === 0 && (counts.isUpper || counts.isLower),
    hasTrace: counts.hasTrace,
  };
}

/** What is looked at in SQL, and by column what was counted of other cells before. */
interface Sources {
  readonly sources: string[];
  readonly plain: ReadonlyMap<number, ShapeCounts>;
}

/**
 * The texts of several columns with the cells that hold them: in one scan for short tables, one each for long ones, none
 * where all values are known and plain. Cells that are known to be plain prose are left out.
 */
async function sourcesOf(context: ProfileContext, columns: readonly ColumnFacts[]): Promise<Sources> {
  const { table, values } = context;
  const plain = new Map<number, ShapeCounts>();
  if (table.rowCount <= fewRows) {
    const names = columns.map(({ column }) => column.sql).join(', ');
    const places = columns.map(({ column }) => column.index).join(', ');
    const listed = columns.map(({ column }) => column);
    const cells = `SELECT unnest([${places}]) AS place, unnest([${names}]) AS v FROM ${fromOf(table, listed)}`;
    const source = `SELECT place, v, count(*) AS n FROM (${cells}) WHERE v IS NOT NULL GROUP BY place, v`;
    return { sources: [source], plain };
  }
  const sources = await Promise.all(
    columns.map(async (facts) => {
      const { column, statistics } = facts;
      const levels = levelsOf(facts) ?? values.heldLevels(column);
      const counted = countPlain(levels ?? counts(await values.unlikeProse(column, longestRead)));
      if (counted !== null) {
        plain.set(column.index, counted.plain);
        return counted.others.length === 0 ? [] : [listOf(column.index, counted.others)];
      }
      const isCounted = statistics.count >= repeatsWorthCounting * statistics.distinct;
      const [count, group] = isCounted ? ['count(*)', `GROUP BY ${column.sql}`] : ['1', ''];
      const from = fromOf(table, [column]);
      return [
        `SELECT ${column.index} AS place, ${column.sql} AS v, ${count} AS n FROM ${from} WHERE ${column.sql} IS NOT NULL ${group}`,
      ];
    }),
  );
  return { sources: sources.flat(), plain };
}

/** So many texts are told to SQL one by one. */
const mostListed = 20_000;

/** The different texts of a column of which the most frequent ones are all. */
function levelsOf({ statistics: { top, distinct } }: ColumnFacts): Pick<Levels, 'names' | 'counts'> | null {
  if (top.length < distinct) return null;
  return { names: top.map(({ value }) => String(value)), counts: top.map(({ count }) => count) };
}

/** How often each of these texts comes. */
function counts(texts: readonly string[] | null): Pick<Levels, 'names' | 'counts'> | null {
  if (texts === null) return null;
  const found = new Map<string, number>();
  for (const text of texts) found.set(text, (found.get(text) ?? 0) + 1);
  return { names: [...found.keys()], counts: [...found.values()] };
}

interface Counted {
  readonly text: string;
  readonly cells: number;
}

/** What is counted of the plain ones, and the others; null when there is nothing or these cannot be listed. */
function countPlain(
  levels: Pick<Levels, 'names' | 'counts'> | null,
): { plain: ShapeCounts; others: Counted[] } | null {
  if (levels === null) return null;
  const { plain, others } = countPlainTexts(levels);
  if (others.length > mostListed) return null;
  const listed = others.map((i) => ({ text: levels.names[i] ?? '', cells: levels.counts[i] ?? 0 }));
  return listed.some(({ text }) => text.includes('\0')) ? null : { plain, others: listed };
}

function listOf(place: number, texts: readonly Counted[]): string {
  const listed = texts.map(({ text, cells }) => `(${quoteText(text)}, ${cells})`);
  return `SELECT ${place} AS place, v, n FROM (VALUES ${listed.join(', ')}) AS known(v, n)`;
}

/** Characters without which a text has no digit, no odd character and no trace of personal data. */
const telling = "'[^ -~\\t\\r\\n]|[0-9@:]|-.{0,4}-'";

/**
 * An SQL condition that most texts of prose fulfil: longer than what is tried as a number, with a space inside and none at
 * an end, and of nothing that a flaw, a digit or personal data has. Such a text is a word and has no flaw.
 */
function isProse(text: string): string {
  const ends = [' ', '\t', '\n', '\r'].map((space) => `ends_with(${text}, ${quoteText(space)})`);
  return `(strlen(${text}) > ${longestRead} AND ${text} >= '!' AND contains(${text}, ' ') AND NOT (${ends.join(' OR ')})
    AND NOT regexp_matches(${text}, ${telling}))`;
}

/**
 * What is asked of several conditions is worked out once, in the inner queries. Most texts of prose are done with
 * after the first question.
 */
function looked(cells: string): string {
  const conditions = textFlawConditions('v', 'is_odd');
  const flaws = textFlaws.map((flaw) => `${conditions[flaw]} AS ${flaw}`);
  return `SELECT place, v, n, has_digit, ${textKind('v', 'has_digit')} AS kind, ${flaws.join(', ')},
    (has_digit AND regexp_full_match(v, '[0-9]+')) AS is_digits, is_traced,
    ${isOfOne('[A-Z0-9]*')} AS is_upper, ${isOfOne('[a-z0-9]*')} AS is_lower
    FROM (SELECT place, v, n, ${ifTelling(hasDigit('v'))} AS has_digit, ${ifTelling(hasOddCharacter('v'))} AS is_odd,
      ${ifTelling(hasTrace('v'))} AS is_traced
      FROM (SELECT place, v, n, regexp_matches(v, ${telling}) AS is_telling FROM (${cells})))`;
}

function ifTelling(condition: string): string {
  return `(CASE WHEN is_telling THEN ${condition} ELSE false END)`;
}

function isOfOne(pattern: string): string {
  return `(CASE WHEN contains(v, ' ') THEN false ELSE regexp_full_match(v, '${pattern}') END)`;
}

/**
 * Whether a column's numbers are codes: some begin with zero, all have one width of several digits, or they are
 * longer than a number can keep.
 */
export function isCode({ digitsOnly, cells }: TextShape, { codeWidth }: { codeWidth: number }): boolean {
  if (digitsOnly.leadingZero > 0 || digitsOnly.max > 15) return true;
  const isOneWidth = digitsOnly.min === digitsOnly.max && digitsOnly.min >= codeWidth;
  return isOneWidth && digitsOnly.cells === cells.number;
}
