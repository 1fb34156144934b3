import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measureChild } from './support/measure-child.ts';
import { dataFolder, mixedCsv } from './support/mixed-csv.ts';

/**
 * The most memory that loading a CSV file of 1.9 GB (10,000,000 x 20) holds, with DuckDB limited so that all stays within
 * 2 GB, against DuckDB's own load of the file into a table without a limit, each in a process of its own. --rows N;
 * --limit MB.
 */
const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '10000000' }, limit: { type: 'string', default: '1400' } },
});
const hourMs = 3_600_000;
const loaded = z.object({ end: z.literal('loaded'), rowCount: z.number(), peakMb: z.number() });
const duckLoaded = z.object({ loadMs: z.number(), peakMb: z.number() });
mkdirSync(dataFolder, { recursive: true });
const scratch = mkdtempSync(join(dataFolder, 'memory-'));
try {
  const { path } = mixedCsv({ rows: Number(options.rows), columns: 20 });
  const script = join(import.meta.dirname, '../test/support/load-measured.ts');
  const child = { command: process.execPath, timeoutMs: hourMs };
  const own = await measureChild({ ...child, args: [script, path, scratch, options.limit] });
  const { rowCount, peakMb } = loaded.parse(own.answer);
  const peer = await measureChild({
    ...child,
    args: [join(import.meta.dirname, 'support/duckdb-child.ts'), path],
  });
  const duck = duckLoaded.parse(peer.answer);
  console.log(`${rowCount.toLocaleString('en')} rows; x is memory of the peer over memory of Assay`);
  console.log(
    `Assay, DuckDB limited to ${options.limit} MB: peak ${peakMb.toFixed(0)} MB, ${(own.elapsedMs / 1000).toFixed(1)} s`,
  );
  console.log(
    `DuckDB, load into memory and SUMMARIZE: peak ${duck.peakMb.toFixed(0)} MB, ${(duck.peakMb / peakMb).toFixed(2)} x`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
