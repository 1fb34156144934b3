import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Tally } from './tally.ts';

/** A vitest reporter that writes a tally as JSON to the file that ASSAY_TALLY names, reasons of skips included. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const path = process.env.ASSAY_TALLY;
    if (path) writeFileSync(path, JSON.stringify(tallyModules(modules, unhandledErrors.length)));
  }
}

function tallyModules(modules: readonly TestModule[], unhandledErrors: number): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  const broken = modules.filter((module) => !module.ok() && !hasFailedTest(module));
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + inState('pending').length + broken.length + unhandledErrors,
    skipped: inState('skipped').map((test) => ({ name: test.fullName, reason: reasonOf(test) })),
  };
}

/** A file that failed without a failed test did so while loading or in a hook. */
function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0;
}

function reasonOf(test: TestCase): string | null {
  const result = test.result();
  if (!test.module.ok() && !hasFailedTest(test.module)) return 'its file failed before it could run';
  return result.state === 'skipped' ? (result.note ?? null) : null;
}
