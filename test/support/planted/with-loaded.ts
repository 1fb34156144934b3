import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFile } from '../../../core/load/load-file.ts';
import { openTable } from '../../../core/load/open-table.ts';
import type { RawSql } from '../../../core/shared/raw-sql.ts';
import type { Table } from '../../../core/shared/table.ts';
import { openDuck } from '../../../core/store/duck.ts';
import { writeCsv } from './csv-text.ts';
import type { PlantedTable } from './planted-table.ts';

/** Takes tables the whole way, through CSV files and the loader, and works on them as the engine would. */
export async function withLoaded<T>(
  planted: readonly PlantedTable[],
  work: (loaded: { sql: RawSql; tables: readonly Table[] }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-planted-'));
  const openSql = () =>
    openDuck({ threads: 2, memoryLimitMb: 1024, spillDirectory: folder, allowedPaths: [folder] });
  try {
    const tables: Table[] = [];
    for (const [i, table] of planted.entries()) {
      const path = join(folder, `table-${i}.csv`);
      writeCsv(table, path);
      const loaded = await loadFile({ path, targetDirectory: folder, temporaryDirectory: folder, openSql });
      tables.push(openTable({ ...loaded, version: loaded.id }));
    }
    const duck = await openSql();
    try {
      return await work({ sql: duck.sql, tables });
    } finally {
      duck.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
