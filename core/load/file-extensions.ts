import { extname } from 'node:path';
import type { DataFormat } from '../contract/dataset.ts';

/** Extensions of files that hold a table, with their format. */
export const tableExtensions: ReadonlyMap<string, DataFormat> = new Map<string, DataFormat>([
  ...['.csv', '.tsv', '.tab', '.txt', '.data', '.dat', '.psv'].map((name) => [name, 'csv'] as const),
  ...['.parquet', '.pq', '.parq'].map((name) => [name, 'parquet'] as const),
  ['.json', 'json'],
  ...['.ndjson', '.jsonl', '.jsonlines'].map((name) => [name, 'ndjson'] as const),
  ...['.xlsx', '.xlsm', '.xls', '.ods'].map((name) => [name, 'excel'] as const),
  ...['.sqlite', '.sqlite3', '.db', '.db3'].map((name) => [name, 'sqlite'] as const),
  ['.arff', 'arff'],
]);

/** Extensions of files that are packed, with how. */
export const packedExtensions: ReadonlyMap<string, 'gzip' | 'zstd'> = new Map([
  ['.gz', 'gzip'],
  ['.gzip', 'gzip'],
  ['.zst', 'zstd'],
  ['.zstd', 'zstd'],
]);

/** The name of a dataset that a file is loaded as: without the extensions of format and packing. */
export function datasetName(fileName: string): string {
  const extension = extname(fileName);
  const stem = extension === '' ? fileName : fileName.slice(0, -extension.length);
  if (stem === '') return fileName;
  return packedExtensions.has(extension.toLowerCase()) && extname(stem) !== '' ? datasetName(stem) : stem;
}
