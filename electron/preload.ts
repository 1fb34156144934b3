import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { exposeAssay, type PreloadParts } from './expose-assay.ts';

type Port = Electron.IpcRendererEvent['ports'][number];

const page: unknown = globalThis;
if (!isPage(page)) throw new Error('The preload runs in a window only.');
exposeAssay<Port>({ contextBridge, ipcRenderer, webUtils, page });

function isPage(value: unknown): value is PreloadParts<Port>['page'] {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'location' in value;
}
