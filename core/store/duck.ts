import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RawSql } from '../shared/raw-sql.ts';
import { quoteText } from '../shared/sql.ts';
import { toDuckFailure } from './duck-failure.ts';
import { createDuckSql } from './duck-sql.ts';

/** How DuckDB is opened. */
export interface DuckOptions {
  /** 0 means as many as the machine has cores. */
  readonly threads: number;
  /** 0 means half of the machine's memory. */
  readonly memoryLimitMb: number;
  /**
   * Where queries larger than the memory limit put what does not fit, in a folder of its own since DuckDB's file names
   * are the same in every instance; null forbids it.
   */
  readonly spillDirectory: string | null;
  /** Folders and files that SQL may read and write; null means all that the process may. */
  readonly allowedPaths: readonly string[] | null;
}

/** An open DuckDB. Whoever opens it closes it. */
export interface Duck {
  readonly sql: RawSql;
  /** Gives back memory and temporary files. Queries that are still running are interrupted. */
  close(): void;
}

/**
 * Opens an in-memory DuckDB that never downloads extensions, keeps rows in file order, reads times as UTC and,
 * with `allowedPaths`, reaches nothing but these. Its settings cannot be changed by a statement.
 */
export async function openDuck(options: DuckOptions): Promise<Duck> {
  const spill =
    options.spillDirectory === null ? '' : mkdtempSync(join(resolve(options.spillDirectory), 'spill-'));
  const removeSpill = () => {
    if (spill !== '') rmSync(spill, { recursive: true, force: true });
  };
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads || availableParallelism()),
    memory_limit: `${options.memoryLimitMb || Math.floor(totalmem() / 2 ** 21)}MiB`,
    temp_directory: spill,
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  let watched: DuckDBConnection;
  try {
    const connection = await instance.connect();
    watched = await instance.connect();
    await watched.run('SET enable_progress_bar = true');
    await watched.run('SET enable_progress_bar_print = false');
    await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
    await connection.run('SET GLOBAL parquet_metadata_cache = true');
    for (const statement of limits(options.allowedPaths)) await connection.run(statement);
    await connection.run('SET lock_configuration = true');
    connection.disconnectSync();
  } catch (cause) {
    instance.closeSync();
    removeSpill();
    throw toDuckFailure(cause);
  }
  const { sql, close } = createDuckSql(instance, watched);
  return {
    sql,
    close() {
      close();
      instance.closeSync();
      removeSpill();
    },
  };
}

function limits(allowedPaths: readonly string[] | null): string[] {
  if (allowedPaths === null) return [];
  const paths = allowedPaths.map((path) => resolve(path));
  const folders = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  const files = paths.filter((path) => !folders.includes(path));
  return [
    `SET allowed_directories = [${folders.map(quoteText).join(', ')}]`,
    `SET allowed_paths = [${files.map(quoteText).join(', ')}]`,
    'SET enable_external_access = false',
  ];
}
