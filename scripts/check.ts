import { runChecks } from './run-checks.ts';

const { failed } = await runChecks({ hasArchitecture: true });
if (failed > 0) {
  console.log(`\n${failed} of the checks failed. "npm run format" mends what can be mended by itself.`);
  process.exitCode = 1;
}
