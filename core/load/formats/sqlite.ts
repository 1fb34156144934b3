import Database from 'better-sqlite3';
import { CoreError, throwIfCancelled } from '../../errors.ts';
import { quoteIdent } from '../../shared/sql.ts';
import { maxRowBytes } from '../limits.ts';
import type { SourceCell } from '../staged-rows.ts';
import { chosen } from './chosen.ts';
import type { RowReader } from './row-reader.ts';
import { checkView } from './sqlite-view.ts';

const batchRows = 2000;

/** What an SQLite database offers: its tables, then its views, each as they were made. */
export interface SqliteSource {
  readonly name: string;
  readonly isView: boolean;
}

/** Tables and views of an SQLite database, without its own. Throws SQLITE_MALFORMED. */
export function sqliteSources({ path, name }: { path: string; name: string }): SqliteSource[] {
  const database = open({ path, name });
  try {
    return sourcesOf(database);
  } catch (thrown) {
    throw toSqliteFailure(thrown, name);
  } finally {
    database.close();
  }
}

/** The table or view to read: the one that is wanted, else the first. Throws TABLE_UNKNOWN and TABLE_EMPTY. */
export function chosenSource(
  sources: readonly SqliteSource[],
  { wanted, file }: { wanted: string | undefined; file: string },
): SqliteSource {
  const name = chosen({ kind: 'table', names: sources.map((each) => each.name), wanted, file });
  return sources.find((each) => each.name === name) ?? { name, isView: false };
}

/**
 * Rows of one table or view of an SQLite database, in its own order; nothing is written to it. Whole numbers keep all
 * their digits, bytes become text in hexadecimal. A view that may run without end is refused.
 */
export const readSqlite: RowReader = async ({ path, name, read, stage, bad, onBytes, signal }) => {
  const database = open({ path, name });
  let view: string | undefined;
  try {
    const source = chosenSource(sourcesOf(database), { wanted: read.table, file: name });
    if (source.isView) {
      view = source.name;
      checkView(database, { view, file: name });
    }
    const from = quoteIdent(source.name);
    const names = database
      .prepare(`SELECT * FROM ${from} LIMIT 0`)
      .columns()
      .map((column) => column.name);
    stage.setNames(names);
    const cells = names.map((column) => boundedCell(quoteIdent(column)));
    const statement = database
      .prepare(`SELECT ${cells.join(', ')} FROM ${from}`)
      .raw(true)
      .safeIntegers(true);
    const fileBytes = source.isView ? sizeOf(database) : 0;
    let row = 0;
    let readBytes = fileBytes;
    for (const values of statement.iterate()) {
      row++;
      const cells = Array.isArray(values) ? values.map(sqliteCell) : [];
      if (!source.isView) readBytes += bytesOf(cells);
      const reason = stage.add(cells);
      if (reason !== null) bad({ line: row, text: cells.join(', '), reason });
      if (stage.isFull) break;
      if (row % batchRows === 0 || stage.mustFlush) {
        throwIfCancelled(signal);
        await stage.flush(readBytes);
        onBytes(readBytes);
      }
    }
    await stage.flush(readBytes);
    return { notes: source.isView ? [`"${source.name}" is a view: its rows were computed by SQLite.`] : [] };
  } catch (thrown) {
    throw toSqliteFailure(thrown, name, view);
  } finally {
    database.close();
  }
};

function sourcesOf(database: Database.Database): SqliteSource[] {
  return database
    .prepare<[], { name: string; type: string }>(
      `SELECT name, type FROM sqlite_schema
       WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
       ORDER BY type, rowid`,
    )
    .all()
    .map(({ name, type }) => ({ name, isView: type === 'view' }));
}

function bytesOf(cells: readonly SourceCell[]): number {
  return cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
}

/** A view may make many rows of few: what it makes is bounded by the size of the database. */
function sizeOf(database: Database.Database): number {
  return Number(
    database
      .prepare('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()')
      .pluck()
      .get() ?? 0,
  );
}

/** A cell, of which no more is read than makes its row too long: it may have gigabytes. */
function boundedCell(column: string): string {
  return `CASE WHEN octet_length(${column}) > ${maxRowBytes} THEN substr(${column}, 1, ${maxRowBytes + 1}) ELSE ${column} END`;
}

function sqliteCell(value: unknown): SourceCell {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  return null;
}

function open({ path, name }: { path: string; name: string }): Database.Database {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    return database;
  } catch (thrown) {
    throw toSqliteFailure(thrown, name);
  }
}

function toSqliteFailure(thrown: unknown, name: string, view?: string): unknown {
  if (thrown instanceof CoreError || !(thrown instanceof Database.SqliteError)) return thrown;
  const message =
    view === undefined
      ? `${name} cannot be read as an SQLite database (${thrown.message}); close what writes to it, or copy it again.`
      : `The view "${view}" of ${name} cannot be read (${thrown.message}); mend it, or choose a table.`;
  return new CoreError('SQLITE_MALFORMED', message, { cause: thrown });
}
