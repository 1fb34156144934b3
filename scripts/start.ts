import { join } from 'node:path';
import { prepareDesktop } from './build-desktop.ts';
import { buildRenderer } from './build-renderer.ts';
import { fetchElectronRuntime } from './electron-runtime.ts';
import { planStart } from './plan-start.ts';
import { root, runCommand } from './run-command.ts';

const values = process.argv.slice(2);
const plan = planStart({
  platform: process.platform,
  display: process.env.WAYLAND_DISPLAY || process.env.DISPLAY,
  isRoot: process.getuid?.() === 0,
  runtime: await fetchElectronRuntime(),
});
if (!(await buildRenderer())) throw new Error('The renderer does not build: see above.');
if (plan.kind === 'desktop') {
  await prepareDesktop();
  const { code } = await runCommand([plan.executable, root, ...values]);
  process.exitCode = code;
} else {
  console.log(plan.why);
  const { code } = await runCommand([process.execPath, join(root, 'cli/assay.mjs'), 'serve', ...values]);
  process.exitCode = code;
}
