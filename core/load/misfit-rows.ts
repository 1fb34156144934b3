import type { ColumnType, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import type { BadRows } from './bad-rows.ts';
import type { CellForm } from './cell-form.ts';
import { countForms } from './count-forms.ts';
import { maxBadRowCharacters, maxBadRows } from './limits.ts';
import { typeNouns } from './misfit-failure.ts';
import type { RowsAt } from './row-place.ts';
import type { SourceColumn, SourceTable } from './source-table.ts';
import { wantedForms } from './type-forms.ts';

/** A table of one file, and how to find its rows there. */
export interface PlacedTable {
  /** Name of the file within a folder, else null. */
  readonly file: string | null;
  readonly table: SourceTable;
  readonly rowsAt: RowsAt | null;
  readonly sheetRows?: readonly number[];
}

/** A column with a type that was asked for, and the form in which most of its cells say it. */
interface Asked {
  readonly column: SourceColumn;
  readonly type: ColumnType;
  readonly form: CellForm;
}

/**
 * The tables without the rows that have a cell which does not fit a type asked for in `read.types`; these rows go to
 * `badRows` with line, text and reason. Of a table only the first `rowLimit` rows are looked at for such cells. Tables
 * come back as they are where rows are not to be set aside, and where not one cell of a column fits: then it is the
 * type that is wrong, which `typeColumns` says. Throws CSV_TYPE_MISMATCH when no row is left, LIMIT_EXCEEDED past
 * 100,000 rows.
 */
export async function setMisfitsAside(options: {
  sql: Sql;
  parts: readonly PlacedTable[];
  read: ReadOptions;
  badRows: BadRows;
  rowLimit?: number;
  signal?: AbortSignal;
}): Promise<SourceTable[]> {
  const { parts, read, badRows } = options;
  const tables = parts.map(({ table }) => table);
  if (read.badRows !== 'set-aside') return tables;
  const asked = await askedForms(options);
  if (asked === null) return tables;
  const before = badRows.count;
  for (const [i, part] of parts.entries()) await collect({ ...options, part, asked: asked[i] ?? [] });
  if (badRows.count === before) return tables;
  const kept = parts.map(({ table }, i) => withoutRows(table, asked[i] ?? []));
  await checkSomeLeft({ ...options, kept });
  return kept;
}

type Options = Parameters<typeof setMisfitsAside>[0];

/** Per table the columns whose type was asked for, each in the form that fewest cells of all tables misfit. */
async function askedForms({ sql, parts, read, rowLimit, signal }: Options): Promise<Asked[][] | null> {
  const wanted = Object.entries(read.types ?? {}).filter(([, type]) => type !== 'text');
  const totals = new Map<string, { misfits: number; filled: number }[]>();
  for (const { table } of parts) {
    const columns = wanted.flatMap(([name, type]) => {
      const column = columnToRead(table, name, type);
      return column ? [[column, wantedForms(type, read)] as const] : [];
    });
    const from = firstRows(table, rowLimit);
    for (const [{ name }, counts] of await countForms({ sql, from, candidates: new Map(columns), signal })) {
      const known = totals.get(name) ?? counts.map(() => ({ misfits: 0, filled: 0 }));
      totals.set(
        name,
        known.map(({ misfits, filled }, i) => ({
          misfits: misfits + (counts[i]?.misfits ?? 0),
          filled: filled + (counts[i]?.shown ?? 0),
        })),
      );
    }
  }
  const forms = new Map<string, CellForm>();
  for (const [name, type] of wanted) {
    const counts = totals.get(name) ?? [];
    const fewest = Math.min(...counts.map(({ misfits }) => misfits));
    const best = counts.findIndex(({ misfits }) => misfits === fewest);
    if (best < 0) continue;
    if (fewest > 0 && fewest >= (counts[best]?.filled ?? 0)) return null;
    const form = wantedForms(type, read)[best];
    if (form && fewest > 0) forms.set(name, form);
  }
  return parts.map(({ table }) =>
    wanted.flatMap(([name, type]) => {
      const column = columnToRead(table, name, type);
      const form = forms.get(name);
      return column && form ? [{ column, type, form }] : [];
    }),
  );
}

/** The column when its cells must be read as this type, rather than being of it already. */
function columnToRead(table: SourceTable, name: string, type: ColumnType): SourceColumn | undefined {
  return table.columns.find((column) => column.name === name && column.natural?.type !== type);
}

function firstRows({ from }: SourceTable, rowLimit: number | undefined): string {
  return rowLimit === undefined ? from : `(SELECT * FROM ${from} LIMIT ${rowLimit})`;
}

function misfits({ column, form }: Asked): string {
  return `coalesce(${column.text} IS NOT NULL AND NOT (${form.fits(column.text)}), false)`;
}

function withoutRows(table: SourceTable, asked: readonly Asked[]): SourceTable {
  const conditions = asked.map((each) => `NOT ${misfits(each)}`).join(' AND ');
  return { ...table, csv: undefined, from: `(SELECT * FROM ${table.from} WHERE ${conditions})` };
}

/** Takes the rows of one table that have a misfit, up to one more than may be set aside. */
async function collect(options: Options & { part: PlacedTable; asked: readonly Asked[] }): Promise<void> {
  const { sql, part, asked, badRows, rowLimit, signal } = options;
  const { table, file, rowsAt, sheetRows } = part;
  if (asked.length === 0) return;
  const conditions = asked.map(misfits);
  const cells = asked.map(({ column }, i) => `CASE WHEN ${conditions[i]} THEN ${column.text} END AS m${i}`);
  const text = rowsAt ? `''` : joinedCells(table);
  const chunks = sql.chunks(
    `SELECT CAST(place AS DOUBLE) AS place, ${text} AS line, ${cells.join(', ')}
     FROM (SELECT row_number() OVER () AS place, * FROM ${firstRows(table, rowLimit)})
     WHERE ${conditions.join(' OR ')} LIMIT ${maxBadRows + 1}`,
    [],
    signal,
  );
  const found: { row: number; text: string; reason: string }[] = [];
  for await (const [rows = [], texts = [], ...misfitting] of chunks) {
    for (const [i, row] of rows.entries()) {
      const reason = reasonOf(
        asked,
        misfitting.map((column) => column[i] ?? null),
      );
      found.push({ row: Number(row), text: String(texts[i] ?? ''), reason });
    }
  }
  const places = await rowsAt?.(found.map(({ row }) => row));
  for (const { row, text: joined, reason } of found.sort((a, b) => a.row - b.row)) {
    const { line, text: raw } = places?.get(row) ?? { line: sheetRows?.[row - 1] ?? row, text: joined };
    badRows.add({ file, line, text: raw, reason });
  }
  await badRows.flush();
}

/** The cells of a row as one text, of a long one the beginning. */
function joinedCells({ columns }: SourceTable): string {
  const texts = columns.map((column) => `coalesce(${column.text}, '')`);
  return `left(concat_ws(', ', ${texts.join(', ')}), ${maxBadRowCharacters + 1})`;
}

function reasonOf(asked: readonly Asked[], cells: readonly unknown[]): string {
  const faults = asked.flatMap(({ column, type }, i) => {
    const cell = cells[i];
    if (cell === null || cell === undefined) return [];
    return [
      `${JSON.stringify(String(cell).slice(0, 60))} in column "${column.name}", which is not ${typeNouns[type][0]}`,
    ];
  });
  const left = faults.length - 2;
  const more = left > 0 ? `, and ${left} more ${left === 1 ? 'cell' : 'cells'} of the wrong type` : '';
  return `has ${faults.slice(0, 2).join(', and ')}${more}`;
}

async function checkSomeLeft({
  sql,
  kept,
  signal,
}: Options & { kept: readonly SourceTable[] }): Promise<void> {
  for (const { from } of kept) {
    const rows = await sql.rows(`SELECT 1 AS one FROM ${from} LIMIT 1`, [], signal);
    if (rows.length > 0) return;
  }
  throw new CoreError(
    'CSV_TYPE_MISMATCH',
    'No row is left: each one has a cell that does not fit a type that was given; load these columns as text.',
  );
}
