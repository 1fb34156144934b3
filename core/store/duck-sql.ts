import { setImmediate } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import type { Cell } from '../contract/dataset.ts';
import { throwIfCancelled } from '../errors.ts';
import type { RawChunk, RawSql } from '../shared/raw-sql.ts';
import { columnCells } from './column-cells.ts';
import { bindTypes, createConnections, interruptible, type Query, watchProgress } from './duck-query.ts';
import { growingNumbers } from './growing-numbers.ts';
import { readRawColumn, releaseColumn } from './raw-column.ts';

/** Chunks read before other work gets a turn: of a result that is there, and of one that is worked out meanwhile. */
const chunksAtOnce = 200;
const streamedAtOnce = 5;

/**
 * The engine's SQL on an open DuckDB. Every query has a connection of its own; tables are shared by all. `watched` is a
 * connection that tells of progress. `close` before the instance is closed.
 */
export function createDuckSql(
  instance: DuckDBInstance,
  watched: DuckDBConnection,
): { sql: RawSql; close(): void } {
  const connections = createConnections(instance, watched);

  async function run(
    { text, values = [], signal }: Query,
    onProgress?: (share: number) => void,
  ): Promise<void> {
    const connection = await (onProgress ? connections.openWatched() : connections.open());
    const unwatch = onProgress && watchProgress(connection, onProgress);
    try {
      await interruptible(connection, signal, () => connection.run(text, [...values], bindTypes(values)));
    } finally {
      unwatch?.();
      connections.close(connection);
    }
  }

  async function* stream<T>(
    { text, values = [], signal }: Query,
    convert: (result: DuckDBResult, chunk: Chunk) => T,
  ): AsyncGenerator<T, void, void> {
    const connection = await connections.open();
    let coming: Promise<Chunk | null> = Promise.resolve(null);
    try {
      const result = await interruptible(connection, signal, () =>
        connection.stream(text, [...values], bindTypes(values)),
      );
      const fetch = () => {
        const next = interruptible(connection, signal, () => result.fetchChunk());
        next.catch(() => null); // Whoever awaits it hears of the failure, later.
        return next;
      };
      coming = fetch();
      for (let at = 1; ; at++) {
        const chunk = await coming;
        if (chunk === null || chunk.rowCount === 0) return;
        // DuckDB works on the next chunk while this one is looked at.
        coming = fetch();
        yield convert(result, chunk);
        if (at % streamedAtOnce === 0) await setImmediate();
        throwIfCancelled(signal);
      }
    } finally {
      connection.interrupt();
      await coming.catch(() => null);
      connections.close(connection);
    }
  }

  const sql: RawSql = {
    run: (text, values, signal, onProgress) => run({ text, values, signal }, onProgress),

    async rows(text, values, signal) {
      const rows: Record<string, Cell>[] = [];
      const chunks = stream({ text, values, signal }, (result, chunk) => ({
        names: result.deduplicatedColumnNames(),
        columns: readCells(result, chunk),
        rowCount: chunk.rowCount,
      }));
      for await (const { names, columns, rowCount } of chunks) {
        for (let row = 0; row < rowCount; row++) {
          rows.push(Object.fromEntries(names.map((name, i) => [name, columns[i]?.[row] ?? null])));
        }
      }
      return rows;
    },

    async numbers(text, values, signal) {
      const connection = await connections.open();
      try {
        return await interruptible(connection, signal, async () => {
          const result = await connection.run(text, [...(values ?? [])], bindTypes(values ?? []));
          const columns = Array.from({ length: result.columnCount }, (_, i) =>
            growingNumbers({
              typeId: result.columnTypeId(i),
              name: result.columnName(i),
              rowCount: result.rowCount,
            }),
          );
          for (let at = 0; at < result.chunkCount; at++) {
            const chunk = result.getChunk(at);
            for (const [i, column] of columns.entries()) column.append(chunk, i);
            if (at % chunksAtOnce !== 0) continue;
            await setImmediate();
            throwIfCancelled(signal);
          }
          return columns.map((column) => column.finish());
        });
      } finally {
        connections.close(connection);
      }
    },

    chunks: (text, values, signal) => stream({ text, values, signal }, readCells),

    async *rawChunks(text, values, signal) {
      for await (const chunk of stream({ text, values, signal }, readRaw)) {
        yield chunk;
        for (const column of chunk.columns) releaseColumn(column);
      }
    },
  };
  return {
    sql,
    close() {
      connections.interruptAll();
      connections.closeWatched();
    },
  };
}

type Chunk = NonNullable<Awaited<ReturnType<DuckDBResult['fetchChunk']>>>;

function readRaw(result: DuckDBResult, chunk: Chunk): RawChunk {
  const { rowCount } = chunk;
  const columns = Array.from({ length: result.columnCount }, (_, index) => {
    const column = readRawColumn({ chunk, index, typeId: result.columnTypeId(index) });
    if (column === null) throw new Error(`No raw cells for ${result.columnType(index)}`);
    return column;
  });
  const raw = { rowCount, columns };
  held.set(raw, chunk);
  return raw;
}

/** Chunks whose memory somebody reads. */
const held = new WeakMap<RawChunk, Chunk>();

function readCells(result: DuckDBResult, chunk: Chunk): Cell[][] {
  return Array.from({ length: result.columnCount }, (_, index) =>
    columnCells({ chunk, index, typeId: result.columnTypeId(index) }),
  );
}
