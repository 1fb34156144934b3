import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { superviseEngine } from '../../electron/engine-supervisor.ts';
import { buildDesktop } from '../../scripts/build-desktop.ts';
import { root, runCommand } from '../../scripts/run-command.ts';
import { openDesktopWindow } from '../electron/desktop-window.ts';
import { forkEngineProcess } from '../electron/forked-engine.ts';
import { makeDummyRuntime } from './desktop.dummy-runtime.ts';

const reason = process.platform === 'linux' ? null : 'the dummy runtime is laid out as on Linux';
const folder = mkdtempSync(join(tmpdir(), 'assay-package-'));
const resources = join(folder, 'dist/linux-unpacked/resources');
const archive = join(resources, 'app.asar');
const unpacked = join(resources, 'app.asar.unpacked');

/** Proxies that lead nowhere: packing must not need the network. */
const nowhere = {
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  npm_config_offline: 'true',
};

beforeAll(async () => {
  if (reason !== null) return;
  await buildDesktop();
  const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
  const values = ['--dir', '--linux', '--publish', 'never', '--projectDir', root];
  const overrides = [
    `-c.electronDist=${makeDummyRuntime(join(folder, 'runtime'))}`,
    `-c.directories.output=${join(folder, 'dist')}`,
  ];
  const { code, output } = await runCommand([process.execPath, builder, ...values, ...overrides], {
    isQuiet: true,
    env: { ...nowhere, VITEST: undefined },
  });
  expect(code, output).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function packed(): string[] {
  return listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
}

describe('the packed app, around a runtime that is a dummy', () => {
  it('was packed', (context) => {
    if (reason !== null) context.skip(reason);
    expect(existsSync(archive)).toBe(true);
  });

  it('holds main, preload and renderer in the archive', (context) => {
    if (reason !== null) context.skip(reason);
    const paths = packed();
    for (const path of ['/package.json', '/out/electron/main.mjs', '/out/electron/preload.cjs']) {
      expect(paths).toContain(path);
      expect(existsSync(join(unpacked, path))).toBe(false);
    }
    expect(paths).toContain('/out/renderer/index.html');
    expect(existsSync(join(unpacked, 'out/renderer'))).toBe(false);
  });

  it('holds no source, test, sample of development or development library', (context) => {
    if (reason !== null) context.skip(reason);
    const strange = packed().filter((path) =>
      /\.tsx?$|\.map$|^\/(core|electron|renderer|cli|test|scripts|bench|docs)\/|\/node_modules\/(electron|vite|vitest|playwright|react)\//.test(
        path,
      ),
    );
    expect(strange).toEqual([]);
  });

  it('holds engine, native modules, wasm and the thread’s entry outside the archive', (context) => {
    if (reason !== null) context.skip(reason);
    for (const path of [
      'out/engine/electron/engine-process.mjs',
      'out/engine/core/engine/worker.mjs',
      `node_modules/@duckdb/node-bindings-linux-${process.arch}/duckdb.node`,
      `node_modules/@duckdb/node-bindings-linux-${process.arch}/libduckdb.so`,
      `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
      'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
      'node_modules/piscina/dist/worker.js',
    ]) {
      expect(statSync(join(unpacked, path)).size, path).toBeGreaterThan(0);
    }
  });

  it('keeps a checksum of every file in the archive', (context) => {
    if (reason !== null) context.skip(reason);
    const { header } = getRawHeader(archive);
    const text = JSON.stringify(header);
    expect(text).toContain('"algorithm":"SHA256"');
    expect(statSync(archive).size).toBeLessThan(40 * 1024 * 1024);
  });

  it('has every fuse set as the security checklist asks', async (context) => {
    if (reason !== null) context.skip(reason);
    const wire = await getCurrentFuseWire(join(folder, 'dist/linux-unpacked/assay'));
    const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeCliInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      asarIntegrity: true,
      onlyFromAsar: true,
      ownSnapshot: false,
      filePrivileges: false,
    });
  });

  it('has a preload that loads nothing but Electron', (context) => {
    if (reason !== null) context.skip(reason);
    const preload = readFileSync(join(root, 'out/electron/preload.cjs'), 'utf8');
    const loaded = [...preload.matchAll(/\brequire\(([^)]*)\)/g)].map(([, name]) => name?.slice(1, -1));
    expect(loaded).toEqual(['electron']);
    expect(preload).not.toMatch(/^\s*(import|export)\b/m);
  });

  it('carries an engine that does its work from the packed files alone', async (context) => {
    if (reason !== null) context.skip(reason);
    const supervisor = superviseEngine({
      fork: () =>
        forkEngineProcess(join(folder, 'project'), join(unpacked, 'out/engine/electron/engine-process.mjs')),
      schedule: (run, delayMs) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      onDeath: () => {},
      onFailure: ({ message }) => console.error(message),
    });
    try {
      const { client } = await openDesktopWindow(supervisor);
      const follow = async (job: Awaited<ReturnType<typeof client.run.start>>['job']) => {
        let status = '';
        for await (const event of await client.job.watch({ job })) {
          if (event.kind === 'state') status = `${event.job.status} ${event.job.error?.message ?? ''}`.trim();
        }
        return status;
      };
      const load = await client.dataset.loadSample({ file: 'penguins.csv' });
      expect(await follow(load.job)).toBe('done');
      const [version] = await client.dataset.list({});
      if (!version) throw new Error('nothing was loaded');
      const { spec } = await client.experiment.draft({ version: version.id });
      const { job } = await client.run.start({ spec });
      expect(await follow(job)).toBe('done');
      const [run] = await client.run.list({});
      expect(run?.bestAveragePrecision).toBeGreaterThan(0.9);
    } finally {
      await supervisor.stop();
    }
  });
});
