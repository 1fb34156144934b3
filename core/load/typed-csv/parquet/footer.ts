import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { ColumnType } from '../../../contract/dataset.ts';
import { invariant } from '../../../errors.ts';
import type { ChunkFacts } from './column-part.ts';

type FileMetaData = Parameters<typeof writeMetadata>[1];
type SchemaElement = FileMetaData['schema'][number];
type Group = FileMetaData['row_groups'][number];
type Chunk = Group['columns'][number];

/** What begins and ends every file: the letters PAR1. */
export const parquetMagic: Uint8Array = Uint8Array.of(0x50, 0x41, 0x52, 0x31);

/** A column: its name in the file, and its type. */
export interface FileColumn {
  readonly sql: string;
  readonly type: ColumnType;
}

/** A row group that has been written: its length in bytes, and what it holds. */
export interface GroupPlace {
  readonly rowCount: number;
  readonly bytes: number;
  readonly columns: readonly ChunkFacts[];
}

/**
 * The end of a file whose row groups stand one after the other from byte 4 on, behind `parquetMagic`. `metadata` are
 * keys and values of the file.
 */
export function parquetFooter({
  columns,
  groups,
  metadata,
}: {
  columns: readonly FileColumn[];
  groups: readonly GroupPlace[];
  metadata: Readonly<Record<string, string>>;
}): Uint8Array {
  const pairs = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  const writer = new ByteWriter();
  writeMetadata(writer, {
    version: 2,
    created_by: 'assay',
    schema: [
      { name: 'schema', repetition_type: 'REQUIRED', num_children: columns.length },
      ...columns.map(schemaElement),
    ],
    num_rows: groups.reduce((total, { rowCount }) => total + BigInt(rowCount), 0n),
    row_groups: placeGroups(columns, groups),
    key_value_metadata: pairs.length > 0 ? pairs : undefined,
    metadata_length: 0,
  });
  writer.appendBytes(parquetMagic);
  return writer.getBytes();
}

/** How DuckDB writes a type. */
const elements = {
  integer: { type: 'INT64', converted_type: 'INT_64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
  },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const satisfies Record<ColumnType, Omit<SchemaElement, 'name'> & { type: string }>;

function schemaElement({ sql, type }: FileColumn): SchemaElement {
  return { ...elements[type], name: sql, repetition_type: 'OPTIONAL' };
}

function placeGroups(columns: readonly FileColumn[], groups: readonly GroupPlace[]): Group[] {
  let start = parquetMagic.length;
  return groups.map(({ rowCount, bytes, columns: chunks }) => {
    const at = start;
    start += bytes;
    return {
      columns: columns.map((column, i) => {
        const facts = chunks[i];
        invariant(facts !== undefined, `row group of ${chunks.length} columns, not ${columns.length}`);
        return chunkOf(column, { facts, rowCount, at });
      }),
      total_byte_size: BigInt(bytes),
      num_rows: BigInt(rowCount),
      file_offset: BigInt(at),
      total_compressed_size: BigInt(bytes),
    };
  });
}

function chunkOf(
  { sql, type }: FileColumn,
  { facts, rowCount, at }: { facts: ChunkFacts; rowCount: number; at: number },
): Chunk {
  const { start, byteLength, dataStart, encoding, hasDictionary, missingCount, range } = facts;
  return {
    file_offset: 0n,
    meta_data: {
      type: elements[type].type,
      encodings: hasDictionary ? ['PLAIN', 'RLE', encoding] : ['RLE', encoding],
      path_in_schema: [sql],
      codec: 'UNCOMPRESSED',
      num_values: BigInt(rowCount),
      total_uncompressed_size: BigInt(byteLength),
      total_compressed_size: BigInt(byteLength),
      data_page_offset: BigInt(at + dataStart),
      dictionary_page_offset: hasDictionary ? BigInt(at + start) : undefined,
      statistics: {
        null_count: BigInt(missingCount),
        ...(range && {
          min_value: range.min,
          max_value: range.max,
          is_min_value_exact: true,
          is_max_value_exact: true,
        }),
      },
    },
  };
}
