import type { DuckDBConnection, DuckDBInstance, DuckDBType } from '@duckdb/node-api';
import { BIGINT, BOOLEAN, DOUBLE, HUGEINT, INTEGER, SQLNULL, VARCHAR } from '@duckdb/node-api';
import { throwIfCancelled } from '../errors.ts';
import type { SqlValue } from '../shared/sql.ts';
import { toDuckFailure } from './duck-failure.ts';

/** A statement with its bound values. */
export interface Query {
  readonly text: string;
  readonly values?: readonly SqlValue[];
  readonly signal?: AbortSignal;
}

/** Opens connections, one per query, so that queries run side by side. */
export interface Connections {
  open(): Promise<DuckDBConnection>;
  /** The connection that tells how far its query has come, while it is free; any other one otherwise. */
  openWatched(): Promise<DuckDBConnection>;
  close(connection: DuckDBConnection): void;
  /** Stops every query that runs. */
  interruptAll(): void;
}

/**
 * The connections of one DuckDB, `watched` with its progress bar on. Ends with `closeWatched`; a query that it still runs
 * closes it when it is done.
 */
export function createConnections(
  instance: DuckDBInstance,
  watched: DuckDBConnection,
): Connections & { closeWatched(): void } {
  const opened = new Set<DuckDBConnection>();
  let isWatching = true;
  return {
    async openWatched() {
      if (opened.has(watched)) return this.open();
      opened.add(watched);
      return watched;
    },
    async open() {
      const connection = await instance.connect();
      opened.add(connection);
      return connection;
    },
    close(connection) {
      opened.delete(connection);
      if (connection !== watched || !isWatching) connection.disconnectSync();
    },
    closeWatched() {
      isWatching = false;
      if (!opened.has(watched)) watched.disconnectSync();
    },
    interruptAll() {
      for (const connection of opened) connection.interrupt();
    },
  };
}

const repeatMs = 20;
const progressMs = 250;

/** Tells of the progress of a connection's query until what it returns is called. */
export function watchProgress(connection: DuckDBConnection, onProgress: (share: number) => void): () => void {
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage >= 0) onProgress(Math.min(1, percentage / 100));
  }, progressMs);
  return () => clearInterval(timer);
}

/**
 * Awaits `work` on a connection and interrupts it when the signal aborts. An interrupt that comes between two
 * statements is lost in DuckDB, so it is repeated until the work has ended.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), repeatMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await work();
    throwIfCancelled(signal);
    return result;
  } catch (thrown) {
    throw toDuckFailure(thrown, signal);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** SQL types of bound values: whole numbers as INTEGER or BIGINT where they fit exactly, else DOUBLE. */
export function bindTypes(values: readonly SqlValue[]): DuckDBType[] {
  return values.map((value) => {
    if (value === null) return SQLNULL;
    if (typeof value === 'boolean') return BOOLEAN;
    if (typeof value === 'string') return VARCHAR;
    if (typeof value === 'bigint') return HUGEINT;
    if (!Number.isSafeInteger(value)) return DOUBLE;
    return Math.abs(value) < 2 ** 31 ? INTEGER : BIGINT;
  });
}
