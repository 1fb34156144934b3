import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { quantile } from '../core/shared/statistics.ts';
import { measureChild } from './support/measure-child.ts';
import { dataFolder, mixedCsv } from './support/mixed-csv.ts';
import { pandasScript, ydataScript } from './support/peer-scripts.ts';
import { pythonPeer } from './support/python-peer.ts';

/**
 * Load, all statistics and all detectors on a mixed CSV file, each run in a process of its own, against pandas
 * (read_csv, describe, duplicated, Spearman), ydata-profiling's default report and DuckDB's load and SUMMARIZE on
 * the same file in the same run. --size 1m, 10m or wide; --runs N; --skip names of peers; --minutes allowed for
 * ydata-profiling, whose time is then a lower bound. The first start makes a Python of its own for the peers.
 */
const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '1m' },
    runs: { type: 'string', default: '3' },
    skip: { type: 'string', default: '' },
    minutes: { type: 'string', default: '15' },
  },
});
const sizes: Record<string, { rows: number; columns: number }> = {
  '1m': { rows: 1_000_000, columns: 20 },
  '10m': { rows: 10_000_000, columns: 20 },
  wide: { rows: 10_000, columns: 500 },
};
const size = sizes[options.size];
if (size === undefined) throw new Error(`--size is ${Object.keys(sizes).join(', ')}, not ${options.size}`);
const skipped = new Set(options.skip.split(','));
const runs = Number(options.runs);
const hourMs = 3_600_000;

const outcome = z.object({ detector: z.string(), sampledRows: z.number().nullable(), elapsedMs: z.number() });
const assayAnswer = z.object({
  loadMs: z.number(),
  firstResultMs: z.number(),
  statisticsMs: z.number(),
  totalMs: z.number(),
  cpuMs: z.number(),
  peakMb: z.number(),
  loadStages: z.array(z.object({ name: z.string(), ms: z.number() })),
  outcomes: z.array(outcome),
});
const pandasAnswer = z.object({
  version: z.string(),
  steps: z.record(z.string(), z.number()),
  peakMb: z.number(),
  cpuMs: z.number(),
});
const duckAnswer = z.object({
  loadMs: z.number(),
  totalMs: z.number(),
  cpuMs: z.number(),
  peakMb: z.number(),
});
const ydataAnswer = z.object({ version: z.string(), ms: z.number(), peakMb: z.number(), cpuMs: z.number() });
type AssayAnswer = z.infer<typeof assayAnswer>;

const median = (values: readonly number[]) => quantile(values, 0.5);
const medianOf = <T>(answers: readonly T[], value: (answer: T) => number) => median(answers.map(value));
const child = (name: string) => join(import.meta.dirname, 'support', name);
const sum = (steps: Record<string, number>) => Object.values(steps).reduce((total, ms) => total + ms, 0);

mkdirSync(dataFolder, { recursive: true });
const scratch = mkdtempSync(join(dataFolder, 'profile-'));
try {
  const { path, target } = mixedCsv(size);
  const python = pythonPeer('profile', ['pandas==2.3.3', 'ydata-profiling==4.18.0', 'setuptools<81']);
  const assay: AssayAnswer[] = [];
  const pandas: z.infer<typeof pandasAnswer>[] = [];
  const duck: z.infer<typeof duckAnswer>[] = [];
  for (let run = 0; run < runs; run++) {
    assay.push(
      assayAnswer.parse(await answerOf(process.execPath, [child('profile-child.ts'), path, target, scratch])),
    );
    if (!skipped.has('pandas'))
      pandas.push(pandasAnswer.parse(await answerOf(python, ['-c', pandasScript, path])));
    if (!skipped.has('duckdb')) {
      duck.push(duckAnswer.parse(await answerOf(process.execPath, [child('duckdb-child.ts'), path])));
    }
  }
  const totalMs = medianOf(assay, (answer) => answer.totalMs);
  console.log(
    `${size.rows.toLocaleString('en')} x ${size.columns}, median of ${runs}; x is time of the peer over time of Assay`,
  );
  line('Assay: load, statistics, all detectors', {
    ms: totalMs,
    cpuMs: medianOf(assay, (a) => a.cpuMs),
    peakMb: medianOf(assay, (a) => a.peakMb),
  });
  const [somePandas] = pandas;
  if (somePandas !== undefined) {
    const ms = medianOf(pandas, ({ steps }) => sum(steps));
    line(`pandas ${somePandas.version}: ${Object.keys(somePandas.steps).join(', ')}`, {
      ms,
      cpuMs: medianOf(pandas, (a) => a.cpuMs),
      peakMb: medianOf(pandas, (a) => a.peakMb),
      ratio: ms / totalMs,
    });
  }
  if (duck.length > 0) {
    const ms = medianOf(duck, (answer) => answer.totalMs);
    const scanMs = medianOf(assay, fullScanMs);
    line('DuckDB: load, SUMMARIZE', {
      ms,
      cpuMs: medianOf(duck, (a) => a.cpuMs),
      peakMb: medianOf(duck, (a) => a.peakMb),
      ratio: ms / totalMs,
    });
    line('Assay: load, statistics of every column (full scan)', { ms: scanMs, ratio: ms / scanMs });
  }
  if (!skipped.has('ydata')) await measureYdata({ python, path, totalMs });
  printStages(assay);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function answerOf(command: string, args: readonly string[]): Promise<unknown> {
  const { isComplete, answer } = await measureChild({ command, args, timeoutMs: hourMs });
  if (!isComplete) throw new Error(`${command} ${args[0]} took more than an hour`);
  return answer;
}

/** What SUMMARIZE does, and more: all rows loaded, and the exact statistics of every column. */
function fullScanMs({ loadMs, statisticsMs }: AssayAnswer): number {
  return loadMs + statisticsMs;
}

async function measureYdata(peer: { python: string; path: string; totalMs: number }): Promise<void> {
  const { python, path, totalMs } = peer;
  const { isComplete, elapsedMs, answer } = await measureChild({
    command: python,
    args: ['-c', ydataScript, path, join(scratch, 'report.html')],
    timeoutMs: Number(options.minutes) * 60_000,
  });
  if (!isComplete) {
    const name = `ydata-profiling: default report, ended after ${options.minutes} min, at least`;
    line(name, { ms: elapsedMs, ratio: elapsedMs / totalMs });
    return;
  }
  const { version, ms, cpuMs, peakMb } = ydataAnswer.parse(answer);
  line(`ydata-profiling ${version}: default report`, { ms, cpuMs, peakMb, ratio: ms / totalMs });
}

function line(name: string, figures: { ms: number; cpuMs?: number; peakMb?: number; ratio?: number }): void {
  const { ms, cpuMs, peakMb, ratio } = figures;
  const parts = [
    name.padEnd(58),
    `${(ms / 1000).toFixed(1)} s`.padStart(9),
    (cpuMs === undefined ? '' : `cpu ${(cpuMs / 1000).toFixed(1)} s`).padStart(13),
    (peakMb === undefined ? '' : `${peakMb.toFixed(0)} MB`).padStart(9),
    ratio === undefined ? '' : `${ratio.toFixed(2)} x`,
  ];
  console.log(parts.join(' ').trimEnd());
}

function printStages(answers: readonly AssayAnswer[]): void {
  const [first] = answers;
  if (first === undefined) return;
  const show = (name: string, ms: number, note = '') =>
    console.log(`  ${name.padEnd(40)} ${ms.toFixed(0).padStart(8)} ms ${note}`.trimEnd());
  console.log('Stages, medians:');
  show(
    'load',
    medianOf(answers, (answer) => answer.loadMs),
  );
  for (const [i, { name }] of first.loadStages.entries()) {
    if (name !== 'profile')
      show(
        `  ${name}`,
        medianOf(answers, (answer) => answer.loadStages[i]?.ms ?? Number.NaN),
      );
  }
  show(
    'first statistics after load',
    medianOf(answers, (answer) => answer.firstResultMs),
  );
  show(
    'all statistics',
    medianOf(answers, (answer) => answer.statisticsMs),
  );
  const detectors = first.outcomes
    .map(({ detector, sampledRows }) => ({
      detector,
      sampledRows,
      ms: medianOf(
        answers,
        ({ outcomes }) => outcomes.find((other) => other.detector === detector)?.elapsedMs ?? Number.NaN,
      ),
    }))
    .sort((a, b) => b.ms - a.ms);
  const quick = detectors.filter(({ ms }) => ms < 1).length;
  for (const { detector, sampledRows, ms } of detectors.slice(0, detectors.length - quick)) {
    show(`  ${detector}`, ms, sampledRows === null ? '' : `on ${sampledRows.toLocaleString('en')} rows`);
  }
  if (quick > 0) console.log(`  ${quick} more detectors took less than a millisecond each`);
}
