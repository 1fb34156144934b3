import Database from 'better-sqlite3';
import { CoreError, throwIfCancelled } from '../../errors.ts';
import { quoteIdent } from '../../shared/sql.ts';
import { maxRowBytes } from '../limits.ts';
import type { SourceCell } from '../staged-rows.ts';
import { chosen } from './chosen.ts';
import type { RowReader } from './row-reader.ts';

const batchRows = 2000;

/** Tables of an SQLite database, as they were made, without its own. Throws SQLITE_MALFORMED. */
export function sqliteTables({ path, name }: { path: string; name: string }): string[] {
  return withDatabase({ path, name }, (database) => tablesOf(database));
}

/**
 * Rows of one table of an SQLite database, in its own order; nothing is written to it. Whole numbers keep all their
 * digits, bytes become text in hexadecimal. Only tables are read: a view may run without end.
 */
export const readSqlite: RowReader = async ({ path, name, read, stage, bad, onBytes, signal }) => {
  const database = open({ path, name });
  try {
    const tables = tablesOf(database);
    const table = chosen({ kind: 'table', names: tables, wanted: read.table, file: name });
    const names = database
      .prepare(`SELECT * FROM ${quoteIdent(table)} LIMIT 0`)
      .columns()
      .map((column) => column.name);
    stage.setNames(names);
    const cells = names.map((column) => boundedCell(quoteIdent(column)));
    const statement = database
      .prepare(`SELECT ${cells.join(', ')} FROM ${quoteIdent(table)}`)
      .raw(true)
      .safeIntegers(true);
    let row = 0;
    let readBytes = 0;
    for (const values of statement.iterate()) {
      row++;
      const cells = Array.isArray(values) ? values.map(sqliteCell) : [];
      readBytes += cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
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
    return [];
  } catch (thrown) {
    throw toSqliteFailure(thrown, name);
  } finally {
    database.close();
  }
};

function tablesOf(database: Database.Database): string[] {
  return database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid",
    )
    .pluck()
    .all();
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

function withDatabase<T>(file: { path: string; name: string }, use: (database: Database.Database) => T): T {
  const database = open(file);
  try {
    return use(database);
  } catch (thrown) {
    throw toSqliteFailure(thrown, file.name);
  } finally {
    database.close();
  }
}

function toSqliteFailure(thrown: unknown, name: string): unknown {
  if (thrown instanceof CoreError || !(thrown instanceof Database.SqliteError)) return thrown;
  return new CoreError(
    'SQLITE_MALFORMED',
    `${name} cannot be read as an SQLite database (${thrown.message}); close what writes to it, or copy it again.`,
    { cause: thrown },
  );
}
