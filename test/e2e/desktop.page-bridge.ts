import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Page } from 'playwright';
import { appUrl } from '../../electron/app-origin.ts';
import { answerAppRequest } from '../../electron/app-protocol.ts';
import type { EngineSupervisor } from '../../electron/engine-supervisor.ts';
import { root } from '../../scripts/run-command.ts';

export const pageOrigin = 'https://assay.test';

/** What runs in the page before its own code: `window.assay` as the preload makes it, over bindings. */
const bridgeScript = `
  window.engineMessages = new Map();
  window.assay = {
    pathForFile: () => '',
    pickFile: () => window.askMain('pick-file', ''),
    saveFile: (path) => window.askMain('save-file', path),
    async openPort() {
      const id = await window.askMain('open-port', '');
      const { port1, port2 } = new MessageChannel();
      window.engineMessages.set(id, (data) => (data === null ? port1.close() : port1.postMessage(data)));
      port1.onmessage = ({ data }) => window.tellEngine(id, data);
      window.postMessage('assay:port', location.origin, [port2]);
    },
  };
`;

/**
 * Makes a page of Chromium a window of the desktop app: its files come from the app's protocol with the app's
 * policy, its engine is the supervised process. What Electron would carry, Playwright carries.
 */
export async function bridgePage(
  page: Page,
  options: {
    supervisor: EngineSupervisor<MessagePort>;
    pickFile: () => Promise<string | null>;
    saveFile: (path: string) => Promise<string | null>;
  },
): Promise<void> {
  const ports = new Map<string, MessagePort>();

  async function openPort(): Promise<string> {
    const id = `port-${ports.size + 1}`;
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port2);
    const deliver = (data: string | null) => {
      const call = `window.engineMessages.get(${JSON.stringify(id)})?.(${JSON.stringify(data)})`;
      if (!page.isClosed()) page.evaluate(call).catch(() => {});
    };
    port2.on('message', deliver);
    port2.on('close', () => deliver(null));
    await options.supervisor.connect(port1);
    return id;
  }

  await page.exposeFunction('askMain', (question: string, path: string) => {
    if (question === 'open-port') return openPort();
    return question === 'pick-file' ? options.pickFile() : options.saveFile(path);
  });
  await page.exposeFunction('tellEngine', (id: string, data: unknown) => {
    if (typeof data !== 'string') throw new Error('Only text crosses this bridge.');
    ports.get(id)?.postMessage(data);
  });
  await page.addInitScript({ content: bridgeScript });
  await page.route(`${pageOrigin}/**`, async (route) => {
    const request = route.request();
    const url = appUrl + request.url().slice(pageOrigin.length + 1);
    const response = await answerAppRequest(join(root, 'out/renderer'), { url, method: request.method() });
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

/** What main sends when the engine has died, handed on as the preload does. */
export async function tellEngineDown(page: Page): Promise<void> {
  if (!page.isClosed()) await page.evaluate("window.postMessage('assay:engine-down', location.origin)");
}
