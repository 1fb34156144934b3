import { fileURLToPath } from 'node:url';
import type { DatasetVersion } from '../core/contract/dataset.ts';
import type { Profile } from '../core/contract/profile.ts';
import { parseArguments } from './arguments.ts';
import { printReport } from './bundle-verify.ts';
import { resultOfKind } from './follow-job.ts';
import { withDataset } from './load-dataset.ts';
import { printComparison } from './print-comparison.ts';
import { issueCounts, printDataset, printIssueTitle } from './print-issues.ts';
import { printable } from './printable.ts';
import { profileVersion } from './profile.ts';
import { shortRun } from './resolve-run.ts';
import { runExperiment } from './run-experiment.ts';
import type { Terminal } from './terminal.ts';
import { exitCode, type Verb } from './verb.ts';
import { type Session, withEngine } from './with-engine.ts';

const help = `Usage: assay demo [--project DIR]

The whole job on sample data: loads german_credit, lists its issues, runs
sample-data/german-credit.assay.yaml, compares four baselines and a network,
and exports and verifies the bundle.

  --project DIR    the project folder (default: the nearest one upward,
                   else ./assay-project)`;

const specPath = fileURLToPath(new URL('../sample-data/german-credit.assay.yaml', import.meta.url));

export const demoVerb: Verb = { help, run: runDemo };

async function runDemo(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments(args, { verb: 'demo', options: {}, positionals: [] });
  return withEngine({ project: values.project, terminal }, async (session) => {
    const { readExperiment } = await import('../core/engine/index.ts');
    const { data, target } = await readExperiment(specPath);
    heading(terminal, '1  The data and its issues');
    await withDataset(session, data, async (version) => {
      printFindings(terminal, version, await profileVersion(session, version, { target }));
    });

    heading(terminal, '2  Baselines and a candidate');
    const { run, wasCached } = await runExperiment(session, specPath);
    if (wasCached) terminal.out('This experiment was run before; its results were kept.\n');
    printComparison(terminal, await session.client.compare.runs({ runs: [run] }));

    heading(terminal, '3  The run as one file');
    const path = await exportAndVerify(session, terminal, run);
    printNextSteps({ terminal, session, path, run: shortRun(run) });
    return exitCode.done;
  });
}

function heading(terminal: Terminal, text: string): void {
  terminal.out(`\n${terminal.paint('bold', text)}\n`);
}

function printFindings(terminal: Terminal, version: DatasetVersion, profile: Profile): void {
  printDataset(terminal, version);
  terminal.out(issueCounts(profile.issues));
  profile.issues.forEach((issue, i) => {
    printIssueTitle({ terminal, issue, rank: i + 1 });
  });
}

async function exportAndVerify(
  { client, follow }: Session,
  terminal: Terminal,
  run: Awaited<ReturnType<typeof runExperiment>>['run'],
): Promise<string> {
  const { path } = resultOfKind(await follow(client.bundle.export({ run, includeData: true })), 'bundle');
  const { report } = resultOfKind(await follow(client.bundle.verify({ path })), 'report');
  printReport(terminal, report);
  if (!report.isIntact) throw new Error(`Invariant broken: a bundle just written does not verify: ${path}`);
  return path;
}

function printNextSteps(options: { terminal: Terminal; session: Session; path: string; run: string }): void {
  const { terminal, session, path, run } = options;
  terminal.out(`Bundle ${printable(path)}`);
  terminal.out(`Project ${printable(session.engine.projectDirectory)}`);
  terminal.out('\nNext:');
  terminal.out(`  npx assay bundle verify "${printable(path)}"`);
  terminal.out(`  npx assay compare ${run}`);
  terminal.out('  npx assay profile sample-data/birdstrikes.csv --target "Effect Amount of damage"');
  terminal.out('  npm start');
}
