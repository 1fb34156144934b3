import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkerPool } from '../../core/engine/worker-pool.ts';
import { loadFile } from '../../core/load/load-file.ts';
import { openTable } from '../../core/load/open-table.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { openDuck } from '../../core/store/duck.ts';

/**
 * Assay as a process of its own: loads a CSV file and profiles it whole, as the engine does, and prints a line of
 * JSON. Arguments: file, target ("" for none), folder for what is stored.
 */
const [file = '', target = '', folder = ''] = process.argv.slice(2);
const memoryLimitMb = 2048;
const directory = mkdtempSync(join(folder, 'assay-'));
// Threads start and load their code before the clock does, as the peers import theirs.
const threads = createWorkerPool({ threads: 0 });
const nothing = { kind: 'numbers', input: new Float64Array(1) };
await Promise.all(Array.from({ length: threads.threads }, () => threads.run('profile', nothing, {})));
const nowhere = { path: join(directory, 'nowhere.parquet'), columns: [] };
await Promise.allSettled(Array.from({ length: threads.threads }, () => threads.run('hash', nowhere, {})));
await Promise.allSettled(Array.from({ length: threads.threads }, () => threads.run('csv', nowhere, {})));
const started = performance.now();
const since = () => performance.now() - started;
const stages: { name: string; startedMs: number }[] = [];
/** Notes when a new kind of work begins; numbers in the message do not make it new. */
function enter(message: string): void {
  const name = message.replace(/\d[\d,.]*/g, '#');
  if (stages.at(-1)?.name !== name) stages.push({ name, startedMs: since() });
}
try {
  const loaded = await loadFile({
    path: file,
    targetDirectory: directory,
    temporaryDirectory: directory,
    threads,
    openSql: (allowedPaths) =>
      openDuck({ threads: 0, memoryLimitMb, spillDirectory: directory, allowedPaths }),
    onProgress: ({ message }) => enter(message),
  });
  enter('profile');
  const loadMs = since();
  const duck = await openDuck({
    threads: 0,
    memoryLimitMb,
    spillDirectory: directory,
    allowedPaths: [directory],
  });
  let firstResultMs: number | null = null;
  const countedMs: number[] = [];
  let statisticsMs: number | null = null;
  const found = await profileTable({
    threads,
    sql: duck.sql,
    table: openTable({ ...loaded, version: loaded.id }),
    target: target === '' ? null : { column: target },
    seed: 1,
    now: () => performance.now(),
    onEvent({ message, done }) {
      if (done > 0) firstResultMs ??= since();
      if (done > 0 && message.startsWith('Counted')) countedMs.push(since() - loadMs);
      if (message.startsWith('Checking')) statisticsMs ??= since();
    },
  });
  const totalMs = since();
  duck.close();
  await threads.close();
  const { rowCount, columns } = loaded;
  const cpu = process.cpuUsage();
  const answer = {
    rowCount,
    columnCount: columns.length,
    loadMs,
    firstResultMs: (firstResultMs ?? totalMs) - loadMs,
    statisticsMs: (statisticsMs ?? totalMs) - loadMs,
    totalMs,
    cpuMs: cpu.user / 1000 + cpu.system / 1000,
    loadStages: stages.map(({ name, startedMs }, i) => ({
      name,
      ms: (stages[i + 1]?.startedMs ?? loadMs) - startedMs,
    })),
    countedMs,
    peakMb: process.resourceUsage().maxRSS / 1024,
    outcomes: found.outcomes,
    issues: found.issues.map(({ detector, severity, columns: names, title }) => ({
      detector,
      severity,
      names,
      title,
    })),
  };
  console.log(JSON.stringify(answer));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
