import { runCommand } from './run-command.ts';
import type { Tally } from './tally.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const checks: readonly Check[] = [
  {
    name: 'format and lint',
    command: ['biome', 'ci', '--colors=off', '--diagnostic-level=error', '--max-diagnostics=50', '.'],
  },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the renderer', command: ['tsc', '-p', 'renderer'] },
  { name: 'compiled kernel', command: ['node', 'scripts/build-kernel.ts', '--check'] },
];

const architecture: Check = {
  name: 'architecture',
  command: ['vitest', 'run', '--reporter=default', 'test/architecture.test.ts'],
};

/** Runs the checks side by side, prints a line for each and all that a failed one had to say. */
export async function runChecks(options: { hasArchitecture: boolean }): Promise<Tally> {
  const chosen = options.hasArchitecture ? [...checks, architecture] : checks;
  const results = await Promise.all(chosen.map(runCheck));
  for (const { name, code, seconds, output } of results) {
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
    if (code !== 0) console.log(output.trimEnd());
  }
  const failed = results.filter(({ code }) => code !== 0).length;
  return { passed: results.length - failed, failed, skipped: [] };
}

async function runCheck({ name, command }: Check) {
  const started = performance.now();
  const { code, output } = await runCommand(command, { isQuiet: true });
  return { name, code, output, seconds: (performance.now() - started) / 1000 };
}
