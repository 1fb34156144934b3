import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runAssay, temporaryFolder } from './run-assay.ts';

test('doctor names what there is, and makes no project', async () => {
  using folder = temporaryFolder();
  const { code, stdout, stderr } = await runAssay(['doctor', '--json'], { cwd: folder.path });
  expect(code, stderr).toBe(0);
  const { items } = JSON.parse(stdout);
  const ids = items.map((item: { id: string }) => item.id);
  expect(ids).toEqual(
    expect.arrayContaining(['assay', 'node', 'duckdb', 'sqlite', 'tfjs', 'browser', 'electron']),
  );
  expect(items.find((item: { id: string }) => item.id === 'backend-wasm')).toMatchObject({ status: 'ok' });
  expect(readdirSync(folder.path)).toEqual([]);
});
