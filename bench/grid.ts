import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DatasetVersionId } from '../core/contract/ids.ts';
import { createEngine, type EngineClient } from '../core/engine/index.ts';
import { createRng } from '../core/shared/rng.ts';
import { quantile } from '../core/shared/statistics.ts';
import { dataFolder, mixedCsv } from './support/mixed-csv.ts';

/**
 * Time of a page of 200 rows at a random place, plain, sorted, filtered and searched, through the engine, against
 * DuckDB's own LIMIT and OFFSET on a table in memory, on the same file in the same run. --rows N, ten million unless
 * said; --pages N.
 */
const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '10000000' }, pages: { type: 'string', default: '50' } },
});
const rowCount = Number(options.rows);
const pageRows = 200;
const { path } = mixedCsv({ rows: rowCount, columns: 20 });
const rng = createRng(7);
const offsets = Array.from({ length: Number(options.pages) }, () => rng.integer(rowCount - pageRows));

const directory = mkdtempSync(join(dataFolder, 'grid-'));
const engine = createEngine({ projectDirectory: directory, host: 'cli', now: () => new Date() });
try {
  const version = await load(engine.client);
  const page = async (offset: number) => {
    const { rows } = await engine.client.dataset.rows({ version, offset, limit: pageRows });
    if (rows.length !== pageRows) throw new Error(`page at ${offset} has ${rows.length} rows`);
  };
  report('Assay: random page', await times(page));
  const column = 2;
  const sorted = async (offset: number) => {
    await engine.client.dataset.rows({
      version,
      offset,
      limit: pageRows,
      sort: { column, descending: true },
    });
  };
  report('Assay: random page, sorted by a number', await times(sorted, 5));

  const filter = { tests: [{ column, test: { kind: 'range' as const, min: 1013, max: null } }] };
  const { total } = await engine.client.dataset.rows({ version, filter, limit: 1 });
  const filtered = async (offset: number) => {
    await engine.client.dataset.rows({ version, filter, offset: offset % total, limit: pageRows });
  };
  report('Assay: random page of filtered rows', await times(filtered));
  const searched = async (offset: number) => {
    const search = `c${String(offset).slice(0, 4)}`;
    await engine.client.dataset.rows({ version, filter: { search }, limit: pageRows });
  };
  report('Assay: first page of a new search', await times(searched, 5));
} finally {
  await engine.close();
  rmSync(directory, { recursive: true, force: true });
}
await measurePeer();

async function load(client: EngineClient): Promise<DatasetVersionId> {
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  const { job } = await client.dataset.load({ path });
  for await (const event of await client.job.watch({ job })) {
    if (event.kind !== 'state' || event.job.status === 'running') continue;
    if (event.job.result?.kind === 'version') return event.job.result.version;
    throw new Error(event.job.error?.message ?? 'The load ended without a version');
  }
  throw new Error('The load never ended');
}

async function measurePeer(): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE data AS SELECT * FROM read_csv('${path.replaceAll("'", "''")}')`);
  const page = async (offset: number) => {
    await connection.runAndReadAll(`SELECT * FROM data LIMIT ${pageRows} OFFSET ${offset}`);
  };
  report('DuckDB: LIMIT and OFFSET in memory', await times(page));
  connection.disconnectSync();
  instance.closeSync();
}

async function times(work: (offset: number) => Promise<void>, most = offsets.length): Promise<number[]> {
  await work(0);
  const ms: number[] = [];
  for (const offset of offsets.slice(0, most)) {
    const started = performance.now();
    await work(offset);
    ms.push(performance.now() - started);
  }
  return ms;
}

function report(name: string, ms: readonly number[]): void {
  const at = (q: number) => quantile(ms, q).toFixed(0).padStart(6);
  console.log(
    `${name.padEnd(42)} median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms (${ms.length} pages of ${pageRows} rows, ${rowCount.toLocaleString('en')} rows)`,
  );
}
