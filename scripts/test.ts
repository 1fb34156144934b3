import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRenderer } from './build-renderer.ts';
import { runChecks } from './run-checks.ts';
import { runCommand } from './run-command.ts';
import { addTallies, isGood, type Tally, tallyLines } from './tally.ts';

const failure: Tally = { passed: 0, failed: 1, skipped: [] };
const tallies: Tally[] = [];
console.log('— checks');
tallies.push(await runChecks({ hasArchitecture: false }));
console.log('\n— unit, contract and property tests');
tallies.push(await runVitest('vitest.config.ts'));
console.log('\n— browser tests');
tallies.push((await buildRenderer()) ? await runVitest('vitest.e2e.config.ts') : failure);

const total = addTallies(tallies);
console.log(`\n${tallyLines(total).join('\n')}`);
process.exitCode = isGood(total) ? 0 : 1;

/** Runs one suite; a suite that ends without a tally, or badly with nothing failed in it, is one failure. */
async function runVitest(config: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-tally-'));
  const path = join(folder, 'tally.json');
  const reporters = ['--reporter=default', '--reporter=./scripts/tally-reporter.ts'];
  const { code } = await runCommand(['vitest', 'run', '--config', config, ...reporters], {
    env: { ASSAY_TALLY: path },
  });
  try {
    const tally: Tally = JSON.parse(readFileSync(path, 'utf8'));
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return failure;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
