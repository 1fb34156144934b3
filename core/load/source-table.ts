import type { ColumnType, ReadOptions } from '../contract/dataset.ts';
import { quoteText } from '../shared/sql.ts';
import { maxRowBytes } from './limits.ts';
import type { CsvPlan } from './read-plan.ts';

/** A column of the file before its type is settled. */
export interface SourceColumn {
  readonly name: string;
  /** c0, c1, … */
  readonly sql: string;
  /** SQL for the cell as text, NULL where it is missing. */
  readonly text: string;
  /** What the file itself says it is, with SQL for the value; null for text files, which say nothing. */
  readonly natural: { readonly type: ColumnType; readonly value: string } | null;
  /** Types besides text that the kind of its cells allows, where the file tells numbers from text. */
  readonly types?: readonly ColumnType[];
}

/** A file as an SQL FROM item with its columns. */
export interface SourceTable {
  readonly from: string;
  readonly columns: readonly SourceColumn[];
  /** The text that all rows and columns are of, where every cell of it counts as it stands. */
  readonly csv?: CsvFile | undefined;
}

/** A CSV file in UTF-8 and how it is cut into cells. */
export interface CsvFile {
  readonly path: string;
  readonly dialect: CsvDialect;
}

/** How CSV text is cut into cells. */
export type CsvDialect = Pick<CsvPlan, 'names' | 'hasHeader' | 'skipLines' | 'delimiter' | 'quote'> & {
  /** Whether rows may be shorter than the last one, the cells that they lack being missing. */
  readonly isPadded?: boolean;
};

/** A CSV file (in UTF-8, at `path`) with every cell as text. Quoted or not, the empty cell is NULL. */
export function csvTable(path: string, plan: CsvDialect & Pick<CsvPlan, 'options'>): SourceTable {
  return {
    from: csvFrom(path, plan),
    csv: (plan.options.missingTexts ?? []).length === 0 ? { path, dialect: plan } : undefined,
    columns: plan.names.map((name, i) => ({
      name,
      sql: `c${i}`,
      text: withoutMissing(`c${i}`, plan.options),
      natural: null,
    })),
  };
}

/** The FROM item of such a file. */
export function csvFrom(path: string, plan: CsvDialect): string {
  const settings = [
    'auto_detect = false',
    `header = ${plan.hasHeader}`,
    `skip = ${plan.skipLines}`,
    `delim = ${quoteText(plan.delimiter)}`,
    `quote = ${quoteText(plan.quote)}`,
    `escape = ${quoteText(plan.quote)}`,
    `compression = 'none'`,
    `max_line_size = ${maxRowBytes}`,
    'hive_partitioning = false',
    `columns = {${plan.names.map((_, i) => `c${i}: 'VARCHAR'`).join(', ')}}`,
    ...(plan.isPadded ? ['null_padding = true', 'parallel = false'] : []),
  ];
  return `read_csv(${quoteText(path)}, ${settings.join(', ')})`;
}

/** SQL for a text cell that is NULL when it is empty or, apart from blanks around it, one of the missing texts. */
export function withoutMissing(cell: string, { missingTexts = [] }: ReadOptions): string {
  const texts = missingTexts.map((text) => quoteText(text.trim()));
  if (texts.length === 0) return cell;
  return `CASE WHEN trim(${cell}, ' \t') NOT IN (${texts.join(', ')}) THEN ${cell} END`;
}
