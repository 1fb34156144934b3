import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ColumnType } from '../../core/contract/dataset.ts';
import type { ColumnPart, RowGroup } from '../../core/load/typed-csv/parquet/column-part.ts';
import { encodeRowGroup } from '../../core/load/typed-csv/parquet/encode-row-group.ts';
import { parquetFooter, parquetMagic } from '../../core/load/typed-csv/parquet/footer.ts';
import type { RawColumn, RawSql } from '../../core/shared/raw-sql.ts';
import { quoteText } from '../../core/shared/sql.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { temporaryDuck } from '../support/temporary-project.ts';

/** A cell: bigint for integer and timestamp (microseconds), number for number and date (days). */
export type Value = bigint | number | boolean | string | null;

/** A column with its cells, row group by row group. */
export interface TypedColumn {
  readonly type: ColumnType;
  readonly groups: readonly (readonly Value[])[];
}

/** The cells as the writer takes them; `isMarked` marks cells as present even where all are. */
export function partOf(type: ColumnType, cells: readonly Value[], isMarked = false): ColumnPart {
  const present = isMarked || cells.includes(null) ? bitsOf(cells) : null;
  const numbers = cells.map((cell) => Number(cell ?? 0));
  switch (type) {
    case 'boolean':
      return { present, kind: type, values: Uint8Array.from(numbers) };
    case 'date':
      return { present, kind: type, values: Int32Array.from(numbers) };
    case 'number':
      return { present, kind: type, values: Float64Array.from(numbers) };
    case 'text': {
      const texts = cells.map((cell) => Buffer.from(cell === null ? '' : String(cell)));
      return {
        present,
        kind: type,
        lengths: Uint32Array.from(texts, (text) => text.length),
        bytes: Buffer.concat(texts),
      };
    }
    default: {
      const integers = BigInt64Array.from(cells, (cell) => BigInt(cell ?? 0));
      return { present, kind: type, words: new Int32Array(integers.buffer) };
    }
  }
}

/** Bits after the last row are set: they must not matter. */
function bitsOf(cells: readonly Value[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(cells.length / 8)).fill(255);
  for (const [row, cell] of cells.entries()) {
    if (cell === null) bits[row >> 3] = (bits[row >> 3] ?? 0) & ~(1 << (row & 7));
  }
  return bits;
}

/** A DuckDB, and paths that are all new: it remembers what it has read of a file. */
export async function place(): Promise<{ sql: RawSql; newPath: () => string }> {
  const folder = temporaryFolder();
  const { sql } = await temporaryDuck([folder]);
  let count = 0;
  return { sql, newPath: () => join(folder, `${count++}.parquet`) };
}

/** Writes columns, expects DuckDB to read the same, and gives the row groups and the path. */
export async function expectSame(columns: readonly TypedColumn[]) {
  const { sql, newPath } = await place();
  const path = newPath();
  const groups = writeTyped(path, columns);
  const types = columns.map(({ type }) => type);
  expect(await readTyped(sql, path, types)).toEqual(columns.map((column) => column.groups.flat()));
  return { sql, path, groups };
}

/** Encodes columns c0, c1, … and writes them as a file. */
export function writeTyped(
  path: string,
  columns: readonly TypedColumn[],
  { metadata, isPlain = false }: { metadata?: Readonly<Record<string, string>>; isPlain?: boolean } = {},
): RowGroup[] {
  const types = columns.map(({ type }) => type);
  const groups = (columns[0]?.groups ?? []).map(({ length }, group) => {
    const parts = columns.map((column) => partOf(column.type, column.groups[group] ?? [], isPlain));
    return encodeRowGroup(
      parts,
      length,
      columns.map(() => isPlain),
    );
  });
  writeGroups(path, types, { groups, metadata });
  return groups;
}

/** Writes row groups of columns c0, c1, … as a file. */
export function writeGroups(
  path: string,
  types: readonly ColumnType[],
  { groups, metadata = {} }: { groups: readonly RowGroup[]; metadata?: Readonly<Record<string, string>> },
): void {
  const footer = parquetFooter({
    columns: types.map((type, i) => ({ sql: `c${i}`, type })),
    groups: groups.map((group) => ({ ...group, bytes: group.bytes.length })),
    metadata,
  });
  writeFileSync(path, Buffer.concat([parquetMagic, ...groups.map(({ bytes }) => bytes), footer]));
}

/** All cells of each column as DuckDB reads them. */
export async function readTyped(sql: RawSql, path: string, types: readonly ColumnType[]): Promise<Value[][]> {
  const columns = types.map((): Value[] => []);
  const list = types.map((_, i) => `c${i}`).join(', ');
  for await (const chunk of sql.rawChunks(`SELECT ${list} FROM read_parquet(${quoteText(path)})`)) {
    for (const [i, column] of chunk.columns.entries()) {
      const cells = cellsOf(column, types[i] ?? 'text');
      for (const [row, cell] of cells.slice(0, chunk.rowCount).entries()) {
        const { present } = column;
        const isPresent = present === null || ((present[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
        columns[i]?.push(isPresent ? cell : null);
      }
    }
  }
  return columns;
}

function cellsOf(column: RawColumn, type: ColumnType): Value[] {
  if (column.kind === 'text') {
    let end = 0;
    return Array.from(column.lengths, (length) => {
      end += length;
      return Buffer.from(column.bytes.subarray(end - length, end)).toString();
    });
  }
  const { buffer } = Uint8Array.from(column.bytes);
  if (type === 'boolean') return Array.from(new Uint8Array(buffer), (byte) => byte === 1);
  if (type === 'date') return [...new Int32Array(buffer)];
  return type === 'number' ? [...new Float64Array(buffer)] : [...new BigInt64Array(buffer)];
}
