import { describe, expect, it } from 'vitest';
import { answerCalls } from '../../electron/answer-calls.ts';

interface Event {
  readonly senderFrame: { url: string; parent: unknown } | null;
}
const fromApp: Event = { senderFrame: { url: 'assay://app/', parent: null } };
const fromElsewhere: Event = { senderFrame: { url: 'https://example.com/', parent: null } };

function main() {
  const handlers = new Map<string, (event: Event, ...values: unknown[]) => Promise<unknown>>();
  const saved: string[] = [];
  answerCalls<Event>(
    { handle: (channel, listener) => void handlers.set(channel, listener) },
    {
      openPort: async () => {},
      pickFile: async () => '/data/x.csv',
      saveFile: async (path) => {
        saved.push(path);
        return path;
      },
    },
  );
  const call = async (channel: string, event: Event, ...values: unknown[]) =>
    handlers.get(channel)?.(event, ...values);
  return { handlers, saved, call };
}

describe('calls to main', () => {
  it('are answered for a page of the app', async () => {
    expect(await main().call('assay:pick-file', fromApp)).toBe('/data/x.csv');
  });

  it('are refused from anywhere else, every one of them', async () => {
    const { handlers, call } = main();
    expect([...handlers.keys()].sort()).toEqual(['assay:open-port', 'assay:pick-file', 'assay:save-file']);
    for (const channel of handlers.keys()) {
      await expect(call(channel, fromElsewhere, 'x')).rejects.toThrow(`${channel} was refused`);
      await expect(call(channel, { senderFrame: null }, 'x')).rejects.toThrow('was refused');
    }
  });

  it.each([undefined, '', 7, { path: 'x' }])('to save need a path, not %j', async (value) => {
    const { saved, call } = main();
    await expect(call('assay:save-file', fromApp, value)).rejects.toThrow('needs the path');
    expect(saved).toEqual([]);
  });
});
