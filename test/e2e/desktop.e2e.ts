import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { afterAll, expect, it } from 'vitest';
import { prepareDesktop } from '../../scripts/build-desktop.ts';
import { electronRuntime } from '../../scripts/electron-runtime.ts';
import { planStart } from '../../scripts/plan-start.ts';
import { root } from '../../scripts/run-command.ts';
import { doMainJob } from './desktop.job.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-electron-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function findApp(): { executable: string } | { reason: string } {
  const executable = electronRuntime();
  if (executable === null) return { reason: "Electron's runtime is not here; npm start fetches it" };
  const plan = planStart({
    platform: process.platform,
    display: process.env.WAYLAND_DISPLAY || process.env.DISPLAY,
    isRoot: process.getuid?.() === 0,
    runtime: { executable },
  });
  return plan.kind === 'desktop' ? { executable } : { reason: plan.why.replace(/: opening.*$/, '') };
}

it('does the whole job in the desktop app itself', async (context) => {
  const found = findApp();
  if ('reason' in found) return context.skip(found.reason);
  await prepareDesktop();
  const app = await _electron.launch({
    executablePath: found.executable,
    args: [root, '--project', join(folder, 'project'), `--user-data-dir=${join(folder, 'user')}`],
  });
  try {
    const file = join(root, 'sample-data/german_credit.csv');
    const copy = join(folder, 'copy.assay');
    await app.evaluate(
      ({ dialog }, paths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [paths.file] });
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: paths.copy });
      },
      { file, copy },
    );
    const page = await app.firstWindow();
    expect(page.url()).toMatch(/^assay:\/\/app\//);
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    await doMainJob(page);
    await expect.poll(() => existsSync(copy)).toBe(true);
    expect(statSync(copy).size).toBeGreaterThan(1000);
  } finally {
    await app.close();
  }
});
