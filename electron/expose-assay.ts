import { channels } from './channels.ts';

/** What a page of the desktop app finds as `window.assay`. */
export interface AssayApi {
  /** The path on disk of a dropped or picked file; empty when the file was made in the page. */
  pathForFile(file: File): string;
  /** Asks for a data file or a bundle; null when the person thinks better of it. */
  pickFile(): Promise<string | null>;
  /** Copies a file of the project to where the person says; answers with that path, or null. */
  saveFile(path: string): Promise<string | null>;
  /**
   * Asks for a line to the engine. It comes as a window message "assay:port" with one port; asking again gives
   * another. When the engine dies, "assay:engine-down" follows, in case that the port does not say so itself.
   */
  openPort(): Promise<void>;
}

/** The parts of Electron's renderer modules, and of the page, that the preload works with. */
export interface PreloadParts<Port> {
  readonly contextBridge: { exposeInMainWorld(key: string, api: AssayApi): void };
  readonly ipcRenderer: {
    invoke(channel: string, ...values: unknown[]): Promise<unknown>;
    on(channel: string, listener: (event: { readonly ports: Port[] }) => void): unknown;
  };
  readonly webUtils: { getPathForFile(file: File): string };
  readonly page: {
    readonly location: { readonly origin: string };
    postMessage(message: unknown, targetOrigin: string, transfer: Port[]): void;
  };
}

/** Gives the page four functions and no more: no Electron module, no channel name, no event object. */
export function exposeAssay<Port>({ contextBridge, ipcRenderer, webUtils, page }: PreloadParts<Port>): void {
  ipcRenderer.on(channels.port, ({ ports }) => {
    page.postMessage(channels.port, page.location.origin, ports);
  });
  ipcRenderer.on(channels.engineDown, () => {
    page.postMessage(channels.engineDown, page.location.origin, []);
  });
  contextBridge.exposeInMainWorld('assay', {
    pathForFile: (file) => webUtils.getPathForFile(file),
    pickFile: async () => pathOrNull(await ipcRenderer.invoke(channels.pickFile)),
    saveFile: async (path) => pathOrNull(await ipcRenderer.invoke(channels.saveFile, String(path))),
    openPort: async () => {
      await ipcRenderer.invoke(channels.openPort);
    },
  });
}

function pathOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
