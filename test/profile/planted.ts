import { afterAll, beforeAll } from 'vitest';
import type { Cell, ColumnType } from '../../core/contract/dataset.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { Issue, Profile, TargetSpec } from '../../core/contract/profile.ts';
import type { Detector } from '../../core/profile/detector.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { detectors } from '../../core/profile/registry.ts';
import type { Thresholds } from '../../core/profile/thresholds.ts';
import { quoteText } from '../../core/shared/sql.ts';
import type { Table } from '../../core/shared/table.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

/** Column name to cells; the type follows from the cells unless it is given. */
export type PlantedColumns = Record<string, readonly Cell[] | { type: ColumnType; cells: readonly Cell[] }>;

const sqlTypes: Record<ColumnType, string> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** A DuckDB for the tests of one file, and small tables made of literal cells in it. */
export function plantedTables() {
  let duck: Duck | undefined;
  let made = 0;
  beforeAll(async () => {
    duck = await openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths: [] });
  });
  afterAll(() => duck?.close());

  function sql() {
    if (duck === undefined) throw new Error('DuckDB is open only while tests run');
    return duck.sql;
  }

  async function plant(planted: PlantedColumns): Promise<Table> {
    const columns = Object.entries(planted).map(([name, given], index) => {
      const { type, cells } = 'cells' in given ? given : { type: typeOf(given), cells: given };
      return { column: { index, name, sql: `c${index}`, type }, cells };
    });
    const rowCount = columns[0]?.cells.length ?? 0;
    const lists = columns.map(
      ({ column, cells }) =>
        `unnest(CAST([${cells.map(literal).join(', ')}] AS ${sqlTypes[column.type]}[])) AS ${column.sql}`,
    );
    const table = `planted_${++made}`;
    await sql().run(
      `CREATE TABLE ${table} AS SELECT *, row_number() OVER () AS __row FROM (SELECT ${lists.join(', ')})`,
    );
    return {
      version: datasetVersionId.parse('0'.repeat(64)),
      from: table,
      rowCount,
      columns: columns.map(({ column }) => column),
    };
  }

  async function profile(planted: PlantedColumns, options: PlantedOptions = {}): Promise<Profile> {
    return profileTable({
      sql: sql(),
      table: await plant(planted),
      target: typeof options.target === 'string' ? { column: options.target } : (options.target ?? null),
      seed: options.seed ?? 1,
      now: () => performance.now(),
      thresholds: options.thresholds,
      detectors: options.detectors,
    });
  }

  /** What one detector finds. */
  async function issuesOf(
    detector: string,
    planted: PlantedColumns,
    options?: PlantedOptions,
  ): Promise<Issue[]> {
    const wanted = detectors.filter(({ id }) => id === detector);
    const { issues } = await profile(planted, { ...options, detectors: wanted });
    return [...issues];
  }

  return { sql, plant, profile, issuesOf };
}

interface PlantedOptions {
  readonly target?: string | TargetSpec;
  readonly seed?: number;
  readonly thresholds?: Partial<Thresholds>;
  /** All unless said. */
  readonly detectors?: readonly Detector[];
}

/** `count` cells from a function of the row position (0 is the first row). */
export function cells<T extends Cell>(count: number, cell: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => cell(i));
}

function typeOf(given: readonly Cell[]): ColumnType {
  const filled = given.filter((cell) => cell !== null);
  if (filled.every((cell) => typeof cell === 'boolean') && filled.length > 0) return 'boolean';
  if (filled.some((cell) => typeof cell !== 'number')) return 'text';
  return filled.every((cell) => Number.isSafeInteger(cell)) && filled.length > 0 ? 'integer' : 'number';
}

function literal(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell === 'string') return quoteText(cell);
  if (typeof cell === 'boolean') return String(cell);
  return Number.isFinite(cell) ? String(cell) : `'${cell}'::DOUBLE`;
}
