import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import type { EngineClient } from '../../core/engine/index.ts';
import type { EngineSupervisor } from '../../electron/engine-supervisor.ts';
import { type AssayApi, exposeAssay } from '../../electron/expose-assay.ts';
import { createConnection } from '../../renderer/client/connection.ts';

/** The renderer's own module of links; its types need the DOM's library, which tests are checked without. */
interface LinksModule {
  openPort(bridge: AssayApi): ReturnType<Parameters<typeof createConnection>[0]>;
}

/** A window's global object, as far as a port needs one to reach the page. */
class PageWindow extends EventTarget {
  readonly location = { origin: 'assay://app' };

  postMessage(data: unknown, targetOrigin: string, ports: readonly MessagePort[]): void {
    if (targetOrigin !== this.location.origin) throw new Error(`posted to ${targetOrigin}`);
    queueMicrotask(() => {
      this.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: this }));
    });
  }
}

/**
 * The renderer's connection as it is in a desktop window: the real preload body, the real client, ports through
 * the supervisor. Only the modules of Electron between them are replaced, by Node's MessageChannel.
 */
export async function openDesktopWindow(supervisor: EngineSupervisor<MessagePort>) {
  const page = new PageWindow();
  Object.assign(globalThis, { window: page });
  let deliver = (_ports: MessagePort[]) => {};
  let bridge: AssayApi | null = null;
  exposeAssay<MessagePort>({
    contextBridge: {
      exposeInMainWorld: (_key, api) => {
        bridge = api;
      },
    },
    ipcRenderer: {
      invoke: async (channel) => {
        if (channel !== 'assay:open-port') throw new Error(`no answer to ${channel}`);
        const { port1, port2 } = new MessageChannel();
        await supervisor.connect(port1);
        deliver([port2]);
      },
      on: (channel, listener) => {
        if (channel === 'assay:port') deliver = (ports) => listener({ ports });
      },
    },
    webUtils: { getPathForFile: (file) => file.name },
    page,
  });
  const path = join(import.meta.dirname, '../../renderer/client/links.ts');
  const { openPort }: LinksModule = await import(path);
  const connection = createConnection(async () => {
    if (bridge === null) throw new Error('The preload exposed nothing.');
    return openPort(bridge);
  });
  const client: EngineClient = createORPCClient(connection.link);
  return {
    client,
    connection,
    /** Resolves when the connection has come to be in this state. */
    async until(state: 'open' | 'down'): Promise<void> {
      await new Promise<void>((resolve) => {
        const look = () => {
          if (connection.state() !== state) return;
          stop();
          resolve();
        };
        const stop = connection.subscribe(look);
        look();
      });
    },
  };
}
