import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveFile } from '../../electron/dialogs/save-file.ts';
import { type EngineSupervisor, superviseEngine } from '../../electron/engine-supervisor.ts';
import { findBrowser } from '../../scripts/find-browser.ts';
import { root } from '../../scripts/run-command.ts';
import { forkEngineProcess } from '../electron/forked-engine.ts';
import { doMainJob, openFile } from './desktop.job.ts';
import { bridgePage, pageOrigin, tellEngineDown } from './desktop.page-bridge.ts';

let browser: Browser;
let folder: string;
let page: Page;
let supervisor: EngineSupervisor<MessagePort>;
let pids: number[];
let complaints: string[];

beforeAll(async () => {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: findBrowser(), args });
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-window-'));
  pids = [];
  complaints = [];
  supervisor = superviseEngine<MessagePort>({
    fork() {
      const child = forkEngineProcess(join(folder, 'project'));
      pids.push(child.pid);
      return child;
    },
    schedule(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    onDeath: () => void tellEngineDown(page),
    onFailure: ({ message }) => void complaints.push(message),
  });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await bridgePage(page, {
    supervisor,
    pickFile: async () => join(root, 'sample-data/german_credit.csv'),
    saveFile: (path) =>
      saveFile(path, {
        dialog: { showSaveDialog: async () => ({ filePath: join(folder, 'copy.assay') }) },
        window: null,
        projectDirectory: join(folder, 'project'),
      }),
  });
  await page.goto(`${pageOrigin}/`);
});
afterEach(async () => {
  await page.close();
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a desktop window, in Chromium under the policy of the app', () => {
  it('does the whole job over a port to the engine process', async () => {
    await doMainJob(page);
    await expect.poll(() => statSync(join(folder, 'copy.assay')).size).toBeGreaterThan(1000);
    expect(complaints).toEqual([]);
  });

  it('says that the engine is away when it is killed, and goes on by itself', async () => {
    await openFile(page);
    process.kill(pids.at(-1) ?? 0, 'SIGKILL');
    const note = page.getByText('The engine cannot be reached');
    await note.waitFor();
    await note.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^Train/ }).click();
    await page.getByRole('button', { name: 'Start training' }).waitFor();
    expect(pids).toHaveLength(2);
  });
});
