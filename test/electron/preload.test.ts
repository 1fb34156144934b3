import { describe, expect, it } from 'vitest';
import { type AssayApi, exposeAssay } from '../../electron/expose-assay.ts';

function preload(answers: Record<string, unknown> = {}) {
  const exposed = new Map<string, AssayApi>();
  const sent: unknown[][] = [];
  const posted: unknown[][] = [];
  const listeners = new Map<string, (event: { ports: string[] }) => void>();
  exposeAssay<string>({
    contextBridge: { exposeInMainWorld: (key, api) => void exposed.set(key, api) },
    ipcRenderer: {
      invoke: async (...call) => {
        sent.push(call);
        return answers[call[0]];
      },
      on: (channel, listener) => void listeners.set(channel, listener),
    },
    webUtils: { getPathForFile: (file) => `/home/${file.name}` },
    page: { location: { origin: 'assay://app' }, postMessage: (...message) => void posted.push(message) },
  });
  const api = exposed.get('assay');
  if (!api) throw new Error('nothing was exposed');
  return {
    api,
    exposed,
    sent,
    posted,
    deliver: (channel: string, ports: string[]) => listeners.get(channel)?.({ ports }),
  };
}

describe('the preload', () => {
  it('gives the page four functions and nothing else', () => {
    const { exposed, api } = preload();
    expect([...exposed.keys()]).toEqual(['assay']);
    expect(Object.keys(api).sort()).toEqual(['openPort', 'pathForFile', 'pickFile', 'saveFile']);
    expect(Object.values(api).every((member) => typeof member === 'function')).toBe(true);
  });

  it('hands a port on to the page of its own origin, without the event it came with', () => {
    const { posted, deliver } = preload();
    deliver('assay:port', ['port']);
    expect(posted).toEqual([['assay:port', 'assay://app', ['port']]]);
  });

  it('says to the page that the engine has died', () => {
    const { posted, deliver } = preload();
    deliver('assay:engine-down', []);
    expect(posted).toEqual([['assay:engine-down', 'assay://app', []]]);
  });

  it('asks main by fixed names only', async () => {
    const { api, sent } = preload({ 'assay:pick-file': '/data/x.csv', 'assay:save-file': null });
    await api.openPort();
    expect(await api.pickFile()).toBe('/data/x.csv');
    expect(await api.saveFile('/project/bundles/a.zip')).toBeNull();
    expect(sent).toEqual([
      ['assay:open-port'],
      ['assay:pick-file'],
      ['assay:save-file', '/project/bundles/a.zip'],
    ]);
  });

  it('lets nothing but a path or null back to the page', async () => {
    const { api } = preload({ 'assay:pick-file': { secret: 1 }, 'assay:save-file': undefined });
    expect(await api.pickFile()).toBeNull();
    expect(await api.saveFile('x')).toBeNull();
  });

  it('tells the path of a dropped file', () => {
    expect(preload().api.pathForFile(new File([], 'a.csv'))).toBe('/home/a.csv');
  });
});
