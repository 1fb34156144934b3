import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type WebSocketRoute } from 'playwright';
import { createEngine, type Engine, serveBrowser } from '../../core/engine/index.ts';

const root = join(import.meta.dirname, '../..');

/** The file of a sample, as a person would choose it. */
export function sample(name: string): string {
  return join(root, 'sample-data', name);
}

/** The app as a person has it: a project of its own, the browser host, a page in Chromium. */
export interface App {
  readonly engine: Engine;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly directory: string;
  /** Breaks the page's line to the engine, and keeps it broken until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Whatever the page complained about on its console. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens the app over an empty project. Reads the browser's path from CHROMIUM_PATH. */
export async function openApp(
  options: { width?: number; height?: number; theme?: 'light' | 'dark' } = {},
): Promise<App> {
  const { width = 1280, height = 800, theme = 'light' } = options;
  const directory = mkdtempSync(join(tmpdir(), 'assay-ui-'));
  const engine = createEngine({ projectDirectory: directory, host: 'browser', now: () => new Date() });
  const host = await serveBrowser({ engine, rendererDirectory: join(root, 'out/renderer') });
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox'],
  });
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const sockets = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isCut) return void socket.close();
    sockets.add(socket);
    socket.connectToServer();
  });
  await page.goto(host.url);
  return {
    engine,
    page,
    context,
    directory,
    complaints,
    async cut() {
      isCut = true;
      await Promise.all([...sockets].map((socket) => socket.close()));
      sockets.clear();
    },
    async mend() {
      isCut = false;
    },
    async close() {
      await browser.close();
      await host.close();
      await engine.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Waits for the page's headline. */
export async function headline(page: Page, text: RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: text }).waitFor();
}

/** Opens a file through the browser's own dialog, up to the look at it before it is loaded. */
export async function chooseFile(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file' }).click(),
  ]);
  await chooser.setFiles(path);
}

/** Loads a sample from the first page and waits until its checks are done. */
export async function loadSample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click();
  await headline(page, /rows, .* read whole .*(problem|evaluation)/);
}
