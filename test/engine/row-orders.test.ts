import { describe, expect, it } from 'vitest';
import { createRowOrders } from '../../core/engine/row-orders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loadCsv, openEngine } from './open-engine.ts';

/** Work that counts how often it begins, and ends when it is told to. */
function slowWork(rows: number) {
  const { promise, resolve } = Promise.withResolvers<Uint32Array>();
  const state = { begun: 0, isStopped: false };
  return {
    state,
    finish: () => resolve(new Uint32Array(rows)),
    work: (signal: AbortSignal) => {
      state.begun++;
      signal.addEventListener('abort', () => {
        state.isStopped = true;
      });
      return promise;
    },
  };
}

describe('orders that are kept', () => {
  it('are worked out once for all who ask, then and later', async () => {
    const orders = createRowOrders({ mostBytes: 1_000 });
    const { work, finish, state } = slowWork(3);
    const both = [orders.get('a', work), orders.get('a', work)];
    finish();
    expect((await Promise.all(both)).map(({ length }) => length)).toEqual([3, 3]);
    await orders.get('a', work);
    expect(state.begun).toBe(1);
  });

  it('make room for newer ones, those that were not used for longest first', async () => {
    const orders = createRowOrders({ mostBytes: 80 });
    const begun: string[] = [];
    const get = (key: string, rows = 10) =>
      orders.get(key, async () => {
        begun.push(key);
        return new Uint32Array(rows);
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(begun).toEqual(['a', 'b', 'c', 'b']);
    await get('large', 100);
    await get('large', 100);
    expect(begun.filter((key) => key === 'large')).toHaveLength(1);
    await get('a');
    expect(begun.at(-1)).toBe('a');
  });

  it('are given up when the last who waits does not want them any more', async () => {
    const orders = createRowOrders({ mostBytes: 1_000 });
    const { work, state, finish } = slowWork(1);
    const [first, second] = [new AbortController(), new AbortController()];
    const waits = [orders.get('a', work, first.signal), orders.get('a', work, second.signal)];
    first.abort();
    await expect(waits[0]).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(state.isStopped).toBe(false);
    second.abort();
    await expect(waits[1]).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(state.isStopped).toBe(true);
    const again = orders.get('a', work);
    finish();
    expect(await again).toHaveLength(1);
    expect(state.begun).toBe(2);
  });

  it('are not kept when they fail', async () => {
    const orders = createRowOrders({ mostBytes: 1_000 });
    await expect(orders.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await orders.get('a', async () => new Uint32Array(2))).toHaveLength(2);
  });
});

describe('rows through the engine', () => {
  it('are filtered, sorted and counted page by page', async () => {
    const folder = temporaryFolder();
    const engine = openEngine(folder);
    try {
      const text = `name,n\n${Array.from({ length: 50 }, (_, i) => `${i % 2 ? 'odd' : 'even'},${i}`).join('\n')}\n`;
      const version = await loadCsv(engine, folder, text);
      const filter = { search: 'EVE', tests: [] };
      const sort = { column: 1, descending: true };
      const pages = await Promise.all(
        [0, 10, 20].map((offset) => engine.client.dataset.rows({ version, filter, sort, offset, limit: 10 })),
      );
      expect(pages.map(({ total }) => total)).toEqual([25, 25, 25]);
      expect(pages.flatMap(({ rows }) => rows.map(([, n]) => n))).toEqual(
        Array.from({ length: 25 }, (_, i) => 48 - 2 * i),
      );
      expect(pages[2]?.rowNumbers).toEqual([9, 7, 5, 3, 1]);
    } finally {
      await engine.close();
    }
  });

  it('are not asked for with a test that does not fit: the error says which', async () => {
    const folder = temporaryFolder();
    const engine = openEngine(folder);
    try {
      const version = await loadCsv(engine, folder, 'a,b\n1,x\n');
      const filter = { tests: [{ column: 0, test: { kind: 'contains' as const, text: 'x' } }] };
      await expect(engine.client.dataset.rows({ version, filter })).rejects.toMatchObject({
        code: 'OPTION_INVALID',
        message: expect.stringContaining('"a"'),
      });
    } finally {
      await engine.close();
    }
  });
});
