import Database from 'better-sqlite3';

/** Version of the SQLite library that projects are kept with. Throws when it does not load. */
export function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}
