import type { Column } from '../contract/dataset.ts';
import { quoteText, type Sql } from '../shared/sql.ts';
import { writeParquet } from './write-parquet.ts';

/**
 * A version's data file as it travels: the same rows under the same content id, compressed. Written to `path`; answers
 * where the packed file is, which is the version's own one when it came compressed.
 */
export async function packVersion(options: {
  sql: Sql;
  version: { readonly parquetPath: string; readonly columns: readonly Column[] };
  path: string;
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}): Promise<string> {
  const { sql, version, path, signal } = options;
  const { parquetPath, columns } = version;
  const [found] = await sql.rows(
    `SELECT bool_or(compression = 'UNCOMPRESSED') AS plain FROM parquet_metadata(?)`,
    [parquetPath],
    signal,
  );
  if (found?.plain !== true) return parquetPath;
  await writeParquet({
    ...options,
    from: `read_parquet(${quoteText(parquetPath)}, hive_partitioning = false)`,
    columns: columns.map((column) => ({ ...column, value: column.sql })),
    compression: 'zstd',
  });
  return path;
}
